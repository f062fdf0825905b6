/**
 * One room of presence: a private channel that is joined while the page is seen and connected, on which a page may say
 * who it is.
 *
 * The server takes five presence calls of a channel in 30 seconds and then closes it
 * (supabase.com/docs/guides/realtime/limits). So joins and what is said are six seconds apart, however often the page is
 * hidden and shown, and whatever it has to say meanwhile: what counts is the last of it.
 */
import type { RealtimeChannel } from '@supabase/supabase-js';
import type { Problem } from '../domain/status.ts';
import type { Timer } from '../page/clock.ts';
import type { PresencePorts } from './presence-rooms.ts';
import type { TokenClaims } from './token-claims.ts';
import type { ChannelMaker } from './transport.ts';

const CALL_EVERY = 6_000;
const RETRY_AFTER = 30_000;

/** By the key of the reader: what his pages have said, one entry for each. */
export type PresenceState = Readonly<Record<string, readonly object[]>>;

export interface RoomContent {
  /** The room's name, for a token that says this of itself. */
  readonly name: (claims: TokenClaims) => string;
  /** What this page says there; null to be there unseen. */
  readonly said: () => object | null;
  /** Who is there, without this reader; nobody while it is not known. */
  readonly seen: (others: PresenceState) => void;
}

export class PresenceRoom {
  readonly #ports: PresencePorts;
  readonly #content: RoomContent;
  readonly #ownKey: string;
  #topic = '';
  #channel: RealtimeChannel | undefined;
  #joined = false;
  #joinTimer: Timer | undefined;
  #sayTimer: Timer | undefined;
  #nextJoin = -Infinity;
  #nextWord = -Infinity;
  /** Of the channel that stands; as JSON. */
  #said = 'null';
  /** The token that the server let into no room of this name. */
  #refused: string | null | undefined;

  constructor(content: RoomContent, ports: PresencePorts, guestKey: string) {
    this.#content = content;
    this.#ports = ports;
    this.#ownKey = guestKey;
  }

  /** Joins if it can be and is not; leaves if it cannot be any more. */
  look(): void {
    const { clock, lifecycle, channels, token } = this.#ports;
    const maker = lifecycle.visible ? channels() : undefined;
    if (maker === undefined) return this.leave();
    if (this.#channel !== undefined || this.#refused === token()) return;
    clock.clearTimer(this.#joinTimer);
    const wait = this.#nextJoin - clock.now();
    if (wait > 0) this.#joinTimer = clock.setTimer(() => this.look(), wait);
    else this.#join(maker);
  }

  /** What is to be said may be something else. */
  say(): void {
    const { clock } = this.#ports;
    clock.clearTimer(this.#sayTimer);
    const channel = this.#channel;
    const said = this.#content.said();
    const words = JSON.stringify(said);
    if (channel === undefined || !this.#joined || words === this.#said) return;
    const wait = this.#nextWord - clock.now();
    if (wait > 0) {
      this.#sayTimer = clock.setTimer(() => this.say(), wait);
      return;
    }
    this.#nextWord = clock.now() + CALL_EVERY;
    this.#said = words;
    void (said === null ? channel.untrack() : channel.track(said));
  }

  leave(): void {
    this.#ports.clock.clearTimer(this.#joinTimer);
    this.#ports.clock.clearTimer(this.#sayTimer);
    const channel = this.#channel;
    this.#channel = undefined;
    this.#joined = false;
    this.#content.seen({});
    // Frees the topic at once, and keeps realtime-js from joining it again by itself.
    void channel?.unsubscribe().then(() => channel.teardown());
  }

  #join(maker: ChannelMaker): void {
    this.#nextJoin = this.#ports.clock.now() + CALL_EVERY;
    const claims = this.#ports.claims();
    const key = claims.sub ?? this.#ownKey;
    this.#topic = `livetags:presence:${this.#content.name(claims)}`;
    this.#said = 'null';
    const config = { private: true, presence: { key, enabled: true } };
    const channel = (this.#channel = maker.channel(this.#topic, { config }));
    const isCurrent = (): boolean => this.#channel === channel;
    channel.on('presence', { event: 'sync' }, () => {
      if (!isCurrent()) return;
      const everybody: PresenceState = channel.presenceState();
      this.#content.seen(Object.fromEntries(Object.entries(everybody).filter(([each]) => each !== key)));
    });
    channel.subscribe((status, error) => {
      if (!isCurrent()) return;
      if (String(status) !== 'SUBSCRIBED') return this.#lost(error?.message ?? 'the server closed the channel');
      this.#joined = true;
      this.say();
    });
  }

  #lost(why: string): void {
    this.leave();
    const { clock, channels, token, report } = this.#ports;
    if (channels() === undefined) return; // The whole connection is gone, and says so itself.
    if (/^(Unauthorized|PrivateOnly)\b/.test(why)) {
      this.#refused = token();
      return report(refused(this.#topic, why));
    }
    this.#nextJoin = clock.now() + RETRY_AFTER * (0.75 + clock.random() / 2);
    this.look();
  }
}

function refused(topic: string, why: string): Problem {
  const file = topic.startsWith('livetags:presence:feed:') ? 'presence-feed.sql' : 'presence.sql';
  return {
    code: 'channel-refused',
    message: `The server refuses to show who else is here: ${why}`,
    remedy: `Add policies on realtime.messages that let this reader receive and send presence on "${topic}": demo/supabase/partner/${file} has them.`,
    permanent: false,
  };
}
