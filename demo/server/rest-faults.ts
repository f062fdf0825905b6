/** The ways REST can be made to misbehave, for pages and tests that must stand it. Auth is left alone. */
import { restError } from './answers.ts';

export interface RestFaultSettings {
  /** Hang up without an answer, as a network that is gone. */
  down?: boolean;
  /** Wait before the database is asked. */
  delayMs?: number;
  /** Wait after it was asked: the rows are older than their arrival. */
  delayAfterMs?: number;
  /** How many of the next reads `delayAfterMs` is for; without it, every request. */
  slowAfterRead?: number;
  /** The share of requests, from 0 to 1, that fail; evenly spread, not by chance. */
  errorRate?: number;
  /** With what status they fail; 503 unless told. */
  status?: number;
}

const kinds: Record<keyof RestFaultSettings, 'boolean' | 'number'> = {
  down: 'boolean',
  delayMs: 'number',
  delayAfterMs: 'number',
  slowAfterRead: 'number',
  errorRate: 'number',
  status: 'number',
};

export class RestFaults {
  #settings: RestFaultSettings = {};
  #debt = 0;

  /** Replaces the settings. Throws a TypeError on a word it does not know. */
  set(settings: unknown): void {
    if (typeof settings !== 'object' || settings === null) throw new TypeError('rest: expected an object');
    for (const [name, value] of Object.entries(settings)) {
      const kind = Object.hasOwn(kinds, name) ? kinds[name as keyof RestFaultSettings] : undefined;
      if (!kind) throw new TypeError(`rest.${name}: unknown; known are ${Object.keys(kinds).join(', ')}`);
      if (typeof value !== kind) throw new TypeError(`rest.${name}: expected a ${kind}`);
    }
    this.#settings = { ...settings };
    this.#debt = 0;
  }

  reset(): void {
    this.set({});
  }

  /** Answers `request` by `handle`, or worse; null: hang up. */
  async apply(request: Request, handle: (request: Request) => Promise<Response>): Promise<Response | null> {
    if (this.#settings.down) return null;
    if (this.#settings.delayMs) await wait(this.#settings.delayMs);
    if (this.#settings.down) return null; // It may have gone down meanwhile.
    this.#debt += this.#settings.errorRate ?? 0;
    if (this.#debt >= 1) {
      this.#debt -= 1;
      return restError(this.#settings.status ?? 503, 'FAULT', 'This failure was asked for by POST /_faults');
    }
    const response = await handle(request);
    const delay = this.#delayAfter(request);
    if (delay) await wait(delay);
    return this.#settings.down ? null : response;
  }

  #delayAfter(request: Request): number | undefined {
    const { slowAfterRead, delayAfterMs } = this.#settings;
    if (slowAfterRead === undefined) return delayAfterMs;
    if (slowAfterRead <= 0 || request.method !== 'GET') return undefined;
    this.#settings.slowAfterRead = slowAfterRead - 1;
    return delayAfterMs;
  }
}

const wait = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
