/** Who looks at the rows of a feed, row by row, in words. */
import type { LiveConnection, Person } from '../../../src/contexts.ts';
import type { Words } from '../../../src/page/words/words.ts';
import { namesOf } from './names.ts';

export class RowPresence {
  readonly #changed: (key: string) => void;
  #connection: LiveConnection | undefined;
  #stop: (() => void) | undefined;
  #lookers: ReadonlyMap<string, readonly Person[]> = new Map();

  /** @param changed - told of each row at which others are now. */
  constructor(changed: (key: string) => void) {
    this.#changed = changed;
  }

  /** Watches the rows of the table from now on; without a connection, none. */
  follow(connection: LiveConnection | undefined, table: string): void {
    if (connection === this.#connection) return;
    this.#stop?.();
    this.#connection = connection;
    this.#show(new Map());
    this.#stop = connection?.lookers?.(table, (lookers) => {
      if (this.#connection === connection) this.#show(lookers);
    });
  }

  /** In words; empty while nobody looks at the row. */
  text(key: string, words: Words, locale: string | undefined): string {
    const people = this.#lookers.get(key);
    return people ? words.viewedBy(namesOf(people, words, locale)) : '';
  }

  #show(lookers: ReadonlyMap<string, readonly Person[]>): void {
    const former = this.#lookers;
    this.#lookers = lookers;
    for (const key of new Set([...former.keys(), ...lookers.keys()])) {
      if (JSON.stringify(former.get(key)) !== JSON.stringify(lookers.get(key))) this.#changed(key);
    }
  }
}
