/** What the tab that leads does for the others: it joins what they ask for, and passes on what comes. */
import type { TabLocks } from '../../page/neighbour-tabs.ts';
import type { ChannelListener, TableBinding } from '../transport.ts';
import { ChangeBatch } from './change-batch.ts';
import { LockClaim } from './lock-claim.ts';
import { SharedFeeds, type FeedListener, type SharedFeedsPorts } from './shared-feeds.ts';
import type { TabMessage } from './tab-message.ts';

export interface LeadingPorts extends Omit<SharedFeedsPorts, 'pass'> {
  readonly id: string;
  readonly locks: TabLocks;
  readonly visible: () => boolean;
  /** The lock that a tab of this id holds as long as it is there. */
  readonly presenceOf: (id: string) => string;
  readonly post: (message: TabMessage) => void;
}

interface Follower {
  readonly presence: LockClaim;
  /** What leaves each of its channels. */
  readonly channels: Map<number, () => void>;
}

export class Leading {
  readonly #ports: LeadingPorts;
  readonly #feeds: SharedFeeds;
  readonly #batch: ChangeBatch;
  readonly #followers = new Map<string, Follower>();

  constructor(ports: LeadingPorts) {
    this.#ports = ports;
    this.#batch = new ChangeBatch(ports.clock, ports.visible, (changes) =>
      ports.post({ kind: 'changes', from: ports.id, changes }),
    );
    this.#feeds = new SharedFeeds({ ...ports, pass: (feed, payload) => this.#batch.add([feed, payload]) });
  }

  /** This tab's own channel. */
  join(topic: string, binding: TableBinding, listener: ChannelListener): () => void {
    return this.#feeds.join(topic, binding, listener);
  }

  heard(message: TabMessage): void {
    if (message.kind === 'join' && message.to === this.#ports.id) this.#joinFor(message);
    else if (message.kind === 'leave' && message.to === this.#ports.id) {
      const channels = this.#followers.get(message.from)?.channels;
      channels?.get(message.channel)?.();
      channels?.delete(message.channel);
    }
  }

  /** Changes go before any other word, in the order in which they came. */
  post(message: TabMessage): void {
    this.#batch.flush();
    this.#ports.post(message);
  }

  end(): void {
    this.#batch.flush();
    this.#followers.forEach(({ presence }) => presence.end());
    this.#feeds.end();
  }

  #joinFor({ from: to, channel, topic, binding }: TabMessage & { kind: 'join' }): void {
    const { id: from, isTokenRefusal } = this.#ports;
    const listener: FeedListener = {
      joined: () => this.post({ kind: 'joined', from, to, channel }),
      closed: () => this.post({ kind: 'closed', from, to, channel }),
      // It was this tab's token, and it sees to another one; the follower's own may be good.
      failed: (message) =>
        this.post(
          isTokenRefusal(message)
            ? { kind: 'closed', from, to, channel }
            : { kind: 'failed', from, to, channel, message },
        ),
      system: (message) => {
        if (message.status === 'ok' || !isTokenRefusal(message.message))
          this.post({ kind: 'system', from, to, channel, message });
      },
    };
    const { channels } = this.#followers.get(to) ?? this.#welcome(to);
    channels.get(channel)?.();
    channels.set(channel, this.#feeds.join(topic, binding, listener));
  }

  /** A tab that is closed or crashes says no word; the browser gives its lock back. */
  #welcome(id: string): Follower {
    const { locks, presenceOf } = this.#ports;
    const granted = (): void => {
      follower.presence.end();
      follower.channels.forEach((leave) => leave());
      this.#followers.delete(id);
    };
    const follower: Follower = {
      presence: new LockClaim(locks, presenceOf(id), { granted }),
      channels: new Map(),
    };
    this.#followers.set(id, follower);
    return follower;
  }
}
