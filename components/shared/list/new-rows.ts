/** The new rows above a reader who is in the middle of a list: whether they wait, and how they come. */
import { ReaderPlace } from './reader-place.ts';
import { firstRow, focusOn } from '../rows/row-focus.ts';

export interface NewRowsList {
  readonly element: HTMLElement;
  /** Shows the rows that wait. */
  release(): void;
}

export class NewRows {
  readonly #list: NewRowsList;
  readonly #shown: () => void;
  #head: Element | undefined;
  #place: ReaderPlace | undefined;

  /** `shown` is called after rows that waited were shown. */
  constructor(list: NewRowsList, shown: () => void) {
    this.#list = list;
    this.#shown = shown;
  }

  /** True while rows that come in at the head should wait. */
  get wait(): boolean {
    return this.#place?.reading ?? false;
  }

  /** `frame` holds the list, the head directly above it, and the button. */
  watch(frame: ParentNode): void {
    this.#head ??= frame.querySelector('.head')!;
    this.#place ??= new ReaderPlace(this.#head, this.#list.element, frame.querySelector('.news'), () => {
      if (!this.wait) this.show();
    });
  }

  stop(): void {
    this.#place?.stop();
    this.#place = undefined;
  }

  show(): void {
    this.#list.release();
    this.#shown();
  }

  /** Asked for by the button, which goes: who asked goes on with the first of the rows. */
  showFromButton(): void {
    this.show();
    focusOn(firstRow(this.#list.element) ?? this.#list.element, { preventScroll: true });
    this.#head?.scrollIntoView({ block: 'nearest' });
  }
}
