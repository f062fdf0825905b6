/**
 * Decides when a row is painted. A single change is painted at once: that is what "live" feels like. Under pressure
 * rows are only marked, and each is painted once a frame whatever number of changes it took, so no backlog ever builds.
 * A page nobody sees is not painted at all; it catches up when it is seen.
 */

/** Paints of one frame that happen at once; the frame's further ones wait for the next. */
const immediatePaints = 32;

export class PaintQueue<Item> {
  readonly #paint: (item: Item) => void;
  readonly #waiting = new Set<Item>();
  #paintsThisFrame = 0;
  #frame: number | undefined;
  #listening = false;

  constructor(paint: (item: Item) => void) {
    this.#paint = paint;
  }

  /** Paints now, or soon. */
  add(item: Item): void {
    if (document.hidden) {
      this.#waiting.add(item);
      this.#listen();
      return;
    }
    this.#planFrame();
    if (this.#paintsThisFrame >= immediatePaints) {
      this.#waiting.add(item);
      return;
    }
    this.#paintsThisFrame += 1;
    this.#waiting.delete(item);
    this.#paint(item);
  }

  /** The item is gone, or was painted otherwise. */
  delete(item: Item): void {
    this.#waiting.delete(item);
  }

  /** Paints everything that waits. */
  flush(): void {
    const items = [...this.#waiting];
    this.#waiting.clear();
    for (const item of items) this.#paint(item);
  }

  #planFrame(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.#paintsThisFrame = 0;
      if (!document.hidden) this.flush();
    });
  }

  #listen(): void {
    if (this.#listening) return;
    this.#listening = true;
    const seen = (): void => {
      if (document.hidden) return;
      document.removeEventListener('visibilitychange', seen);
      this.#listening = false;
      this.flush();
    };
    document.addEventListener('visibilitychange', seen);
  }
}
