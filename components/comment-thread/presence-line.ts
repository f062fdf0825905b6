/**
 * Who else looks at the ticket, as a line below its comments. Fetched when a thread asks for it, so it imports nothing:
 * what it shared with the kit would be torn out of the one file that the kit is.
 */
import type { LiveConnection, Person } from '../../src/contexts.ts';
import type { Words } from '../../src/page/words/words.ts';

/** More names than these are told as a number. */
const MOST_NAMES = 3;

export class PresenceLine {
  readonly #changed: (arrived: boolean) => void;
  #connection: LiveConnection | undefined;
  #ticketId = '';
  #leave: (() => void) | undefined;
  #others: readonly Person[] = [];

  /** @param changed - told when others came or went; `arrived` when somebody came. */
  constructor(changed: (arrived: boolean) => void) {
    this.#changed = changed;
  }

  /** Is seen at this ticket from now on; without a connection or a ticket, nowhere. */
  follow(connection: LiveConnection | undefined, ticketId: string): void {
    if (connection === this.#connection && ticketId === this.#ticketId) return;
    this.#leave?.();
    this.#connection = connection;
    this.#ticketId = ticketId;
    this.#others = [];
    const entered = (others: readonly Person[]): void => {
      if (this.#connection !== connection || this.#ticketId !== ticketId) return;
      if (others.length === 0 && this.#others.length === 0) return;
      const known = new Set(this.#others.map(({ key }) => key));
      this.#others = others;
      this.#changed(others.some(({ key }) => !known.has(key)));
    };
    this.#leave = ticketId ? connection?.present?.(`tickets:${ticketId}`, entered) : undefined;
  }

  /** In words; empty while nobody else is there. */
  text(words: Words, locale: string | undefined): string {
    if (this.#others.length === 0) return '';
    const named = this.#others.filter(({ name }) => name !== '').slice(0, MOST_NAMES);
    const rest = this.#others.length - named.length;
    // Isolated: a name is written in whatever direction its owner writes.
    const who = named.map(({ name }) => `\u2068${name}\u2069`);
    if (rest > 0) who.push(words.others(rest));
    return words.alsoHere(new Intl.ListFormat(locale, { type: 'conjunction' }).format(who));
  }
}
