/**
 * Decides when a row is painted. A single change is painted at once: that is what "live" feels like. Under pressure
 * rows are only marked, and each is painted once a frame whatever number of changes it took: those that are seen in the
 * next one, the others as frames have room for them. So no backlog builds beyond one painting of every row.
 * A page nobody sees is not painted at all; it catches up when it is seen.
 */
import { pageMoment } from '../element/page-moment.ts';

/** Paints of one frame that happen at once; the frame's further ones wait for the next. */
const immediatePaints = 32;
/** Milliseconds of a frame for rows that nobody sees. */
const room = 8;

export class PaintQueue<Item> {
  readonly #paint: (item: Item) => void;
  readonly #isSeen: (item: Item) => boolean;
  readonly #waiting = new Set<Item>();
  #paintsThisFrame = 0;
  #frame: CSSNumberish | null = null;
  #planned: number | undefined;
  #listening = false;

  constructor(paint: (item: Item) => void, isSeen: (item: Item) => boolean) {
    this.#paint = paint;
    this.#isSeen = isSeen;
  }

  /** Paints now, or soon, by the moment that was looked at last. */
  add(item: Item): void {
    const { hidden, frame } = pageMoment;
    if (hidden) {
      this.#waiting.add(item);
      this.#listen();
      return;
    }
    // A callback for the next frame costs more than most changes do.
    if (frame !== this.#frame) {
      this.#frame = frame;
      this.#paintsThisFrame = 0;
    }
    if (this.#paintsThisFrame >= immediatePaints) {
      this.#waiting.add(item);
      this.#planFrame();
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

  /** Paints what is seen of all that waits, and of the rest what there is room for. */
  flush(): void {
    for (const item of this.#waiting) if (this.#isSeen(item)) this.#take(item);
    const end = performance.now() + room;
    for (const item of this.#waiting) {
      if (performance.now() >= end) break;
      this.#take(item);
    }
    if (this.#waiting.size > 0) this.#planFrame();
  }

  #take(item: Item): void {
    this.#waiting.delete(item);
    this.#paint(item);
  }

  #planFrame(): void {
    this.#planned ??= requestAnimationFrame(() => {
      this.#planned = undefined;
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
