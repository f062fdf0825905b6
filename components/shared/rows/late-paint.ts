/**
 * Paints rows nobody sees yet when the page has time for it, so that the first paint of ten thousand rows is not one
 * long task. They are painted all the same: the browser's own search finds what is in the page, and nothing else.
 */

/** Rows painted in a turn for which a busy page left no time at all. */
const least = 50;
/** A page that is busy for longer paints them in between. */
const patience = 500;
/** Milliseconds a turn takes where the browser tells of no idle time. */
const turn = 8;

export class LatePaint<Item> {
  readonly #paint: (item: Item) => void;
  readonly #waiting = new Set<Item>();
  #planned = false;

  constructor(paint: (item: Item) => void) {
    this.#paint = paint;
  }

  add(item: Item): void {
    this.#waiting.add(item);
    this.#plan();
  }

  /** The item is gone, or was painted otherwise. */
  delete(item: Item): void {
    this.#waiting.delete(item);
  }

  /** The item is about to be seen. */
  hurry(item: Item): void {
    if (this.#waiting.delete(item)) this.#paint(item);
  }

  #plan(): void {
    if (this.#planned) return;
    this.#planned = true;
    whenIdle((timeLeft) => {
      this.#planned = false;
      let painted = 0;
      for (const item of this.#waiting) {
        if (painted >= least && !timeLeft()) break;
        this.hurry(item);
        painted += 1;
      }
      if (this.#waiting.size > 0) this.#plan();
    });
  }
}

/** A page nobody sees is not painted; it goes on when it is seen. */
function whenIdle(task: (timeLeft: () => boolean) => void): void {
  if (document.hidden) {
    document.addEventListener('visibilitychange', () => whenIdle(task), { once: true });
  } else if ('requestIdleCallback' in globalThis) {
    requestIdleCallback((deadline) => task(() => deadline.timeRemaining() > 0), { timeout: patience });
  } else {
    setTimeout(() => {
      const end = performance.now() + turn;
      task(() => performance.now() < end);
    });
  }
}
