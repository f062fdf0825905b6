/**
 * Knows whether a reader is in the middle of a list: it has been scrolled past its head, or a pointer rests on it.
 * New rows above such a reader would move what is being read or pointed at.
 */

export class ReaderPlace {
  readonly #changed: () => void;
  readonly #observer: IntersectionObserver;
  readonly #head: Element;
  readonly #list: HTMLElement;
  #headSeen = true;
  #listSeen = false;
  #pointed = false;

  /** `head` stands directly above the list and is one pixel high. `changed` is called when `reading` did. */
  constructor(head: Element, list: HTMLElement, changed: () => void) {
    this.#changed = changed;
    this.#head = head;
    this.#list = list;
    this.#observer = new IntersectionObserver((entries) => this.#seen(entries));
    this.#observer.observe(head);
    this.#observer.observe(list);
    list.addEventListener('pointerenter', this.#entered);
    list.addEventListener('pointerleave', this.#left);
  }

  /** Part of the list is on screen and its head is not: then it lies above, for a list begins with its head. */
  get reading(): boolean {
    return this.#pointed || (this.#listSeen && !this.#headSeen);
  }

  stop(): void {
    this.#observer.disconnect();
    this.#list.removeEventListener('pointerenter', this.#entered);
    this.#list.removeEventListener('pointerleave', this.#left);
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

  readonly #left = (): void => {
    this.#change(() => (this.#pointed = false));
  };

  #change(change: () => void): void {
    const before = this.reading;
    change();
    if (this.reading !== before) this.#changed();
  }
}
