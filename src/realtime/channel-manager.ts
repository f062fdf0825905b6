/**
 * One channel per table, shared by every widget of the page through ref-counted leases, over one socket.
 *
 * Channels carry no filter, so lists of one table differ in nothing the server knows: three product lists make one
 * join. A lease given back lingers before the channel is left, so that an element moved in the DOM, which is removed
 * and inserted in one task, or a page that swaps its content, joins nothing anew.
 */
import type { Problem } from '../domain/status.ts';
import type { Clock, Timer } from '../page/clock.ts';
import type { AccessToken } from './access-token.ts';
import type { RowEvent } from './change-payload.ts';
import { toRowEvent } from './change-payload.ts';
import { Connection } from './connection.ts';
import type { StatusReport } from './connection-status.ts';
import { reportStatus } from './connection-status.ts';
import type { RealtimeEventDispatcher } from './event-dispatcher.ts';
import { tableName } from './event-dispatcher.ts';
import { MessageRate } from './message-rate.ts';
import type { PageLifecycle } from './page-lifecycle.ts';
import { TableChannel } from './table-channel.ts';
import type { TableBinding, Transport } from './transport.ts';

export interface StreamObserver {
  /** Called as it is, without the observer. */
  readonly event: (event: RowEvent) => void;
  /** Changes flow from now; any before may be lost. */
  flowing(): void;
  /** Something may have been missed although the stream stands, or seems to. */
  doubted(why: string): void;
  /** Changes do not flow, for now. */
  interrupted(why: string): void;
  /** Changes will not flow until a person acts. */
  refused(problem: Problem): void;
}

/** A claim on a table's changes. */
export interface TableStream {
  readonly flowing: boolean;
  release(): void;
}

export interface ChannelManagerOptions {
  readonly transport: Transport;
  readonly token: AccessToken;
  readonly lifecycle: PageLifecycle;
  readonly clock: Clock;
  readonly dispatcher: RealtimeEventDispatcher;
  /** How changes are heard. Default `changes`. */
  readonly source?: 'changes' | 'broadcast';
  /** Milliseconds after which a hidden page leaves its socket; Infinity for never. */
  readonly pauseWhenHidden: number;
  /** Called before each change is handed on. */
  readonly received?: (() => void) | undefined;
  readonly report: (problem: Problem) => void;
  readonly statusChanged: () => void;
}

/** Milliseconds a channel is kept after its last lease: long enough for a page that swaps its content. */
const LINGER = 3_000;
/** Supabase allows 100 channels on a connection. */
const MANY_CHANNELS = 80;
/** So many failed tries, and none before that held: something on the way forbids the socket. */
const BLOCKED_AFTER = 3;

interface Shared {
  readonly channel: TableChannel;
  readonly observers: Set<StreamObserver>;
  linger: Timer | undefined;
}

export class RealtimeChannelManager {
  readonly #options: ChannelManagerOptions;
  readonly #connection: Connection;
  readonly #channels = new Map<string, Shared>();
  #connectedOnce = false;
  #reconnects = 0;
  #eventsReceived = 0;
  readonly #rate = new MessageRate();
  #status: StatusReport;

  constructor(options: ChannelManagerOptions) {
    this.#options = options;
    const { transport, token, lifecycle, clock, pauseWhenHidden, report } = options;
    this.#connection = new Connection(transport, token, lifecycle, clock, pauseWhenHidden, {
      changed: () => {
        this.#reportObstacle();
        this.#statusMayHaveChanged();
      },
      opened: () =>
        this.#channels.forEach(({ channel }) => {
          if (channel.state === 'down') channel.join(); // One leased while this runs has joined already.
        }),
      lost: (why) => this.#channels.forEach(({ channel }) => channel.drop(why)),
      doubted: (why) => this.#doubt(why),
      garbled: () => {
        report(garbled);
        this.#doubt(garbled.message);
      },
    });
    this.#status = reportStatus(this.#connection.state, [], false);
  }

  get status(): StatusReport {
    return this.#status;
  }

  /** Times the stream has come back after it was lost. */
  get reconnects(): number {
    return this.#reconnects;
  }

  /** Change messages received, before anyone judged them. */
  get eventsReceived(): number {
    return this.#eventsReceived;
  }

  /** Change messages in the last second that is over. */
  get messagesPerSecond(): number {
    return this.#rate.lastSecond(this.#options.clock.now());
  }

  /** Sockets that stand: one, or none. */
  get connections(): number {
    return this.#connection.state.name === 'open' ? 1 : 0;
  }

  /** Channels on it, of the 100 that Supabase allows. */
  get channels(): number {
    return this.#connection.state.name === 'open' ? this.#channels.size : 0;
  }

  start(): void {
    this.#connection.start();
  }

  stop(): void {
    this.#connection.stop();
    this.#channels.forEach(({ channel, observers, linger }, name) => {
      this.#options.clock.clearTimer(linger);
      channel.drop('stopped');
      if (observers.size === 0) this.#channels.delete(name);
    });
  }

  /** Leaves everything and comes back at once; channels that were refused are tried again. */
  reconnect(): void {
    this.#connection.retryNow();
  }

  /** The server answers again: a planned try need not wait long. */
  hurry(): void {
    this.#connection.hurry();
  }

  /** Ends all trying until `reconnect()` or `start()`: only a person can help. */
  refuse(problem: Problem): void {
    this.#connection.refuse(problem);
  }

  /** Claims a table's changes. Every claim is told of events through the dispatcher, and of the stream's state here. */
  lease(schema: string, table: string, observer: StreamObserver): TableStream {
    const name = tableName(schema, table);
    const shared = this.#channels.get(name) ?? this.#open(name, { schema, table });
    this.#options.clock.clearTimer(shared.linger);
    shared.observers.add(observer);
    const unsubscribe = this.#options.dispatcher.subscribe(schema, table, observer.event);
    const { problem } = shared.channel;
    if (problem !== null) observer.refused(problem);
    let released = false;
    return {
      get flowing() {
        return shared.channel.state === 'flowing';
      },
      release: () => {
        if (released) return;
        released = true;
        unsubscribe();
        shared.observers.delete(observer);
        if (shared.observers.size === 0) this.#linger(name, shared);
      },
    };
  }

  /** Every list reads: something may have been missed. */
  #doubt(why: string): void {
    this.#channels.forEach(({ observers }) => observers.forEach((observer) => observer.doubted(why)));
  }

  #open(name: string, binding: TableBinding): Shared {
    const { transport, token, clock, dispatcher, report, source = 'changes' } = this.#options;
    const observers = new Set<StreamObserver>();
    const channel = new TableChannel({ ...binding, broadcast: source === 'broadcast' }, transport, token, clock, {
      change: (payload) => {
        this.#eventsReceived++;
        this.#rate.count(clock.now());
        this.#options.received?.();
        const event = toRowEvent(payload, source);
        if (event !== null) return dispatcher.dispatch(event);
        report(badPayload(binding.table));
        observers.forEach((observer) => observer.doubted('a message could not be read'));
      },
      flowing: () => observers.forEach((observer) => observer.flowing()),
      unmarked: () => observers.forEach((observer) => observer.doubted('no word from the database')),
      interrupted: (why) => observers.forEach((observer) => observer.interrupted(why)),
      refused: (problem) => observers.forEach((observer) => observer.refused(problem)),
      tokenRefused: (problem) => this.#connection.refuse({ ...problem, permanent: true }),
      stateChanged: () => this.#statusMayHaveChanged(),
    });
    const shared: Shared = { channel, observers, linger: undefined };
    this.#channels.set(name, shared);
    if (this.#channels.size === MANY_CHANNELS) report(manyChannels(this.#channels.size));
    if (this.#connection.state.name === 'open') channel.join();
    return shared;
  }

  #linger(name: string, shared: Shared): void {
    const end = (): void => {
      this.#channels.delete(name);
      shared.channel.drop('nobody needs it');
      this.#statusMayHaveChanged();
    };
    // Without a socket there is no join to spare.
    if (this.#connection.state.name === 'open') shared.linger = this.#options.clock.setTimer(end, LINGER);
    else end();
  }

  #reportObstacle(): void {
    const { state, failures, obstacle } = this.#connection;
    if (state.name !== 'waiting') return;
    if (obstacle) this.#options.report(obstacle);
    else if (failures >= BLOCKED_AFTER && !this.#connectedOnce) this.#options.report(socketBlocked);
  }

  #statusMayHaveChanged(): void {
    const channels = [...this.#channels.values()].map(({ channel }) => channel);
    const before = this.#status;
    const now = reportStatus(this.#connection.state, channels, this.#connectedOnce);
    if (
      before.status === now.status &&
      before.nextRetryAt?.getTime() === now.nextRetryAt?.getTime() &&
      before.error === now.error
    ) {
      return;
    }
    this.#status = now;
    if (now.status === 'connected') {
      if (this.#connectedOnce && before.status === 'reconnecting') this.#reconnects++;
      this.#connectedOnce = true;
    }
    this.#options.statusChanged();
  }
}

const socketBlocked: Problem = {
  code: 'socket-blocked',
  message: 'The live connection cannot be opened; rows are read every few seconds instead.',
  remedy:
    "If the project answers, a proxy or the page's Content-Security-Policy is in the way: connect-src must list the project's address with wss: too.",
  permanent: false,
};

const garbled: Problem = {
  code: 'bad-payload',
  message: 'A message of the server could not be read.',
  remedy: 'It is skipped and a read puts the rows right; if it goes on, the server speaks another protocol.',
  permanent: false,
};

function badPayload(table: string): Problem {
  return {
    code: 'bad-payload',
    message: `A change of "${table}" came in a form that is not a change.`,
    remedy: 'It is skipped and a read puts the rows right; if it goes on, the server speaks another protocol.',
    permanent: false,
  };
}

function manyChannels(count: number): Problem {
  return {
    code: 'rate-limited',
    message: `This page follows ${count} tables; Supabase allows 100 channels on a connection.`,
    remedy: 'Show fewer tables on one page, or use a second provider.',
    permanent: false,
  };
}
