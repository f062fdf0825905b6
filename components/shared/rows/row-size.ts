/**
 * Tells CSS how high a row is, as measured in the first chunk: the room of rows that were never seen is guessed by it,
 * and with a good guess the scrollbar does not jump as they come into view.
 */

/** A difference, as a share of the height, that nobody notices. */
const slight = 0.02;

export class RowSize {
  readonly #list: HTMLElement;
  #observer: ResizeObserver | undefined;
  #chunk: HTMLElement | undefined;
  #told = 0;
  #frame: number | undefined;

  constructor(list: HTMLElement) {
    this.#list = list;
  }

  /** Measures this chunk from now on, or none. */
  measure(chunk: HTMLElement | undefined): void {
    if (chunk === this.#chunk) return;
    this.#observer?.disconnect();
    this.#chunk = chunk;
    if (!chunk) return;
    this.#observer ??= new ResizeObserver((entries) => this.#tell(entries.at(-1)!));
    this.#observer.observe(chunk);
  }

  #tell({ target, borderBoxSize: [box] }: ResizeObserverEntry): void {
    // Rows that are hidden or not drawn yet say nothing.
    const uneven = target.querySelector(':scope > :is([hidden], .unmatched, :empty)') !== null;
    const size = box!.blockSize / target.childElementCount;
    if (uneven || !(size > 0) || Math.abs(size - this.#told) < this.#told * slight) return;
    this.#told = size;
    // Written here, it might alter what is observed, and the page would hear of an error ("ResizeObserver loop…").
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#list.style.setProperty('--_measured-row-size', `${this.#told.toFixed(1)}px`);
    });
  }
}
