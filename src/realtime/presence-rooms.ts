/**
 * Who else looks at the same thing: Realtime's presence on private topics, one channel for each room. Fetched when it is
 * first asked for, so it imports nothing: what it shared with the kit would be torn out of the one file that the kit is.
 *
 * The server takes five presence calls of a channel in 30 seconds and then closes it
 * (supabase.com/docs/guides/realtime/limits). So a page says who it is once, when it has joined, and joins no more often
 * than every six seconds, however often it is hidden and shown. What people are called, their pages say: no server
 * vouches for it, only for who may be in the room at all.
 */
import type { RealtimeChannel } from '@supabase/supabase-js';
import type { Person } from '../contexts.ts';
import type { Problem } from '../domain/status.ts';
import type { Clock, Timer } from '../page/clock.ts';
import type { PageLifecycle } from './page-lifecycle.ts';
import type { TokenClaims } from './token-claims.ts';
import type { ChannelMaker } from './transport.ts';

export interface PresencePorts {
  /** What makes channels while the connection stands; undefined while it does not, or where it cannot. */
  readonly channels: () => ChannelMaker | undefined;
  readonly token: () => string | null;
  readonly claims: () => TokenClaims;
  readonly clock: Clock;
  readonly lifecycle: PageLifecycle;
  /** Calls when the connection may stand or may not any more. */
  readonly observe: (listener: () => void) => () => void;
  readonly report: (problem: Problem) => void;
}

export type PeopleListener = (others: readonly Person[]) => void;

const JOIN_EVERY = 6_000;
const RETRY_AFTER = 30_000;
const LONGEST_NAME = 60;

export class PresenceRooms {
  readonly #ports: PresencePorts;
  readonly #rooms = new Map<string, Room>();
  readonly #ends: readonly (() => void)[];

  constructor(ports: PresencePorts) {
    this.#ports = ports;
    const look = (): void => this.#rooms.forEach((room) => room.look());
    const endLifecycle = ports.lifecycle.observe((event) => {
      if (event === 'hidden' || event === 'visible') look();
    });
    this.#ends = [ports.observe(look), endLifecycle];
  }

  /** Is seen in the room, and sees who else is. Answers the function that leaves it. */
  enter(name: string, listener: PeopleListener): () => void {
    const room = this.#rooms.get(name) ?? new Room(name, this.#ports);
    this.#rooms.set(name, room);
    room.listeners.add(listener);
    listener(room.others);
    room.look();
    return () => {
      room.listeners.delete(listener);
      if (room.listeners.size > 0) return;
      room.leave();
      this.#rooms.delete(name);
    };
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#rooms.forEach((room) => room.leave());
    this.#rooms.clear();
  }
}

class Room {
  readonly listeners = new Set<PeopleListener>();
  others: readonly Person[] = [];
  readonly #topic: string;
  readonly #ports: PresencePorts;
  #channel: RealtimeChannel | undefined;
  #timer: Timer | undefined;
  #nextJoin = -Infinity;
  /** The token that the server let into no room of this name. */
  #refused: string | null | undefined;

  constructor(name: string, ports: PresencePorts) {
    this.#topic = `livetags:presence:${name}`;
    this.#ports = ports;
  }

  /** Joins if it can be and is not; leaves if it cannot be any more. */
  look(): void {
    const { clock, lifecycle, channels, token } = this.#ports;
    const maker = lifecycle.visible ? channels() : undefined;
    if (maker === undefined) return this.leave();
    if (this.#channel !== undefined || this.#refused === token()) return;
    clock.clearTimer(this.#timer);
    const wait = this.#nextJoin - clock.now();
    if (wait > 0) this.#timer = clock.setTimer(() => this.look(), wait);
    else this.#join(maker);
  }

  leave(): void {
    this.#ports.clock.clearTimer(this.#timer);
    const channel = this.#channel;
    this.#channel = undefined;
    this.#tell([]);
    // Frees the topic at once, and keeps realtime-js from joining it again by itself.
    void channel?.unsubscribe().then(() => channel.teardown());
  }

  #join(maker: ChannelMaker): void {
    this.#nextJoin = this.#ports.clock.now() + JOIN_EVERY;
    const { key, name } = selfOf(this.#ports);
    const config = { private: true, presence: { key, enabled: true } };
    const channel = (this.#channel = maker.channel(this.#topic, { config }));
    const isCurrent = (): boolean => this.#channel === channel;
    channel.on('presence', { event: 'sync' }, () => {
      if (isCurrent()) this.#tell(othersIn(channel.presenceState(), key));
    });
    channel.subscribe((status, error) => {
      if (!isCurrent()) return;
      if (String(status) === 'SUBSCRIBED') void channel.track({ name });
      else this.#lost(error?.message ?? 'the server closed the channel');
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

  #tell(others: readonly Person[]): void {
    if (JSON.stringify(others) === JSON.stringify(this.others)) return;
    this.others = others;
    this.listeners.forEach((listener) => listener(others));
  }
}

/** Who this page is in a room, as its token says: in two tabs the same. */
function selfOf({ claims, clock }: PresencePorts): Person {
  const { sub, name, user_metadata: about } = claims();
  const said = [about?.full_name, about?.name, name].find((each) => typeof each === 'string' && each.trim() !== '');
  return { key: sub ?? `guest-${clock.random()}`, name: nameOf(said) };
}

/**
 * By key, not by entry: after a second `track` of a key realtime-js keeps the stale entry too (seen with 2.109.0).
 */
function othersIn(state: Readonly<Record<string, readonly object[]>>, own: string): Person[] {
  return Object.entries(state)
    .filter(([key, entries]) => key !== own && entries.length > 0)
    .map(([key, entries]) => ({ key, name: nameOf((entries.at(-1) as { name?: unknown }).name) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1));
}

/** It comes from another page, which may send what it likes. */
function nameOf(said: unknown): string {
  const name = typeof said === 'string' ? said.replace(/\s+/g, ' ').trim() : '';
  return [...name].slice(0, LONGEST_NAME).join('');
}

function refused(topic: string, why: string): Problem {
  return {
    code: 'channel-refused',
    message: `The server refuses to show who else is here: ${why}`,
    remedy: `Add policies on realtime.messages that let this reader receive and send presence on "${topic}": demo/supabase/partner/presence.sql has them.`,
    permanent: false,
  };
}
