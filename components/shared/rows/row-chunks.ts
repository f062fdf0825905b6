/**
 * Patches to DOM. Lit renders the inside of one row; the list itself is never compared: a patch goes straight to its
 * place, so a change costs the same in a list of ten and of ten thousand, and touches only nodes that differ.
 *
 * Rows that arrive above a reader who is in the middle of the list stand in their place, hidden, until they are asked
 * for: order and keys stay those of the rows, and nothing moves under the reader's eyes.
 */
import type { Patch } from '../../../src/sync/patch.ts';
import { pageMoment } from '../element/page-moment.ts';
import { ChunkLayout } from './chunk-layout.ts';
import { newRowElement } from './row-element.ts';
import { handFocusOn, keepFocusAmong } from './row-focus.ts';
import { RowPainter } from './row-painter.ts';
import type { DrawnRow, RowDrawing } from './row-painter.ts';

/** Rows that are painted before the page is; those after them are off screen on any. */
const firstPaint = 192;

/** What goes with the rows as they come, change, move and go. Nothing it is told may cost more in a longer list. */
export interface RowFollower<Row> {
  /** All rows are other ones. */
  reset(): void;
  /** The row came, came to another place, or is shown after it waited. */
  placed(element: HTMLElement, row: Row): void;
  /** The row's values differ. */
  changed(element: HTMLElement, row: Row): void;
  /** The row has gone from before `next`, which is null at the end; for good, or to be placed elsewhere. */
  left(element: HTMLElement, next: HTMLElement | null): void;
  /** Many rows were shown or hidden. */
  recount?(): void;
}

export class RowChunks<Row> {
  readonly element: HTMLElement;
  /** In the order they are told. */
  followers: readonly RowFollower<Row>[] = [];
  readonly layout: ChunkLayout;
  readonly #drawn = new Map<string, DrawnRow<Row>>();
  readonly #held = new Set<string>();
  readonly #painter: RowPainter<Row>;
  readonly #isFeed: boolean;
  /** What every row's element is cloned from. */
  readonly #blank: HTMLElement;

  constructor(drawing: RowDrawing<Row>) {
    this.#isFeed = drawing.name !== undefined;
    this.element = document.createElement('div');
    this.element.className = 'list-box';
    this.element.setAttribute('part', 'list');
    this.element.setAttribute('role', this.#isFeed ? 'feed' : 'list');
    this.layout = new ChunkLayout(this.element);
    this.#blank = newRowElement(this.#isFeed);
    this.#painter = new RowPainter(drawing, this.element, (element) => this.#drawnAs(element));
  }

  /** Rows in the list, hidden ones too. */
  get size(): number {
    return this.#drawn.size;
  }

  /** Keys of the rows that wait to be asked for. */
  get held(): ReadonlySet<string> {
    return this.#held;
  }

  /** `hold`: rows that arrive at the head wait. */
  apply(patches: readonly Patch<Row>[], hold: boolean): void {
    for (const patch of patches) {
      switch (patch.type) {
        case 'reset':
          this.#reset(patch.rows);
          break;
        case 'insert':
          this.#insert(patch.key, patch.row, patch.before, hold);
          break;
        case 'update':
          this.#update(patch.key, patch.row);
          break;
        case 'move':
          this.#move(patch.key, patch.row, patch.before, hold);
          break;
        case 'remove':
          this.#remove(patch.key);
      }
    }
  }

  /** A row's place among those that can be seen, from 1; null where that would take counting. */
  placeOf(element: HTMLElement): number | null {
    // Headings and rows that do not match stand between. Rows that wait stand before all others.
    return this.followers.length > 0 ? null : this.layout.placeOf(element) - this.#held.size;
  }

  /** The rows drawn and not held, in shown order. */
  shownRows(): Row[] {
    const shown = this.element.querySelectorAll<HTMLElement>(':scope > .chunk > [data-key]:not([hidden])');
    return Array.from(shown, (element) => this.rowOf(element)!);
  }

  /** Shows the rows that waited. */
  release(): void {
    const released = [...this.#held];
    this.#held.clear();
    for (const key of released) {
      const drawn = this.#drawn.get(key)!;
      this.#show(drawn);
      for (const follower of this.followers) follower.placed(drawn.element, drawn.row);
    }
  }

  /** Paints every row again: words, language or the template changed, not the rows. */
  repaint(): void {
    pageMoment.look();
    for (const drawn of this.#drawn.values()) this.#painter.again(drawn);
  }

  /** One of them alone; nothing where it is not among the rows. */
  repaintRow(key: string): void {
    const drawn = this.#drawn.get(key);
    if (!drawn) return;
    pageMoment.look();
    this.#painter.again(drawn);
  }

  elementOf(key: string): HTMLElement | undefined {
    return this.#drawn.get(key)?.element;
  }

  rowOf(element: Element): Row | undefined {
    return this.#drawnAs(element)?.row;
  }

  /** A row whose key was there before keeps its element, and with it focus, selection and loaded pictures. */
  #reset(rows: readonly { readonly key: string; readonly row: Row }[]): void {
    const former = new Map(this.#drawn);
    this.#drawn.clear();
    this.#held.clear();
    const elements = rows.map(({ key, row }, index) => {
      const kept = former.get(key);
      const drawn = kept ?? this.#create(key, row);
      former.delete(key);
      this.#drawn.set(key, drawn);
      this.#show(drawn);
      const differs = kept?.row !== row;
      drawn.row = row;
      if (!kept && index >= firstPaint) this.#painter.late(drawn);
      else if (differs) this.#painter.now(drawn);
      return drawn.element;
    });
    for (const gone of former.values()) this.#forget(gone);
    keepFocusAmong(this.element, () => {
      this.layout.reset(elements);
      for (const follower of this.followers) follower.reset();
    });
  }

  #insert(key: string, row: Row, before: string | null, hold: boolean): void {
    if (this.#drawn.has(key)) {
      // Applying a change twice is the same as once.
      this.#update(key, row);
      this.#move(key, row, before, hold);
      return;
    }
    const drawn = this.#create(key, row);
    const place = this.#place(before);
    if (this.#waits(place, hold)) this.#hide(drawn);
    this.#drawn.set(key, drawn);
    this.#painter.soon(drawn);
    this.layout.insert(drawn.element, place);
    for (const follower of this.followers) follower.placed(drawn.element, row);
  }

  #update(key: string, row: Row): void {
    const drawn = this.#drawn.get(key);
    if (!drawn) return;
    drawn.row = row;
    this.#painter.soon(drawn);
    for (const follower of this.followers) follower.changed(drawn.element, row);
  }

  #move(key: string, row: Row, before: string | null, hold: boolean): void {
    const drawn = this.#drawn.get(key);
    if (!drawn) return;
    const place = this.#place(before);
    if (place === drawn.element) return;
    const waits = this.#waits(place, hold && this.#held.has(key));
    if (!waits) this.#reveal(drawn);
    const next = this.#followed(drawn);
    this.layout.move(drawn.element, place);
    for (const follower of this.followers) {
      follower.left(drawn.element, next);
      follower.placed(drawn.element, row);
    }
    if (drawn.row !== row) this.#update(key, row);
  }

  #remove(key: string): void {
    const drawn = this.#drawn.get(key);
    if (!drawn) return;
    handFocusOn(drawn.element);
    const next = this.#followed(drawn);
    this.layout.remove(drawn.element);
    this.#drawn.delete(key);
    this.#forget(drawn);
    for (const follower of this.followers) follower.left(drawn.element, next);
  }

  /** What stands after the row, for those who follow. */
  #followed(drawn: DrawnRow<Row>): HTMLElement | null {
    return this.followers.length > 0 ? this.layout.next(drawn.element) : null;
  }

  #forget(drawn: DrawnRow<Row>): void {
    this.#held.delete(drawn.key);
    this.#painter.forget(drawn);
  }

  #create(key: string, row: Row): DrawnRow<Row> {
    const element = this.#blank.cloneNode() as HTMLElement;
    element.dataset.key = key;
    return { key, element, row, painted: null, parts: '', classes: '', name: null };
  }

  #place(before: string | null): HTMLElement | null {
    return (before !== null && this.#drawn.get(before)?.element) || null;
  }

  /** At the head, or among rows at the head that wait themselves. */
  #waits(place: HTMLElement | null, hold: boolean): boolean {
    if (!place || (!hold && this.#held.size === 0)) return false;
    return place.hidden === true || (hold && place === this.#firstShown());
  }

  #firstShown(): HTMLElement | null {
    let element = this.layout.first;
    while (element && (element.hidden || element.dataset.key === undefined)) element = this.layout.next(element);
    return element;
  }

  #hide(drawn: DrawnRow<Row>): void {
    drawn.element.hidden = true;
    this.#held.add(drawn.key);
  }

  #reveal(drawn: DrawnRow<Row>): void {
    if (this.#held.delete(drawn.key)) this.#show(drawn);
  }

  #show(drawn: DrawnRow<Row>): void {
    if (drawn.element.hidden) drawn.element.hidden = false;
  }

  #drawnAs(element: Element): DrawnRow<Row> | undefined {
    return this.#drawn.get((element as HTMLElement).dataset.key ?? '');
  }
}
