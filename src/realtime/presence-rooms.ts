/**
 * Who else looks at the same thing: Realtime's presence on private topics. Each ticket that is looked at is a room with
 * those who look at it. All who watch the tickets of a table from a feed share one more, in which those who look at one
 * say which: a room for every ticket would come to the hundred channels that a connection may have.
 *
 * Fetched when it is first asked for, so it imports nothing of the kit's: what it shared with the kit would be torn out
 * of the one file that the kit is. What people are called, and what they look at, their pages say: no server vouches
 * for it, only for who may be in the room at all.
 */
import type { Person } from '../contexts.ts';
import type { Problem } from '../domain/status.ts';
import type { Clock } from '../page/clock.ts';
import type { PageLifecycle } from './page-lifecycle.ts';
import { PresenceRoom, type PresenceState, type RoomContent } from './presence-room.ts';
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
/** By the key of the row they look at. */
export type LookersListener = (lookers: ReadonlyMap<string, readonly Person[]>) => void;

const LONGEST_NAME = 60;
/** One page shows one ticket, or a few. */
const MOST_PLACES = 5;

export class PresenceRooms {
  readonly #ports: PresencePorts;
  readonly #guestKey: string;
  readonly #rooms = new Map<string, Shared<never>>();
  /** What this page looks at: a table and a key of it, once for each that looks. */
  readonly #places: { readonly table: string; readonly key: string }[] = [];
  readonly #ends: readonly (() => void)[];

  constructor(ports: PresencePorts) {
    this.#ports = ports;
    this.#guestKey = `guest-${ports.clock.random()}`;
    const look = (): void => this.#rooms.forEach(({ room }) => room.look());
    const endLifecycle = ports.lifecycle.observe((event) => {
      if (event === 'hidden' || event === 'visible') look();
    });
    this.#ends = [ports.observe(look), endLifecycle];
  }

  /**
   * Looks at a row, `tickets:7`: is seen by those who look at it too, and sees them; is seen by those who watch the
   * table's rows as well, where this page watches them itself or `inFeed` says so. Answers the function that leaves it.
   */
  enter(name: string, listener: PeopleListener, inFeed = false): () => void {
    const [table = ''] = name.split(':', 1);
    const key = name.slice(table.length + 1);
    const leaveRoom = this.#share<readonly Person[]>(name, listener, [], (tell) => ({
      name: () => name,
      said: () => ({ name: this.#ownName }),
      seen: (others) => tell(peopleIn(others)),
    }));
    const place = { table, key };
    this.#places.push(place);
    const leaveFeed = inFeed ? this.watch(table, () => undefined) : () => undefined;
    this.#rooms.get(feedOf(table))?.room.say();
    return () => {
      this.#places.splice(this.#places.indexOf(place), 1);
      this.#rooms.get(feedOf(table))?.room.say();
      leaveFeed();
      leaveRoom();
    };
  }

  /** Sees who looks at which row of a table, unseen. Answers the function that ends it. */
  watch(table: string, listener: LookersListener): () => void {
    return this.#share<ReadonlyMap<string, readonly Person[]>>(feedOf(table), listener, new Map(), (tell) => ({
      name: ({ partner_id, app_metadata }) => {
        const partner = partner_id ?? app_metadata?.partner_id;
        return partner === undefined ? feedOf(table) : `${feedOf(table)}:${partner}`;
      },
      said: () => {
        const keys = this.#places.flatMap((place) => (place.table === table ? place.key : []));
        return keys.length === 0 ? null : { name: this.#ownName, at: [...new Set(keys)] };
      },
      seen: (others) => tell(lookersIn(others)),
    }));
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#rooms.forEach(({ room }) => room.leave());
    this.#rooms.clear();
  }

  /** Who this reader is, as the token says. */
  get #ownName(): string {
    const { name, user_metadata: about } = this.#ports.claims();
    return nameOf([about?.full_name, about?.name, name].find((said) => typeof said === 'string' && said.trim() !== ''));
  }

  #share<Seen>(
    name: string,
    listener: (seen: Seen) => void,
    nobody: Seen,
    content: (tell: (seen: Seen) => void) => RoomContent,
  ): () => void {
    let shared = this.#rooms.get(name) as Shared<Seen> | undefined;
    if (shared === undefined) {
      const listeners = new Set<(seen: Seen) => void>();
      const made: Shared<Seen> = {
        listeners,
        seen: nobody,
        room: new PresenceRoom(
          content((seen) => tellOthers(made, seen)),
          this.#ports,
          this.#guestKey,
        ),
      };
      this.#rooms.set(name, (shared = made) as unknown as Shared<never>);
    }
    const { listeners, room } = shared;
    // One of its own: the same function may have been given twice.
    const heard = (seen: Seen): void => listener(seen);
    listeners.add(heard);
    heard(shared.seen);
    room.look();
    return () => {
      listeners.delete(heard);
      if (listeners.size > 0 || this.#rooms.get(name)?.room !== room) return;
      this.#rooms.delete(name);
      room.leave();
    };
  }
}

/** A room, and those on this page who share it. */
interface Shared<Seen> {
  readonly room: PresenceRoom;
  readonly listeners: Set<(seen: Seen) => void>;
  seen: Seen;
}

function tellOthers<Seen>(shared: Shared<Seen>, seen: Seen): void {
  if (comparable(seen) === comparable(shared.seen)) return;
  shared.seen = seen;
  shared.listeners.forEach((listener) => listener(seen));
}

function comparable(seen: unknown): string {
  return JSON.stringify(seen instanceof Map ? [...seen] : seen);
}

function feedOf(table: string): string {
  return `feed:${table}`;
}

/** By key, not by entry: one reader may look from two tabs. */
function peopleIn(state: PresenceState): Person[] {
  return sorted(
    Object.entries(state)
      .filter(([, entries]) => entries.length > 0)
      .map(([key, entries]) => personOf(key, entries.at(-1)!)),
  );
}

function lookersIn(state: PresenceState): Map<string, readonly Person[]> {
  const lookers = new Map<string, Person[]>();
  for (const [key, entries] of Object.entries(state)) {
    for (const entry of entries) {
      const { at } = entry as { at?: unknown };
      const places = Array.isArray(at) ? at.slice(0, MOST_PLACES) : [];
      for (const place of places.filter((each) => typeof each === 'string')) {
        const people = lookers.get(place) ?? [];
        if (!people.some((person) => person.key === key)) lookers.set(place, [...people, personOf(key, entry)]);
      }
    }
  }
  return new Map([...lookers].map(([place, people]) => [place, sorted(people)]));
}

function personOf(key: string, entry: object): Person {
  return { key, name: nameOf((entry as { name?: unknown }).name) };
}

function sorted(people: Person[]): Person[] {
  return people.sort((one, other) => (one.key < other.key ? -1 : 1));
}

/** It comes from another page, which may send what it likes. */
function nameOf(said: unknown): string {
  const name = typeof said === 'string' ? said.replace(/\s+/g, ' ').trim() : '';
  return [...name].slice(0, LONGEST_NAME).join('');
}
