/** The new rows above a reader who is in the middle of a list: whether they wait, and how they come. */
import { ReaderPlace } from './reader-place.ts';

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

  /** `head` stands directly above the list. */
  watch(head: Element): void {
    this.#head = head;
    this.#place ??= new ReaderPlace(head, this.#list.element, () => {
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

  /** Asked for by the button, which goes: the keyboard's place must not go with it. */
  showFromButton(): void {
    this.show();
    this.#list.element.tabIndex = -1;
    this.#list.element.focus({ preventScroll: true });
    this.#head?.scrollIntoView({ block: 'nearest' });
  }
}
