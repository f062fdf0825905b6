/** What a list says of the rows that came in: nothing, how many, or each; never more often than one can listen to. */
import type { Clock, Timer } from '../../src/page/clock.ts';
import type { Words } from '../../src/page/words/words.ts';

export type AnnounceMode = 'off' | 'summary' | 'items';

/** Between two announcements of one list. */
const rest = 10_000;
/** More than these in one go are summed up even when each was asked for. */
const mostItems = 3;

export class RowAnnouncements {
  readonly #clock: Clock;
  readonly #say: (text: string) => void;
  readonly #words: () => Words;
  #waiting: string[] = [];
  #resting: Timer | undefined;

  constructor(clock: Clock, say: (text: string) => void, words: () => Words) {
    this.#words = words;
    this.#clock = clock;
    this.#say = say;
  }

  /** A row came in; `item` is how it reads. `list` is the list's name. */
  add(mode: AnnounceMode, list: string, item: string): void {
    if (mode === 'off') return;
    this.#waiting.push(item);
    if (this.#resting === undefined) this.#soon(mode, list, 0);
  }

  stop(): void {
    this.#clock.clearTimer(this.#resting);
    this.#resting = undefined;
    this.#waiting = [];
  }

  #soon(mode: AnnounceMode, list: string, delay: number): void {
    this.#resting = this.#clock.setTimer(() => {
      const items = this.#waiting;
      this.#waiting = [];
      this.#resting = undefined;
      if (items.length === 0) return;
      const each = mode === 'items' && items.length <= mostItems;
      this.#say(`${list}: ${each ? items.join('. ') : this.#words().newRows(items.length)}`);
      this.#soon(mode, list, rest);
    }, delay);
  }
}
