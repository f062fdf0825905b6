/** The rooms of presence for those who never enter one: their code is fetched when somebody first asks for it. */
import type { Person } from '../contexts.ts';
import type { Problem } from '../domain/status.ts';
import { loadFailed } from './load-failed.ts';
import type { PresencePorts, PresenceRooms } from './presence-rooms.ts';

export class LateRooms {
  readonly #ports: PresencePorts;
  /** Why there are none; null where there may be. */
  readonly #excluded: Problem | null;
  #fetching: Promise<PresenceRooms> | undefined;
  #rooms: PresenceRooms | undefined;
  #closed = false;

  constructor(ports: PresencePorts, excluded: Problem | null) {
    this.#ports = ports;
    this.#excluded = excluded;
  }

  /** As `PresenceRooms.enter`. */
  enter(room: string, listener: (others: readonly Person[]) => void, inFeed?: boolean): () => void {
    return this.#when((rooms) => rooms.enter(room, listener, inFeed));
  }

  /** As `PresenceRooms.watch`. */
  watch(table: string, listener: (lookers: ReadonlyMap<string, readonly Person[]>) => void): () => void {
    return this.#when((rooms) => rooms.watch(table, listener));
  }

  close(): void {
    this.#closed = true;
    this.#rooms?.close();
  }

  #when(enter: (rooms: PresenceRooms) => () => void): () => void {
    if (this.#excluded) {
      this.#ports.report(this.#excluded);
      return () => undefined;
    }
    this.#fetching ??= this.#fetch();
    const leave = this.#fetching.then((rooms) => (this.#closed ? () => undefined : enter(rooms)));
    leave.catch((error: unknown) => this.#ports.report(loadFailed('Who else is here cannot be shown', error)));
    return () =>
      void leave.then(
        (end) => end(),
        () => undefined, // Never entered, which was reported.
      );
  }

  async #fetch(): Promise<PresenceRooms> {
    const { PresenceRooms } = await import('./presence-rooms.ts');
    this.#rooms = new PresenceRooms(this.#ports);
    if (this.#closed) this.#rooms.close();
    return this.#rooms;
  }
}
