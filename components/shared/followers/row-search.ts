/**
 * Shows, of the rows that are loaded, those that read what a reader types: every word somewhere in the row, whatever its
 * case and accents. A row that comes or changes is tested alone; all of them are only when the words change.
 */
import { termIn } from '../../../src/page/words/term.ts';
import type { FormatContext } from '../../../src/template/format-registry.ts';
import { formatDate, formatNumber, text } from '../../../src/template/formats.ts';
import type { RowChunks, RowFollower } from '../rows/row-chunks.ts';
import { setMatched } from '../rows/row-element.ts';
import { handFocusOn } from '../rows/row-focus.ts';

/** So many rows are laid out off screen too: what remains of a chunk has another height than the one remembered. */
const few = 1000;

export interface SearchedRows<Row> {
  readonly chunks: Pick<RowChunks<Row>, 'element' | 'rowOf'>;
  readonly context: () => FormatContext;
}

export class RowSearch<Row extends object> implements RowFollower<Row> {
  readonly #rows: SearchedRows<Row>;
  readonly #matching = new Set<HTMLElement>();
  #readings = new WeakMap<Row, string>();
  #words: readonly string[] = [];

  constructor(rows: SearchedRows<Row>) {
    this.#rows = rows;
  }

  /** Something is searched for. */
  get active(): boolean {
    return this.#words.length > 0;
  }

  /** How many rows match. */
  get matches(): number {
    return this.#matching.size;
  }

  /** Shows the rows that read every word of `query`; without a word, all rows. */
  use(query: string): void {
    const before = this.active;
    this.#words = fold(query, this.#rows.context().locale).split(/\s+/).filter(Boolean);
    if (before || this.active) this.#testAll();
  }

  /** Values read otherwise. */
  languageChanged(): void {
    this.#readings = new WeakMap();
    this.reset();
  }

  reset(): void {
    if (this.active) this.#testAll();
  }

  #testAll(): void {
    const { element: list } = this.#rows.chunks;
    this.#matching.clear();
    for (const element of list.querySelectorAll<HTMLElement>(':scope > .chunk > [data-key]')) {
      this.#test(element, this.#rows.chunks.rowOf(element)!);
    }
    list.classList.toggle('few', this.active && this.matches <= few);
  }

  placed(element: HTMLElement, row: Row): void {
    if (this.active) this.#test(element, row);
  }

  changed(element: HTMLElement, row: Row): void {
    // A row that is being worked in stays, whatever it reads now.
    if (this.active && !element.matches(':focus-within')) this.#test(element, row);
  }

  left(element: HTMLElement): void {
    this.#matching.delete(element);
  }

  #test(element: HTMLElement, row: Row): void {
    const matches = !this.active || this.#reads(row);
    if (matches && this.active) this.#matching.add(element);
    else this.#matching.delete(element);
    if (!matches) handFocusOn(element);
    setMatched(element, matches);
  }

  #reads(row: Row): boolean {
    let reading = this.#readings.get(row);
    if (reading === undefined) this.#readings.set(row, (reading = readingOf(row, this.#rows.context())));
    return this.#words.every((word) => reading.includes(word));
  }
}

/** Keys tell rows apart, and are nothing anybody reads. */
const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** What a reader may see of a row: its values as they are stored, and numbers and dates as they are written here. */
function readingOf(row: object, { words, locale, timeZone }: FormatContext): string {
  const readings = Object.values(row).flatMap((value: unknown) => {
    const plain = text(value);
    if (uuid.test(plain)) return [];
    if (typeof value === 'number') return [plain, formatNumber(value, locale)];
    return /^\d{4}-\d\d-\d\d/.test(plain)
      ? [plain, formatDate(value, locale, 'medium', timeZone)]
      : [plain, termIn(words, plain)];
  });
  return fold(readings.join('\n'), locale);
}

/** Without case and accents. In capitals "ß" is "SS" and both forms of sigma are one. */
function fold(shown: string, locale: string | undefined): string {
  const capitals = shown.toLocaleUpperCase(locale);
  return capitals.normalize('NFKD').replace(/\p{M}/gu, '');
}
