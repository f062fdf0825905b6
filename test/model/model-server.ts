/**
 * A Realtime and a REST server over the model database, in virtual time, with every fault a real one has shown: lag,
 * lost, doubled and late frames, dropped and dead sockets, late and missing marks, a rate limit that drops in silence,
 * reads that are slow before or after looking, that fail, that answer out of order.
 */
import type { QuerySpec } from '../../src/contexts.ts';
import type { RawRow } from '../../src/domain/row.ts';
import type { Clock, Timer } from '../../src/page/clock.ts';
import type {
  ChangePayload,
  ChannelListener,
  TableBinding,
  Transport,
  TransportListener,
} from '../../src/realtime/transport.ts';
import { ReadError } from '../../src/sync/read-error.ts';
import type { Reader, ReadRequest } from '../../src/sync/reader.ts';
import type { Commit, ModelDatabase, Ticket } from './model-database.ts';

/** A list as its author writes it, and what it means in plain functions. */
export interface ModelList {
  readonly spec: QuerySpec;
  readonly matches: (row: Ticket) => boolean;
  readonly compare: (a: Ticket, b: Ticket) => number;
}

/** Odds and times, changed by the schedule while it runs. */
export interface Weather {
  /** Share of change frames lost without a trace. */
  lose: number;
  double: number;
  /** Share of frames that overtake or fall behind others, by up to `lateBy` milliseconds. */
  late: number;
  lateBy: number;
  /** Milliseconds from commit to arrival: what the real server's polling gives. */
  lagFrom: number;
  lagTo: number;
  /** Everything the stream would send is dropped while the socket looks healthy. */
  rateLimited: boolean;
  /** The table has left the publication. */
  unpublished: boolean;
  /** No frame passes in either direction; nobody is told. */
  halfOpen: boolean;
  /** New sockets are refused. */
  refuseSockets: boolean;
  markFrom: number;
  markTo: number;
  /** The join is answered and the mark never comes. */
  markMissing: number;
  restDown: boolean;
  /** Reads are accepted and never answered. */
  restHangs: boolean;
  restError: number;
  restFrom: number;
  restTo: number;
  /** Rows an answer holds at most. */
  maxRows: number;
}

export const fairWeather: Weather = {
  lose: 0,
  double: 0,
  late: 0,
  lateBy: 0,
  lagFrom: 30,
  lagTo: 560,
  rateLimited: false,
  unpublished: false,
  halfOpen: false,
  refuseSockets: false,
  markFrom: 3,
  markTo: 30,
  markMissing: 0,
  restDown: false,
  restHangs: false,
  restError: 0,
  restFrom: 5,
  restTo: 60,
  maxRows: 1000,
};

/** A dead socket shows by its heartbeat within ten seconds (`supabase-client.ts`). */
const HEARTBEAT_FINDS = 10_000;

interface Channel {
  readonly listener: ChannelListener;
  flowing: boolean;
}

export class ModelServer {
  readonly weather: Weather = { ...fairWeather };
  /** Requests answered or refused. */
  reads = 0;
  onRead: (request: ReadRequest) => void = () => undefined;
  onConnect: () => void = () => undefined;
  joins = 0;
  readonly #database: ModelDatabase;
  readonly #clock: Clock;
  readonly #lists: readonly ModelList[];
  readonly transport: Transport;
  readonly reader: Reader;
  #listener: TransportListener | undefined;
  #socket = 0;
  #open = false;
  readonly #channels = new Set<Channel>();
  /** Frames keep the order of their commits on one socket. */
  #lastArrival = 0;

  constructor(database: ModelDatabase, clock: Clock, lists: readonly ModelList[]) {
    this.#database = database;
    this.#clock = clock;
    this.#lists = lists;
    database.follow((commits) => this.#publish(commits));
    this.transport = this.#makeTransport();
    this.reader = { read: (request) => this.#read(request) };
  }

  /** Cuts every socket: the client is told. */
  cut(): void {
    if (!this.#open) return;
    this.#close();
    this.#listener?.lost('socket closed: 1006');
  }

  /** The server closes the channels, as at the end of a token. */
  closeChannels(): void {
    for (const { listener } of [...this.#channels]) listener.closed();
  }

  /** As after a change to the publication: the mark comes again, unasked. */
  markAgain(): void {
    for (const channel of this.#channels) if (channel.flowing) this.#mark(channel);
  }

  #makeTransport(): Transport {
    const isOpen = (): boolean => this.#open;
    return {
      managed: true,
      get isOpen() {
        return isOpen();
      },
      observe: (listener) => void (this.#listener = listener),
      setToken: () => Promise.resolve(),
      open: () => this.#connect(),
      close: () => Promise.resolve(this.#close()),
      join: (_topic, binding, listener) => this.#join(binding, listener),
    };
  }

  #connect(): void {
    const socket = ++this.#socket;
    this.onConnect();
    this.#after(20, 80, () => {
      if (socket !== this.#socket) return;
      if (this.weather.refuseSockets) return this.#listener?.lost('socket closed: 1006');
      if (this.weather.halfOpen) return; // The client's own time limit finds it.
      this.#open = true;
      this.#watchHeartbeat(socket);
      this.#listener?.opened();
    });
  }

  #close(): void {
    this.#socket++;
    this.#open = false;
    this.#channels.clear();
  }

  #watchHeartbeat(socket: number, deadSince?: number): void {
    this.#after(1_000, 1_000, () => {
      if (socket !== this.#socket) return;
      if (!this.weather.halfOpen) return this.#watchHeartbeat(socket);
      const since = deadSince ?? this.#clock.now();
      if (this.#clock.now() - since < HEARTBEAT_FINDS - 1_000) return this.#watchHeartbeat(socket, since);
      this.#close();
      this.#listener?.lost('no answer to the heartbeat');
    });
  }

  #join(_binding: TableBinding, listener: ChannelListener): () => void {
    this.joins++;
    const channel: Channel = { listener, flowing: false };
    this.#channels.add(channel);
    let answered = false;
    // realtime-js' own limit for the answer to a join.
    this.#after(10_000, 10_000, () => {
      if (!answered && this.#channels.has(channel)) listener.failed('no answer to the join');
    });
    this.#toClient(channel, 3, 30, () => {
      answered = true;
      listener.joined();
      if (this.weather.unpublished) {
        const message = 'Unable to subscribe to changes with given parameters.';
        return this.#toClient(channel, 5, 50, () =>
          listener.system({ extension: 'postgres_changes', status: 'error', message }),
        );
      }
      if (this.#clock.random() >= this.weather.markMissing)
        this.#after(this.weather.markFrom, this.weather.markTo, () => this.#mark(channel));
    });
    return () => this.#channels.delete(channel);
  }

  #mark(channel: Channel): void {
    if (!this.#channels.has(channel)) return;
    channel.flowing = true;
    this.#toClient(channel, 0, 3, () =>
      channel.listener.system({ extension: 'postgres_changes', status: 'ok', message: 'Subscribed to PostgreSQL' }),
    );
  }

  #publish(commits: readonly Commit[]): void {
    const { weather } = this;
    if (weather.rateLimited || weather.unpublished || !this.#open) return;
    const arrival = Math.max(this.#lastArrival, this.#clock.now() + this.#between(weather.lagFrom, weather.lagTo));
    this.#lastArrival = arrival;
    for (const commit of commits) {
      if (this.#clock.random() < weather.lose) continue;
      const late = this.#clock.random() < weather.late ? this.#between(0, weather.lateBy) : 0;
      const times = this.#clock.random() < weather.double ? 2 : 1;
      for (const channel of this.#channels) {
        if (!channel.flowing) continue;
        for (let time = 0; time < times; time++) this.#deliver(channel, commit, arrival + late + time);
      }
    }
  }

  #deliver(channel: Channel, commit: Commit, at: number): void {
    const socket = this.#socket;
    this.#clock.setTimer(() => {
      if (socket !== this.#socket || this.weather.halfOpen || !this.#channels.has(channel)) return;
      const payload = this.#payload(commit);
      if (payload !== null) channel.listener.change(payload);
    }, at - this.#clock.now());
  }

  /** As the real server: row security by a look at the row now, a DELETE told to everyone, unchanged large values left out. */
  #payload({ type, key, row, previous, at }: Commit): ChangePayload | null {
    const base = {
      eventType: type,
      schema: 'public',
      table: 'tickets',
      commit_timestamp: new Date(at).toISOString(),
      errors: null,
    };
    if (row === null) return { ...base, new: {}, old: { id: key } };
    const now = this.#database.rows.get(row.id);
    if (now === undefined || !this.#database.sees(now)) return null;
    const record: Record<string, unknown> = { ...row };
    if (type === 'UPDATE' && previous !== null && (previous.body?.length ?? 0) > 100 && previous.body === row.body)
      delete record['body'];
    return { ...base, new: record, old: type === 'UPDATE' ? { id: key } : {} };
  }

  async #read(request: ReadRequest): Promise<{ rows: RawRow[]; count: number | null }> {
    this.reads++;
    this.onRead(request);
    await this.#wait(this.weather.restFrom, this.weather.restTo, request.signal);
    if (this.weather.restHangs) await this.#wait(1e9, 1e9, request.signal);
    if (this.weather.restDown || this.#clock.random() < this.weather.restError) throw failure;
    const rows = this.#select(request);
    await this.#wait(this.weather.restFrom, this.weather.restTo, request.signal);
    return { rows, count: request.count ? selectList(this.#database, this.#listOf(request)).length : null };
  }

  /** By the list's own plain functions, not by the engine's parsed ones: where they disagree, the server is right. */
  #select(request: ReadRequest): Ticket[] {
    const { limit, after, keys } = request;
    const list = this.#listOf(request);
    const wanted = keys && new Set(keys.map(([key]) => key));
    const rows = selectList(this.#database, list).filter((row) => wanted?.has(row.id) ?? true);
    const from = after === undefined ? 0 : rows.findIndex((row) => list.compare(row, after as Ticket) > 0);
    return from === -1 ? [] : rows.slice(from, from + Math.min(limit, this.weather.maxRows));
  }

  #listOf({ filter, order }: ReadRequest): ModelList {
    const list = this.#lists.find(
      ({ spec }) => (spec.filter ?? '') === filter.text && order.text.startsWith(spec.order ?? '?'),
    );
    if (list === undefined) throw new Error(`no such list: ${filter.text} ${order.text}`);
    return list;
  }

  #toClient(channel: Channel, from: number, to: number, task: () => void): void {
    const socket = this.#socket;
    this.#after(from, to, () => {
      if (socket === this.#socket && !this.weather.halfOpen && this.#channels.has(channel)) task();
    });
  }

  #wait(from: number, to: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const abort = (): void => {
        this.#clock.clearTimer(timer);
        reject(new DOMException('aborted', 'AbortError'));
      };
      const timer = this.#after(from, to, () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      });
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  #after(from: number, to: number, task: () => void): Timer {
    return this.#clock.setTimer(task, this.#between(from, to));
  }

  #between(from: number, to: number): number {
    return from + this.#clock.random() * (to - from);
  }
}

/** What a SELECT for the list returns, before its limit. */
export function selectList(database: ModelDatabase, { matches, compare }: ModelList): Ticket[] {
  return database.visible().filter(matches).sort(compare);
}

const failure = new ReadError({ code: 'backend-unreachable', message: 'down', remedy: '', permanent: false });
