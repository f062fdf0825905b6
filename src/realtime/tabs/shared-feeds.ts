/**
 * The channels of the tab that leads: one for each table, whichever tabs ask for it, over its one socket.
 *
 * It decides nothing about retries: a feed that ended is told to all who had it, and each asks again in its own time, as
 * it does with a socket of its own. The first to ask brings the feed back, and the others find it there.
 */
import type { Clock, Timer } from '../../page/clock.ts';
import type { AccessToken } from '../access-token.ts';
import type { ChangePayload, ChannelListener, SystemMessage, TableBinding, Transport } from '../transport.ts';

/** Who listens to a feed: this tab's own channel, or one of another tab, which is told of changes by the batch. */
export type FeedListener = Omit<ChannelListener, 'change'> & Partial<Pick<ChannelListener, 'change'>>;

export interface SharedFeedsPorts {
  readonly own: Transport;
  readonly clock: Clock;
  /** A change that other tabs wait for. */
  readonly pass: (feed: string, payload: ChangePayload) => void;
  readonly token: Pick<AccessToken, 'current' | 'renewRefused'>;
  readonly isTokenRefusal: (message: string) => boolean;
  /** The server refuses this tab's token, and there is no better one. */
  readonly hopeless: () => void;
}

interface Feed {
  readonly topic: string;
  readonly binding: TableBinding;
  readonly listeners: Set<FeedListener>;
  joined: boolean;
  /** The last "Subscribed to PostgreSQL", for those who come later. */
  mark: SystemMessage | undefined;
  /** The token it was joined with. */
  token: string | null;
  leave: (() => void) | undefined;
  timer: Timer | undefined;
}

interface Failures {
  readonly count: number;
  readonly notBefore: number;
}

/**
 * A failing join makes the server stall the whole socket for 5 s (transcript l-bad-join-stalls-socket), and here each
 * tab asks for it anew: from the second failure on they wait for one try together.
 */
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 60_000;

/** Without "Subscribed to PostgreSQL" by then there is no subscription on the server (realtime#1871). */
const MARK_OVERDUE = 20_000;

let joins = 0;

/** By which leader and followers know that they speak of the same changes. */
export function feedName(topic: string, { schema, table, broadcast }: TableBinding): string {
  return JSON.stringify([schema, table, broadcast ? topic : null]);
}

export class SharedFeeds {
  readonly #ports: SharedFeedsPorts;
  readonly #feeds = new Map<string, Feed>();
  readonly #failures = new Map<string, Failures>();
  #renewing: Promise<unknown> = Promise.resolve();

  constructor(ports: SharedFeedsPorts) {
    this.#ports = ports;
  }

  /** Answers the function that leaves. */
  join(topic: string, binding: TableBinding, listener: FeedListener): () => void {
    const name = feedName(topic, binding);
    const feed = this.#feeds.get(name) ?? this.#open(name, topic, binding);
    feed.listeners.add(listener);
    // A turn later, as a socket of one's own would: whoever joins has nothing to leave by yet.
    if (feed.joined) queueMicrotask(() => this.#replay(feed, listener));
    return () => {
      if (feed.listeners.delete(listener) && feed.listeners.size === 0) this.#end(name, feed);
    };
  }

  end(): void {
    this.#feeds.forEach((feed, name) => this.#end(name, feed));
  }

  #open(name: string, topic: string, binding: TableBinding): Feed {
    const feed: Feed = {
      ...{ topic, binding, listeners: new Set<FeedListener>(), joined: false },
      ...{ mark: undefined, token: null, leave: undefined, timer: undefined },
    };
    this.#feeds.set(name, feed);
    const wait = (this.#failures.get(name)?.notBefore ?? 0) - this.#ports.clock.now();
    if (wait > 0) feed.timer = this.#ports.clock.setTimer(() => void this.#begin(name, feed), wait);
    else void this.#begin(name, feed);
    return feed;
  }

  async #begin(name: string, feed: Feed): Promise<void> {
    const { own, clock, pass, isTokenRefusal } = this.#ports;
    await this.#renewing; // A join with the token that was refused would stall the socket once more.
    if (this.#feeds.get(name) !== feed) return;
    const { binding, listeners } = feed;
    // A topic of its own for every join: realtime-js hands back the old channel object for a topic it knows.
    const topic = binding.broadcast ? feed.topic : `livetags:${binding.schema}:${binding.table}:tabs${++joins}`;
    feed.token = this.#ports.token.current;
    feed.timer = undefined;
    const tell = (word: (listener: FeedListener) => void): void => listeners.forEach(word);
    const closed = (): void => {
      this.#failed(name, feed);
      tell((listener) => listener.closed());
    };
    feed.leave = own.join(topic, binding, {
      joined: () => {
        feed.joined = true;
        // Each channel looks to it too; but one that left and came back would find this same feed while others are there.
        if (!binding.broadcast && feed.mark === undefined) feed.timer ??= clock.setTimer(closed, MARK_OVERDUE);
        tell((listener) => listener.joined());
      },
      failed: (message) => {
        if (!own.isOpen) return; // The whole socket is gone, and says so next.
        this.#failed(name, feed, message);
        tell((listener) => listener.failed(message));
      },
      closed,
      system: (message) => {
        if (message.extension === 'postgres_changes' && message.status === 'ok') {
          feed.mark = message;
          clock.clearTimer(feed.timer);
        }
        // After a word against the token the server closes the channel; after any other it is of no more use.
        if (message.status !== 'ok' && !isTokenRefusal(message.message)) this.#failed(name, feed);
        else if (message.status !== 'ok') this.#renewToken(feed);
        tell((listener) => listener.system(message));
      },
      change: (payload) => {
        let others = false;
        listeners.forEach((listener) => {
          if (listener.change) listener.change(payload);
          else others = true;
        });
        if (others) pass(name, payload);
      },
    });
  }

  #replay({ listeners, mark }: Feed, listener: FeedListener): void {
    if (listeners.has(listener)) listener.joined();
    if (mark !== undefined && listeners.has(listener)) listener.system(mark);
  }

  /** It is of no more use; who asks for the table from now on gets another. */
  #failed(name: string, feed: Feed, message = ''): void {
    if (this.#feeds.get(name) !== feed) return;
    const { clock, isTokenRefusal } = this.#ports;
    if (isTokenRefusal(message)) this.#renewToken(feed);
    const flowed = feed.binding.broadcast ? feed.joined : feed.mark !== undefined;
    const count = flowed ? 1 : (this.#failures.get(name)?.count ?? 0) + 1;
    const wait = count < 2 ? 0 : Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (count - 2));
    const notBefore = clock.now() + wait * (0.5 + clock.random() / 2);
    this.#failures.set(name, { count, notBefore });
    this.#end(name, feed);
  }

  #renewToken({ token, listeners }: Feed): void {
    // This tab's own channel asks for a better token too, and says so itself when there is none.
    const others = [...listeners].every((listener) => !listener.change);
    this.#renewing = this.#ports.token.renewRefused(token).then((renewal) => {
      if (renewal === 'none' && others) this.#ports.hopeless();
    });
  }

  #end(name: string, feed: Feed): void {
    if (this.#feeds.get(name) === feed) this.#feeds.delete(name);
    this.#ports.clock.clearTimer(feed.timer);
    feed.leave?.();
    feed.leave = undefined;
  }
}
