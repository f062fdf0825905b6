/**
 * One Realtime node and one REST server for thousands of virtual clients, in virtual time: what it takes until a join
 * is accepted and changes flow, and what is refused above a plan's limits. The times are those seen on a real server
 * (transcripts a-basic-changes, k-restart-term, l-bad-join-stalls-socket).
 */
import type { RawRow } from '../../src/domain/row.ts';
import type { Clock } from '../../src/page/clock.ts';
import type { ChannelListener, TableBinding, Transport, TransportListener } from '../../src/realtime/transport.ts';
import { ReadError } from '../../src/sync/read-error.ts';
import type { Reader, ReadRequest } from '../../src/sync/reader.ts';
import type { Demand } from './demands.ts';
import type { Plan } from './plans.ts';
import { RateCounter } from './rate-counter.ts';

/** A join that fails is answered so late (CHANNEL_ERROR_BACKOFF_MS). */
const FAILED_JOIN = 5_000;
/** After a start the first subscription to Postgres takes so long, and whoever joins meanwhile waits for it as well. */
const COLD = [1_200, 2_700] as const;

/** Twenty tickets, newest first; the first of them carries what was written last. */
export function ticketRows(written: string): readonly RawRow[] {
  return Array.from({ length: 20 }, (_, number) => ({
    id: `ticket-${number}`,
    subject: number === 0 ? written : 'as before',
    created_at: new Date(Date.UTC(2026, 0, 1) - number * 60_000).toISOString(),
  }));
}

const down = new ReadError({ code: 'backend-unreachable', message: 'down', remedy: '', permanent: false });

export class ModelNode {
  readonly clock: Clock;
  /** The answer to every read: all clients ask the same. */
  rows: readonly RawRow[] = ticketRows('first');
  realtimeDown = false;
  restDown = false;
  /** Told of each thing the node is asked for, and of each message it sends. */
  onDemand: (demand: Demand) => void = () => undefined;
  /** Sockets with a channel, as the server counts users. */
  users = 0;
  readonly #plan: Plan;
  readonly #clients = new Set<ModelClient>();
  #joins: RateCounter;
  #warmFrom: number | null = null;

  constructor(clock: Clock, plan: Plan) {
    this.clock = clock;
    this.#plan = plan;
    this.#joins = new RateCounter(plan.joinsPerSecond, clock.now());
  }

  client(): ModelClient {
    const client = new ModelClient(this);
    this.#clients.add(client);
    return client;
  }

  /** Ends: every socket is closed, as by SIGTERM. */
  stop(): void {
    this.realtimeDown = true;
    for (const client of this.#clients) client.cut('socket closed: 1012');
  }

  /** Begins anew, and counts anew. */
  start(): void {
    this.realtimeDown = false;
    this.#warmFrom = null;
    this.#joins = new RateCounter(this.#plan.joinsPerSecond, this.clock.now());
  }

  /** Writes the first row anew and tells every page that has joined. */
  change(number: number): void {
    this.rows = ticketRows(`change ${number}`);
    for (const client of this.#clients) client.tell(this.rows[0]!);
  }

  /** Null when the join is accepted; otherwise why not, and whether the socket is closed as well. */
  refusal(): { readonly reason: string; readonly closes: boolean } | null {
    if (this.users >= this.#plan.connections)
      return { reason: 'ConnectionRateLimitReached: Too many connected users', closes: false };
    if (!this.#joins.admits(this.clock.now()))
      return { reason: 'ClientJoinRateLimitReached: Too many joins per second', closes: true };
    return null;
  }

  /** Milliseconds from a join that was accepted until changes flow. */
  get untilFlowing(): number {
    this.#warmFrom ??= this.clock.now() + this.between(...COLD);
    return Math.max(this.#warmFrom - this.clock.now(), 0) + this.between(3, 30);
  }

  between(from: number, to: number): number {
    return from + this.clock.random() * (to - from);
  }

  readonly reader: Reader = {
    read: async (request: ReadRequest) => {
      this.onDemand('read');
      await this.#pass(request.signal);
      if (this.restDown) throw down;
      const { after, limit } = request;
      const from = after === undefined ? 0 : this.rows.findIndex(({ id }) => id === after['id']) + 1;
      const rows = this.rows.slice(from, from + limit);
      await this.#pass(request.signal);
      return { rows, count: request.count ? this.rows.length : null };
    },
  };

  #pass(signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      this.clock.setTimer(
        () => (signal?.aborted ? reject(new DOMException('aborted', 'AbortError')) : resolve()),
        this.between(5, 60),
      );
    });
  }
}

/** One page's socket, with the one channel it joins. */
export class ModelClient {
  readonly transport: Transport;
  readonly #node: ModelNode;
  #listener: TransportListener | undefined;
  #channel: ChannelListener | undefined;
  #socket = 0;
  #open = false;
  #joined = false;

  constructor(node: ModelNode) {
    this.#node = node;
    const isOpen = (): boolean => this.#open;
    this.transport = {
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

  /** A broadcast: 3 to 15 ms after the write. */
  tell(row: RawRow): void {
    const channel = this.#channel;
    if (!this.#joined || channel === undefined) return;
    this.#node.onDemand('message');
    this.#after(this.#node.between(3, 15), this.#socket, () => {
      if (this.#channel !== channel) return;
      const change = { schema: 'public', table: 'tickets', commit_timestamp: null, errors: null };
      channel.change({ ...change, eventType: 'UPDATE', new: { ...row }, old: { id: row['id'] } });
    });
  }

  cut(why: string): void {
    if (!this.#open) return;
    this.#close();
    this.#listener?.lost(why);
  }

  #connect(): void {
    const socket = ++this.#socket;
    this.#node.onDemand('socket');
    this.#after(this.#node.between(20, 80), socket, () => {
      if (this.#node.realtimeDown) return this.#listener?.lost('socket closed: 1006');
      this.#open = true;
      this.#listener?.opened();
    });
  }

  #close(): void {
    this.#socket++;
    this.#open = false;
    this.#leave();
  }

  #leave(): void {
    this.#channel = undefined;
    if (this.#joined) this.#node.users--;
    this.#joined = false;
  }

  #join({ broadcast }: TableBinding, listener: ChannelListener): () => void {
    const socket = this.#socket;
    this.#channel = listener;
    this.#node.onDemand('join');
    const refusal = this.#node.refusal();
    if (refusal === null) {
      this.#joined = true;
      this.#node.users++;
      const answered = this.#node.between(3, 30);
      this.#after(answered, socket, () => this.#channel === listener && listener.joined());
      const extension = broadcast ? 'system' : 'postgres_changes';
      this.#after(
        answered + this.#node.untilFlowing,
        socket,
        () => this.#channel === listener && listener.system({ extension, status: 'ok', message: '' }),
      );
    } else {
      this.#node.onDemand('refused join');
      this.#after(FAILED_JOIN, socket, () => {
        if (this.#channel === listener) listener.failed(refusal.reason);
        if (refusal.closes) this.cut('socket closed: 1000');
      });
    }
    return () => {
      if (this.#channel === listener) this.#leave();
    };
  }

  #after(delay: number, socket: number, task: () => void): void {
    this.#node.clock.setTimer(() => {
      if (socket === this.#socket) task();
    }, delay);
  }
}
