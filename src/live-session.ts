/**
 * One provider's whole machinery, put together: the one place that knows every floor below it.
 *
 * Knows no DOM beyond what the page-lifecycle port tells, so it runs in Node as in a page.
 */
import type { LiveConnection, LiveGap, LiveRows, Person, QuerySpec } from './contexts.ts';
import type { LiveChange } from './domain/change.ts';
import type { RawRow } from './domain/row.ts';
import type { ConnectionStatus, Problem } from './domain/status.ts';
import type { TableName, TableRows } from './domain/tables.ts';
import { systemClock, type Clock } from './page/clock.ts';
import { reportUncaught } from './page/report-uncaught.ts';
import { version } from './page/version.ts';
import { AccessToken } from './realtime/access-token.ts';
import { partnerOnChanges } from './realtime/broadcast.ts';
import { toLiveChange } from './realtime/change-payload.ts';
import { RealtimeChannelManager, type StreamObserver, type TableStream } from './realtime/channel-manager.ts';
import type { StatusReport } from './realtime/connection-status.ts';
import { RealtimeEventDispatcher } from './realtime/event-dispatcher.ts';
import { GuestTransport, guestToken, observeGuestSession, type GuestClient } from './realtime/guest-client.ts';
import { LateRooms } from './realtime/late-rooms.ts';
import { Overflow } from './realtime/overflow.ts';
import { pageLifecycle, RestableLifecycle, type PageLifecycle } from './realtime/page-lifecycle.ts';
import { PolledStatus } from './realtime/polled-status.ts';
import { sharedTransport } from './realtime/shared-transport.ts';
import { createRealtimeClient } from './realtime/supabase-client.ts';
import { ManagedTransport } from './realtime/supabase-transport.ts';
import { tokenSourceOf } from './realtime/token-source.ts';
import { presenceExcluded } from './realtime/presence-problems.ts';
import type { PresencePorts } from './realtime/presence-rooms.ts';
import { partnerOf, readClaims } from './realtime/token-claims.ts';
import type { Transport } from './realtime/transport.ts';
import { CrmRepository } from './repositories/crm-repository.ts';
import { observedReader } from './repositories/observed-reader.ts';
import { TableRepository } from './repositories/table-repository.ts';
import { TicketingRepository } from './repositories/ticketing-repository.ts';
import type { LiveQueryPorts } from './sync/live-query.ts';
import type { SessionOptions, SessionStats } from './session-options.ts';
import { createReader, type Reader } from './sync/reader.ts';
import { newStats } from './sync/stats.ts';

export type { SessionOptions, SessionStats } from './session-options.ts';

export class LiveSession implements LiveConnection {
  readonly crm: CrmRepository;
  readonly ticketing: TicketingRepository;
  readonly #options: SessionOptions;
  readonly #clock: Clock;
  readonly #lifecycle: RestableLifecycle;
  readonly #token: AccessToken;
  readonly #transport: Transport;
  readonly #dispatcher: RealtimeEventDispatcher;
  readonly #manager: RealtimeChannelManager;
  readonly #overflow: Overflow | null;
  readonly #reader: Reader;
  readonly #tables: TableRepository;
  readonly #rooms: LateRooms;
  readonly #stats = newStats();
  /** Null where there is a stream. */
  readonly #polled: PolledStatus | null;
  readonly #listeners = new Set<() => void>();
  readonly #told = new Set<string>();
  readonly #endGuestSession: () => void;
  readonly #reportListenerError: (error: unknown) => void;
  #lastRead: 'none' | 'good' | 'failed' = 'none';
  /** When the gap began that the page was told of last. */
  #toldGap = -Infinity;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    const page = options.lifecycle ?? pageLifecycle();
    this.#lifecycle = new RestableLifecycle(page);
    const guest = options.client as GuestClient | undefined;
    const url = guest?.supabaseUrl ?? options.url;
    const apiKey = guest?.supabaseKey ?? options.apiKey;
    this.#token = new AccessToken(guest ? guestToken(guest) : tokenSourceOf(options), this.#clock, page);
    this.#polled = options.source === 'poll' ? new PolledStatus(() => this.#statusChanged()) : null;
    this.#reportListenerError = options.onListenerError ?? reportUncaught;
    this.#dispatcher = new RealtimeEventDispatcher(this.#reportListenerError);
    const own =
      options.transport ??
      (guest
        ? new GuestTransport(guest, this.#clock)
        : new ManagedTransport((observer) =>
            createRealtimeClient({ url, apiKey, accessToken: () => this.#token.get() }, observer),
          ));
    this.#transport = options.share === 'tabs' && !guest ? this.#sharedTransport(own, page) : own;
    const { maxEvents } = options;
    this.#overflow = maxEvents ? new Overflow(maxEvents, this.#clock, (problem) => this.#report(problem)) : null;
    this.#manager = new RealtimeChannelManager({
      transport: this.#transport,
      token: this.#token,
      lifecycle: page,
      clock: this.#clock,
      dispatcher: this.#dispatcher,
      source: options.source === 'broadcast' ? 'broadcast' : 'changes',
      pauseWhenHidden: options.pauseWhenHidden ?? 300_000,
      received: this.#overflow ? () => this.#overflow?.count() : undefined,
      report: (problem) => {
        // With the whole project away, a forbidden socket is not what is wrong.
        if (problem.code !== 'socket-blocked' || this.#lastRead === 'good') this.#report(problem);
      },
      statusChanged: () => this.#statusChanged(),
    });
    const fetch = guest?.rest.fetch ?? options.fetch;
    const { early } = options;
    const plainReader = options.reader ?? createReader({ url, apiKey, token: () => this.#token.get(), fetch, early });
    this.#reader = observedReader(plainReader, this.#clock, {
      token: () => this.#token.get(),
      renewToken: (refused) => this.#token.renewRefused(refused),
      succeeded: () => this.#readEnded(null),
      failed: (problem) => this.#readEnded(problem),
    });
    this.#tables = new TableRepository({
      defaultSchema: options.schema ?? 'public',
      queryPorts: (schema, table) => this.#queryPorts(schema, table),
      follow: (schema, table, event) =>
        this.#manager.lease(schema, table, { ...silent, event, refused: (problem) => this.#report(problem) }),
    });
    this.#rooms = new LateRooms(this.#presencePorts(), presenceExcluded(options));
    this.crm = new CrmRepository(this.#tables);
    this.ticketing = new TicketingRepository(this.#tables);
    this.#token.observe({
      changed: (token, identityChanged) => this.#tokenChanged(token, identityChanged),
      failed: (problem) => this.#tokenFailed(problem),
    });
    this.#endGuestSession = guest
      ? observeGuestSession(guest, this.#clock, () => void this.#token.renew().catch(() => undefined))
      : () => undefined;
    const { onChange } = options;
    if (onChange !== undefined)
      this.#dispatcher.subscribeToAll((event) => onChange(() => toLiveChange(event, (raw) => raw)));
  }

  get status(): ConnectionStatus {
    return this.#statusReport.status;
  }

  get nextRetryAt(): Date | null {
    return this.#statusReport.nextRetryAt;
  }

  get error(): Problem | null {
    return this.#statusReport.error;
  }

  get offScreenPause(): number {
    return this.#options.pauseOffScreen ?? Infinity;
  }

  get audience(): object | undefined {
    return this.#options.audience;
  }

  get stats(): SessionStats {
    const { eventsReceived, reconnects, connections, channels, messagesPerSecond } = this.#manager;
    const role = this.#transport.role ?? 'alone';
    return {
      ...this.#stats,
      eventsReceived,
      reconnects,
      role,
      connections: role === 'follower' ? 0 : connections,
      channels,
      messagesPerSecond,
      overflows: this.#overflow?.times ?? 0,
    };
  }

  connect(): void {
    this.#told.clear();
    this.#lifecycle.wake();
    if (this.#polled) this.#polled.begins();
    else this.#manager.start();
    this.#tables.refresh();
  }

  /** Ends the stream and the reads until `connect()`; the rows stand. */
  disconnect(): void {
    this.#lifecycle.rest();
    if (this.#polled) this.#polled.rests();
    else this.#manager.stop();
  }

  reconnect(): void {
    this.#told.clear();
    if (!this.#polled) this.#manager.reconnect();
    this.#tables.refresh();
  }

  observe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param isPage - `initial` is the first page of a read, and not what the page brought along. */
  query<Row = Record<string, unknown>>(spec: QuerySpec, initial?: readonly RawRow[], isPage = false): LiveRows<Row> {
    return this.#tables.rows(spec, initial && { rows: initial, isPage });
  }

  subscribe<Name extends TableName>(table: Name, listener: (change: LiveChange<TableRows[Name]>) => void): () => void;
  subscribe(table: string, listener: (change: LiveChange) => void): () => void;
  subscribe(table: string, listener: (change: never) => void): () => void {
    return this.#tables.changes(table, listener as (change: LiveChange) => void);
  }

  present(room: string, listener: (others: readonly Person[]) => void, inFeed?: boolean): () => void {
    return this.#rooms.enter(room, listener, inFeed);
  }

  lookers(table: string, listener: (lookers: ReadonlyMap<string, readonly Person[]>) => void): () => void {
    return this.#rooms.watch(table, listener);
  }

  /** Another token, or none: the reader signed in, out, or as somebody else. A client handed over has its own. */
  setAccessToken(token: string | null): void {
    if (this.#options.client !== undefined) return;
    void this.#token.replace(tokenSourceOf({ ...this.#options, accessToken: token ?? undefined }));
  }

  close(): void {
    this.#endGuestSession();
    this.#rooms.close();
    this.#tables.close();
    this.#overflow?.close();
    this.#manager.stop();
    this.#token.close();
    this.#listeners.clear();
  }

  get #statusReport(): StatusReport {
    return this.#polled?.report ?? this.#manager.status;
  }

  #sharedTransport(own: Transport, lifecycle: PageLifecycle): Transport {
    const { url, apiKey, tabs } = this.#options;
    const project = JSON.stringify([version, url, apiKey]);
    const ports = { own, tabs, lifecycle, project, token: this.#token, clock: this.#clock };
    return sharedTransport(ports, (problem) => this.#report(problem));
  }

  #queryPorts(schema: string, table: string): LiveQueryPorts {
    return {
      reader: this.#reader,
      openStream: this.#polled ? null : (observer) => this.#openStream(schema, table, observer),
      clock: this.#clock,
      lifecycle: this.#lifecycle,
      auditInterval: this.#options.auditInterval ?? 60_000,
      stats: this.#stats,
      report: (problem) => this.#report(problem),
      onGap: (gap) => this.#tellGap(gap),
    };
  }

  #presencePorts(): PresencePorts {
    const transport = this.#transport;
    return {
      channels: () => (this.status === 'connected' && transport.isOpen ? transport.channelMaker : undefined),
      token: () => this.#token.current,
      claims: () => readClaims(this.#token.current ?? ''),
      clock: this.#clock,
      lifecycle: this.#lifecycle,
      observe: (listener) => this.observe(listener),
      report: (problem) => this.#report(problem),
    };
  }

  #openStream(schema: string, table: string, observer: StreamObserver): TableStream {
    const open = (each: StreamObserver): TableStream => this.#manager.lease(schema, table, each);
    return this.#overflow?.follow(observer, open) ?? open(observer);
  }

  /** One interruption is a gap of every list; the page is told of it once. */
  #tellGap(gap: LiveGap): void {
    if (this.#toldGap >= gap.from.getTime()) return;
    this.#toldGap = gap.from.getTime();
    this.#options.onGap?.(gap);
  }

  #tokenChanged(token: string | null, identityChanged: boolean): void {
    if (partnerOf(token) !== null && (this.#options.source ?? 'changes') === 'changes') this.#report(partnerOnChanges);
    if (identityChanged) {
      // First the rows, then everything else: nobody may see the last reader's rows a moment longer.
      this.#tables.identityChanged();
      this.#manager.reconnect();
    } else if (this.#transport.isOpen) {
      void this.#transport.setToken(token);
    }
  }

  #tokenFailed(problem: Problem): void {
    if (problem.permanent) this.#refuse(problem);
    else this.#report(problem);
  }

  #readEnded(problem: Problem | null): void {
    if (problem !== null && hopeless.has(problem.code)) return this.#refuse(problem);
    // Reads that failed and do not any more: the server is back, and neither the socket nor other reads need wait.
    if (problem === null && this.#lastRead === 'failed') {
      this.#manager.hurry();
      this.#tables.hurry();
    }
    this.#lastRead = problem === null ? 'good' : 'failed';
    this.#polled?.readEnded(problem === null);
  }

  /** Only a person can help: nothing is tried any more, and no row stays on screen that may not be the reader's. */
  #refuse(problem: Problem): void {
    this.#report(problem);
    this.#manager.refuse(problem);
    this.#polled?.refused(problem);
    this.#tables.fail(problem);
  }

  #report(problem: Problem): void {
    const words = `${problem.code} ${problem.message}`;
    if (this.#told.has(words)) return;
    this.#told.add(words);
    this.#options.onProblem?.(problem);
  }

  #statusChanged(): void {
    const { status, error } = this.#statusReport;
    if (status === 'error' && error !== null) {
      this.#report(error);
      if (error.code === 'token-rejected') this.#tables.fail(error);
    }
    for (const listener of this.#listeners) {
      try {
        listener();
      } catch (thrown) {
        // Otherwise the exception would end whatever had brought the status about: a try to connect, a join.
        this.#reportListenerError(thrown);
      }
    }
  }
}

/** Problems of the whole connection, not of one table: no read and no join will do better. */
const hopeless: ReadonlySet<string> = new Set(['bad-key', 'bad-url', 'token-rejected']);

/** For those who follow a table's changes without holding its rows. */
const silent = {
  flowing: () => undefined,
  doubted: () => undefined,
  interrupted: () => undefined,
};
