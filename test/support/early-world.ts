/**
 * A page whose engine comes when the test lets it: a late session in virtual time, over a server whose requests are kept
 * and answered by hand, and a socket that is played.
 */
import type { LiveRows, QuerySpec } from '../../src/contexts.ts';
import type { RawRow } from '../../src/domain/row.ts';
import type { Problem } from '../../src/domain/status.ts';
import type { Engine } from '../../src/early/engine-loader.ts';
import { LateSession } from '../../src/early/late-session.ts';
import { LiveSession } from '../../src/live-session.ts';
import type { SessionOptions } from '../../src/session-options.ts';
import type { Patch } from '../../src/sync/patch.ts';
import { ScriptedLifecycle } from './scripted-lifecycle.ts';
import { ScriptedTransport } from './scripted-transport.ts';
import { VirtualClock } from './virtual-clock.ts';

export interface Asked {
  readonly address: URL;
  readonly headers: Headers;
  readonly signal: AbortSignal | null;
}

type Seen = readonly [status: string, names: string];

export class EarlyWorld {
  readonly clock = new VirtualClock();
  readonly transport = new ScriptedTransport();
  readonly lifecycle = new ScriptedLifecycle();
  readonly session: LateSession;
  readonly problems: Problem[] = [];
  readonly asked: Asked[] = [];
  /** As the table has them. */
  rows: readonly RawRow[] = [row('a', 'Mug'), row('b', 'Pot')];
  /** Answers instead of the rows. */
  answer: (asked: Asked) => Response | Promise<Response> = ({ address }) =>
    Response.json(address.searchParams.has('or') ? [] : this.rows);
  /** Times the engine was fetched. */
  fetches = 0;
  #engine = deferred<Engine>();
  readonly #fetch = globalThis.fetch;

  constructor(options: Partial<SessionOptions> = {}) {
    globalThis.fetch = (input, { headers, signal } = {}) =>
      this.#serve(input as URL, headers as Headers, signal ?? null);
    this.session = new LateSession(
      {
        ...{ url: 'https://ref.supabase.co', apiKey: 'sb_publishable_x' },
        ...{ clock: this.clock, transport: this.transport, lifecycle: this.lifecycle },
        onProblem: (problem) => this.problems.push(problem),
        ...options,
      },
      () => {
        this.fetches++;
        return this.#engine.promise;
      },
    );
    this.session.connect();
  }

  /** The engine's chunk is there. */
  async engineArrives(): Promise<void> {
    this.#engine.resolve({ LiveSession });
    await this.clock.advance(0);
  }

  /** It is not, this time. */
  async engineFails(): Promise<void> {
    const { reject } = this.#engine;
    this.#engine = deferred<Engine>();
    reject(new Error('404'));
    await this.clock.advance(0);
  }

  list(spec: Partial<QuerySpec> = {}, initial?: readonly RawRow[]): Watched {
    return new Watched(this.session.query({ table: 'products', ...spec }, initial));
  }

  /** The stream flows for the table, and what was to be read is read. */
  async flow(table = 'products'): Promise<void> {
    this.transport.accept();
    this.transport.channel(table).joinAndFlow();
    await this.clock.advance(1_000);
  }

  /** Requests for the first page, by their address. */
  get firstPages(): readonly string[] {
    return this.asked.filter(({ address }) => !address.searchParams.has('or')).map(({ address }) => address.href);
  }

  end(): void {
    this.session.close();
    globalThis.fetch = this.#fetch;
  }

  async #serve(address: URL, headers: Headers, signal: AbortSignal | null): Promise<Response> {
    const asked = { address, headers, signal };
    this.asked.push(asked);
    const aborted = new Promise<never>((_resolve, reject) =>
      signal?.addEventListener('abort', () => reject(signal.reason as Error)),
    );
    return Promise.race([this.answer(asked), aborted]);
  }
}

/** A list, as somebody who draws it sees it. */
export class Watched {
  readonly rows: LiveRows;
  /** What was told, step by step. */
  readonly steps: Patch<Record<string, unknown>>[] = [];
  /** Each look of it that differs from the one before. */
  readonly seen: Seen[] = [];
  readonly stop: () => void;

  constructor(rows: LiveRows) {
    this.rows = rows;
    this.#look();
    this.stop = rows.observe({
      patched: (patches) => {
        this.steps.push(...patches);
        this.#look();
      },
      stateChanged: () => this.#look(),
    });
    this.#look();
  }

  get now(): Seen {
    return [this.rows.status, this.rows.rows.map(({ name }) => String(name)).join(' ')];
  }

  #look(): void {
    const { now } = this;
    if (String(this.seen.at(-1)) !== String(now)) this.seen.push(now);
  }
}

/** A promise that is kept, or broken, from outside. */
export function deferred<Value>(): {
  readonly promise: Promise<Value>;
  readonly resolve: (value: Value) => void;
  readonly reject: (error: Error) => void;
} {
  let resolve!: (value: Value) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<Value>((kept, broken) => ([resolve, reject] = [kept, broken]));
  return { promise, resolve, reject };
}

export function row(id: string, name: string, more: RawRow = {}): RawRow {
  return { id, name, price: 1, shop: 1, number: id, ...more };
}
