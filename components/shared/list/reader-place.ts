/**
 * Knows whether a reader is in the middle of a list: it has been scrolled past its head, a pointer rests on it, or the
 * keyboard is in it. New rows above such a reader would move what is being read or pointed at.
 */

export class ReaderPlace {
  readonly #changed: () => void;
  readonly #observer: IntersectionObserver;
  readonly #head: Element;
  readonly #places: readonly HTMLElement[];
  #headSeen = true;
  #listSeen = false;
  #pointed = false;
  #focused = false;

  /**
   * `head` stands directly above the list and is one pixel high. Who goes from the list to the button that shows its
   * new rows has not left. `changed` is called when `reading` did.
   */
  constructor(head: Element, list: HTMLElement, button: HTMLElement | null, changed: () => void) {
    this.#changed = changed;
    this.#head = head;
    this.#places = button ? [list, button] : [list];
    this.#observer = new IntersectionObserver((entries) => this.#seen(entries));
    this.#observer.observe(head);
    this.#observer.observe(list);
    for (const place of this.#places) {
      place.addEventListener('pointerenter', this.#entered);
      place.addEventListener('pointerleave', this.#left);
      place.addEventListener('focusin', this.#focusCame);
      place.addEventListener('focusout', this.#focusWent);
    }
  }

  /** Part of the list is on screen and its head is not: then it lies above, for a list begins with its head. */
  get reading(): boolean {
    return this.#pointed || this.#focused || (this.#listSeen && !this.#headSeen);
  }

  stop(): void {
    this.#observer.disconnect();
    for (const place of this.#places) {
      place.removeEventListener('pointerenter', this.#entered);
      place.removeEventListener('pointerleave', this.#left);
      place.removeEventListener('focusin', this.#focusCame);
      place.removeEventListener('focusout', this.#focusWent);
    }
  }

  #seen(entries: readonly IntersectionObserverEntry[]): void {
    this.#change(() => {
      for (const entry of entries) {
        if (entry.target === this.#head) this.#headSeen = entry.isIntersecting;
        else this.#listSeen = entry.isIntersecting;
      }
    });
  }

  readonly #entered = (event: PointerEvent): void => {
    // A finger leaves no pointer behind: its "hover" ends with the next tap anywhere.
    if (event.pointerType !== 'touch') this.#change(() => (this.#pointed = true));
  };

  readonly #left = (event: PointerEvent): void => {
    if (!this.#isInside(event)) this.#change(() => (this.#pointed = false));
  };

  readonly #focusCame = ({ target }: FocusEvent): void => {
    // A click leaves focus behind for as long as nothing else is clicked; only a keyboard reads with it.
    this.#change(() => (this.#focused = (target as Element).matches(':focus-visible')));
  };

  readonly #focusWent = (event: FocusEvent): void => {
    if (this.#isInside(event)) return;
    // A patch that takes a row out for a moment gives its focus back in the same task.
    queueMicrotask(() => {
      const { activeElement } = this.#head.getRootNode() as ShadowRoot;
      if (!this.#places.some((place) => place.contains(activeElement))) this.#change(() => (this.#focused = false));
    });
  };

  #isInside({ relatedTarget }: PointerEvent | FocusEvent): boolean {
    return this.#places.some((place) => place.contains(relatedTarget as Element | null));
  }

  #change(change: () => void): void {
    const before = this.reading;
    change();
    if (this.reading !== before) this.#changed();
  }
}
