/**
 * A session whose engine comes late: the first rows need it not, so its code is fetched beside the first read and not
 * before it. What is asked meanwhile is held, and handed over in order when it is there.
 */
import type { LiveConnection, LiveRows, Person, QuerySpec } from '../contexts.ts';
import type { LiveChange } from '../domain/change.ts';
import type { RawRow } from '../domain/row.ts';
import type { ConnectionStatus, Problem } from '../domain/status.ts';
import type { TableName, TableRows } from '../domain/tables.ts';
import type { LiveSession } from '../live-session.ts';
import { systemClock, type Clock, type Timer } from '../page/clock.ts';
import { loadFailed } from '../realtime/load-failed.ts';
import { isToken } from '../realtime/token-problems.ts';
import { newSessionStats, type SessionOptions, type SessionStats } from '../session-options.ts';
import { QueryError } from '../sync/query-error.ts';
import { parseQuery, type QueryWords } from '../sync/query-words.ts';
import { EarlyReads } from './early-reads.ts';
import { EarlyRows } from './early-rows.ts';
import { EngineLoader, type Engine } from './engine-loader.ts';
import { fetchEngine } from './fetch-engine.ts';

/** What of a session a provider uses. */
export type Session = LiveConnection &
  Pick<LiveSession, 'stats' | 'connect' | 'disconnect' | 'setAccessToken' | 'close'>;

/** Begins what was asked for; answers what ends it. */
type Begin = (session: LiveSession) => () => void;

/** Milliseconds in which every list has begun its first read: what is left over then is nobody's. */
const TAKEN_WITHIN = 1_000;

const nothing = (): void => undefined;
const noStats = newSessionStats();

export class LateSession implements Session {
  readonly #clock: Clock;
  readonly #loader: EngineLoader;
  /** What is to be done when the engine is there, in the order in which it was asked for. */
  readonly #held = new Set<(session: LiveSession) => void>();
  readonly #rows = new Set<Pick<EarlyRows<unknown>, 'ask' | 'forget'>>();
  readonly #listeners = new Set<() => void>();
  #options: SessionOptions;
  #reads: EarlyReads | null;
  #readsForgotten: Timer | undefined;
  #session: LiveSession | undefined;
  #status: ConnectionStatus = 'disconnected';
  #told = false;

  /** @param fetch - a port that tests replace. */
  constructor(options: SessionOptions, fetch: () => Promise<Engine> = fetchEngine) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#reads = earlyReads(options, this.#clock);
    this.#loader = new EngineLoader(fetch, this.#clock, {
      arrived: (engine) => this.#begin(engine),
      failed: (error) => this.#missing(error),
    });
  }

  get status(): ConnectionStatus {
    return this.#session?.status ?? this.#status;
  }

  get nextRetryAt(): Date | null {
    return this.#session ? this.#session.nextRetryAt : this.#loader.nextTry;
  }

  get error(): Problem | null {
    return this.#session?.error ?? null;
  }

  get offScreenPause(): number {
    return this.#options.pauseOffScreen ?? Infinity;
  }

  get audience(): object | undefined {
    return this.#options.audience;
  }

  get stats(): SessionStats {
    return this.#session?.stats ?? noStats;
  }

  connect(): void {
    if (this.#session) return this.#session.connect();
    this.#become('connecting');
    this.#hurry();
  }

  disconnect(): void {
    if (this.#session) return this.#session.disconnect();
    this.#become('disconnected');
  }

  reconnect(): void {
    if (this.#session) return this.#session.reconnect();
    this.#hurry();
  }

  observe(listener: () => void): () => void {
    this.#listeners.add(listener);
    const end = this.#hold((session) => session.observe(listener));
    return () => {
      this.#listeners.delete(listener);
      end();
    };
  }

  query<Row = Record<string, unknown>>(spec: QuerySpec, initial?: readonly RawRow[]): LiveRows<Row> {
    if (this.#session) return this.#session.query(spec, initial);
    const rows = new EarlyRows<Row>(spec, wordsOf(spec, this.#options.schema), initial, () => {
      this.#rows.delete(rows);
      release();
    });
    this.#rows.add(rows);
    const release = this.#hold((session) => {
      rows.handOver((asked, soFar) => session.query(asked, soFar.rows, soFar.isPage));
      return nothing;
    });
    void rows.ask(this.#reads);
    return rows;
  }

  subscribe<Name extends TableName>(table: Name, listener: (change: LiveChange<TableRows[Name]>) => void): () => void;
  subscribe(table: string, listener: (change: LiveChange) => void): () => void;
  subscribe(table: string, listener: (change: never) => void): () => void {
    return this.#hold((session) => session.subscribe(table, listener as (change: LiveChange) => void));
  }

  present(room: string, listener: (others: readonly Person[]) => void, inFeed?: boolean): () => void {
    return this.#hold((session) => session.present(room, listener, inFeed));
  }

  lookers(table: string, listener: (lookers: ReadonlyMap<string, readonly Person[]>) => void): () => void {
    return this.#hold((session) => session.lookers(table, listener));
  }

  setAccessToken(token: string | null): void {
    if (this.#session) return this.#session.setAccessToken(token);
    this.#options = { ...this.#options, accessToken: token ?? undefined };
    this.#reads?.end();
    this.#reads = earlyReads(this.#options, this.#clock);
    for (const rows of this.#rows) {
      rows.forget();
      void rows.ask(this.#reads);
    }
  }

  close(): void {
    this.#loader.stop();
    this.#clock.clearTimer(this.#readsForgotten);
    this.#reads?.end();
    this.#held.clear();
    this.#rows.clear();
    this.#listeners.clear();
    this.#session?.close();
  }

  #hold(begin: Begin): () => void {
    if (this.#session) return begin(this.#session);
    let end = nothing;
    const held = (session: LiveSession): void => {
      end = begin(session);
    };
    this.#held.add(held);
    return () => {
      this.#held.delete(held);
      end();
    };
  }

  #begin({ LiveSession }: Engine): void {
    const session = new LiveSession({ ...this.#options, early: this.#reads ?? undefined });
    this.#session = session;
    if (this.#status === 'connecting') session.connect();
    else session.disconnect();
    for (const begin of this.#held) begin(session);
    this.#held.clear();
    this.#rows.clear();
    this.#readsForgotten = this.#clock.setTimer(() => this.#reads?.forget(), TAKEN_WITHIN);
    this.#tell();
  }

  #missing(error: unknown): void {
    if (!this.#told)
      this.#options.onProblem?.(
        loadFailed('What keeps the rows up to date could not be loaded, and is tried again', error),
      );
    this.#told = true;
    this.#tell();
  }

  #hurry(): void {
    this.#told = false;
    this.#loader.hurry();
  }

  #become(status: ConnectionStatus): void {
    if (this.#status === status) return;
    this.#status = status;
    this.#tell();
  }

  #tell(): void {
    this.#listeners.forEach((listener) => listener());
  }
}

/** Null where it is not known yet whom the rows are for, or where others do the reading. */
function earlyReads(options: SessionOptions, clock: Clock): EarlyReads | null {
  const { url, apiKey, accessToken, tokenUrl, client, reader, fetch } = options;
  if (client !== undefined || reader !== undefined || fetch !== undefined) return null;
  if (typeof accessToken === 'function' || (!accessToken && tokenUrl !== undefined)) return null;
  const token = accessToken?.trim() || null;
  return isToken(token) ? new EarlyReads({ url, apiKey, token }, clock) : null;
}

function wordsOf(spec: QuerySpec, schema = 'public'): QueryWords | null {
  try {
    return parseQuery(spec, schema);
  } catch (error) {
    if (error instanceof QueryError) return null;
    throw error;
  }
}
