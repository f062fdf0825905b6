/**
 * What the control panel of the pages may ask for:
 *
 *     GET  /demo/state
 *     POST /demo/backend     {"action": "start" | "stop" | "kill"}
 *     POST /demo/connection  {"cut": true | false}
 *     POST /demo/activity    {"perSecond": 20}
 *     POST /demo/rows        {"action": "insert" | "update" | "delete", "table": "products"}
 *     POST /demo/faults      what demo/server/README.md says of POST /_faults
 *
 * Every answer is the state after it.
 */
import type { Activity } from './activity.ts';
import type { BackendState, BackendThread } from './backend-thread.ts';
import { kinds, tables } from './changes.ts';

export class RequestError extends Error {}

export interface DemoState {
  readonly backend: BackendState;
  /** For psql; another at every start of the backend. */
  readonly databaseUrl: string | null;
  /** Realtime is cut off and stays so; REST still answers. */
  readonly cut: boolean;
  readonly activity: { readonly perSecond: number; readonly made: number; readonly lastError: string | null };
}

type Body = Record<string, unknown>;

export class Controls {
  readonly #backend: BackendThread;
  readonly #activity: Activity;
  #cut = false;

  constructor(backend: BackendThread, activity: Activity) {
    this.#backend = backend;
    this.#activity = activity;
  }

  async handle(name: string, body: Body): Promise<DemoState> {
    if (name === 'backend') await this.#steerBackend(oneOf(body, 'action', ['start', 'stop', 'kill']));
    else if (name === 'connection') await this.#cutConnection(oneOf(body, 'cut', [true, false]));
    else if (name === 'activity') this.#activity.set(rate(body.perSecond));
    else if (name === 'rows') await this.#activity.change(oneOf(body, 'action', kinds), oneOf(body, 'table', tables));
    else if (name === 'faults') await this.#breakBackend(body);
    else if (name !== 'state') throw new RequestError(`There is no control "${name}".`);
    return this.#state;
  }

  get #state(): DemoState {
    const { perSecond, made, lastError } = this.#activity;
    return {
      backend: this.#backend.state,
      databaseUrl: this.#backend.address?.dbUrl ?? null,
      cut: this.#cut,
      activity: { perSecond, made, lastError },
    };
  }

  async #steerBackend(action: 'start' | 'stop' | 'kill'): Promise<void> {
    await this.#backend[action]();
    this.#cut = false; // A backend that starts has no faults.
  }

  async #cutConnection(cut: boolean): Promise<void> {
    await this.#breakBackend({ socket: cut ? { kill: true, refuseConnections: true } : {} });
    this.#cut = cut;
  }

  async #breakBackend(faults: Body): Promise<void> {
    const { address } = this.#backend;
    if (!address) throw new RequestError('The backend does not run.');
    const answer = await fetch(`${address.url}/_faults`, { method: 'POST', body: JSON.stringify(faults) });
    if (!answer.ok) throw new RequestError(await answer.text());
  }
}

function oneOf<Choice>(body: Body, name: string, choices: readonly Choice[]): Choice {
  const choice = choices.find((candidate) => candidate === body[name]);
  if (choice === undefined) throw new RequestError(`"${name}" must be one of ${choices.join(', ')}.`);
  return choice;
}

function rate(asked: unknown): number {
  if (typeof asked === 'number' && asked >= 0 && asked <= 100) return asked;
  throw new RequestError('"perSecond" must be a number from 0 to 100.');
}
