/** Several faults of the wire at once: `POST /_faults` knows only the present state, so it is put together here. */
import type { WireFault } from './schedule.ts';

type Settings = Record<string, unknown>;

export class WireFaults {
  readonly #url: string;
  readonly #held = new Set<WireFault>();
  #sent = { socket: '{}', rest: '{}' };
  #queue: Promise<void> = Promise.resolve();

  constructor(backendUrl: string) {
    this.#url = `${backendUrl}/_faults`;
  }

  begin(fault: WireFault): Promise<void> {
    this.#held.add(fault);
    return this.#apply(fault.kill ?? false);
  }

  end(fault: WireFault): Promise<void> {
    this.#held.delete(fault);
    return this.#apply(false);
  }

  expireTokens(): Promise<void> {
    return this.#next(() => this.#post({ expireTokens: true }));
  }

  #apply(kill: boolean): Promise<void> {
    return this.#next(async () => {
      const socket = merge([...this.#held].map((fault) => fault.socket));
      const rest = merge([...this.#held].map((fault) => fault.rest));
      const changed: Settings = {};
      if (kill || JSON.stringify(socket) !== this.#sent.socket) changed['socket'] = kill ? { ...socket, kill } : socket;
      if (JSON.stringify(rest) !== this.#sent.rest) changed['rest'] = rest;
      this.#sent = { socket: JSON.stringify(socket), rest: JSON.stringify(rest) };
      if (Object.keys(changed).length > 0) await this.#post(changed);
    });
  }

  #next(action: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(action);
    this.#queue = done.catch(() => undefined); // Whoever asked gets the error.
    return done;
  }

  async #post(faults: Settings): Promise<void> {
    // Without `close` a connection that has idled may be closed by the server as it is used again, and a POST is not repeated.
    const headers = { connection: 'close' };
    const answer = await fetch(this.#url, { method: 'POST', headers, body: JSON.stringify(faults) });
    if (!answer.ok) throw new Error(`POST /_faults ${JSON.stringify(faults)}: ${answer.status} ${await answer.text()}`);
  }
}

/** Of two faults that set the same, the worse counts: the greater number, or true. */
function merge(parts: readonly (Readonly<Settings> | undefined)[]): Settings {
  const merged: Settings = {};
  for (const part of parts) {
    for (const [name, value] of Object.entries(part ?? {})) {
      const held = merged[name];
      merged[name] = typeof held === 'number' && typeof value === 'number' ? Math.max(held, value) : value;
    }
  }
  // Shares of what may befall a frame come out of one whole.
  const share = Number(merged['drop'] ?? 0) + Number(merged['double'] ?? 0) + Number(merged['reorder'] ?? 0);
  for (const name of ['drop', 'double', 'reorder']) {
    if (share > 1 && merged[name] !== undefined) merged[name] = (merged[name] as number) / share;
  }
  return merged;
}
