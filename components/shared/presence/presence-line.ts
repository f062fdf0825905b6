/** Who else looks at the ticket, as a line below its comments. */
import type { LiveConnection, Person } from '../../../src/contexts.ts';
import type { Words } from '../../../src/page/words/words.ts';
import { namesOf } from './names.ts';

export class PresenceLine {
  readonly #changed: (arrived: boolean) => void;
  #connection: LiveConnection | undefined;
  #ticketId = '';
  #inFeed = false;
  #leave: (() => void) | undefined;
  #others: readonly Person[] = [];

  /** @param changed - told when others came or went; `arrived` when somebody came. */
  constructor(changed: (arrived: boolean) => void) {
    this.#changed = changed;
  }

  /** Is seen at this ticket from now on, `inFeed` from feeds too; without a connection or a ticket, nowhere. */
  follow(connection: LiveConnection | undefined, ticketId: string, inFeed: boolean): void {
    if (connection === this.#connection && ticketId === this.#ticketId && inFeed === this.#inFeed) return;
    this.#leave?.();
    this.#connection = connection;
    this.#ticketId = ticketId;
    this.#inFeed = inFeed;
    this.#others = [];
    const entered = (others: readonly Person[]): void => {
      if (this.#connection !== connection || this.#ticketId !== ticketId) return;
      if (others.length === 0 && this.#others.length === 0) return;
      const known = new Set(this.#others.map(({ key }) => key));
      this.#others = others;
      this.#changed(others.some(({ key }) => !known.has(key)));
    };
    this.#leave = ticketId ? connection?.present?.(`tickets:${ticketId}`, entered, inFeed) : undefined;
  }

  /** In words; empty while nobody else is there. */
  text(words: Words, locale: string | undefined): string {
    return this.#others.length === 0 ? '' : words.alsoHere(namesOf(this.#others, words, locale));
  }
}
