/** The channels of a tab that follows: what they would ask of a socket they ask of the tab that leads. */
import type { ChannelListener, TableBinding } from '../transport.ts';
import { feedName } from './shared-feeds.ts';
import type { TabMessage } from './tab-message.ts';

interface FollowedChannel {
  readonly feed: string;
  readonly listener: ChannelListener;
}

export class Following {
  readonly leader: string;
  readonly term: number;
  readonly #id: string;
  readonly #post: (message: TabMessage) => void;
  readonly #channels = new Map<number, FollowedChannel>();
  #joins = 0;

  constructor(leader: string, term: number, id: string, post: (message: TabMessage) => void) {
    this.leader = leader;
    this.term = term;
    this.#id = id;
    this.#post = post;
  }

  join(topic: string, binding: TableBinding, listener: ChannelListener): () => void {
    const channel = ++this.#joins;
    const { leader: to } = this;
    this.#channels.set(channel, { feed: feedName(topic, binding), listener });
    this.#post({ kind: 'join', from: this.#id, to, channel, topic, binding });
    return () => {
      if (this.#channels.delete(channel)) this.#post({ kind: 'leave', from: this.#id, to, channel });
    };
  }

  /** A word of the leader's. */
  heard(message: TabMessage): void {
    if (message.kind === 'changes') {
      for (const [feed, payload] of message.changes) {
        for (const channel of this.#channels.values()) if (channel.feed === feed) channel.listener.change(payload);
      }
      return;
    }
    if (!('channel' in message) || message.to !== this.#id) return;
    const listener = this.#channels.get(message.channel)?.listener;
    if (message.kind === 'joined') listener?.joined();
    else if (message.kind === 'closed') listener?.closed();
    else if (message.kind === 'failed') listener?.failed(message.message);
    else if (message.kind === 'system') listener?.system(message.message);
  }
}
