/** What a list says of the rows that came in: nothing, how many, or each; never more often than one can listen to. */
import type { Clock, Timer } from '../../../src/page/clock.ts';
import type { Words } from '../../../src/page/words/words.ts';

export type AnnounceMode = 'off' | 'summary' | 'items';

/** Between two announcements of one list. */
const rest = 10_000;
/** More than these in one go are summed up even when each was asked for. */
const mostItems = 3;

export class RowAnnouncements {
  readonly #clock: Clock;
  readonly #say: (text: string) => void;
  readonly #words: () => Words;
  readonly #list: () => string;
  #count = 0;
  #items: string[] = [];
  #timer: Timer | undefined;
  #mode: AnnounceMode = 'off';

  /** @param list - answers the list's name. */
  constructor(clock: Clock, say: (text: string) => void, words: () => Words, list: () => string) {
    this.#words = words;
    this.#list = list;
    this.#clock = clock;
    this.#say = say;
  }

  /** A row came in; `item` answers how it reads. */
  add(mode: AnnounceMode, item: () => string): void {
    if (mode === 'off') return;
    this.#count += 1;
    if (mode === 'items' && this.#items.length < mostItems) this.#items.push(item());
    this.#mode = mode;
    if (this.#timer === undefined) this.#soon(0);
  }

  stop(): void {
    this.#clock.clearTimer(this.#timer);
    this.#timer = undefined;
    document.removeEventListener('visibilitychange', this.#seen);
    this.#forget();
  }

  #summary(each: boolean): string {
    return each && this.#count === this.#items.length ? this.#items.join('. ') : this.#words().newRows(this.#count);
  }

  #soon(delay: number): void {
    // A page nobody sees keeps no timers and says nothing; who comes back to it is told the sum.
    if (document.hidden) document.addEventListener('visibilitychange', this.#seen);
    else this.#timer = this.#clock.setTimer(() => this.#due(), delay);
  }

  readonly #seen = (): void => {
    if (document.hidden) return;
    document.removeEventListener('visibilitychange', this.#seen);
    if (this.#timer === undefined) this.#soon(0);
  };

  #due(): void {
    this.#timer = undefined;
    if (this.#count === 0) return;
    if (document.hidden) return this.#soon(0);
    this.#say(`${this.#list()}: ${this.#summary(this.#mode === 'items')}`);
    this.#forget();
    this.#soon(rest);
  }

  #forget(): void {
    this.#count = 0;
    this.#items = [];
  }
}
