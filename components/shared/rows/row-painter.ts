/**
 * Decides when which row is drawn: what is seen at once or in the next frame (`paint-queue`), what is off screen when
 * there is time (`late-paint`), and at the latest when it comes near the screen.
 */
import { pageMoment } from '../element/page-moment.ts';
import { LatePaint } from './late-paint.ts';
import { PaintQueue } from './paint-queue.ts';
import { setClasses, setParts } from './row-element.ts';

export interface DrawnRow<Row> {
  readonly key: string;
  readonly element: HTMLElement;
  row: Row;
  /** The row as it was drawn last; null when all of it is to be drawn. */
  painted: Row | null;
  /** What the element says of itself, as it was written last. */
  parts: string;
  classes: string;
  name: string | null;
}

export interface RowDrawing<Row> {
  /**
   * Draws the row inside its element, which stays the same while the row is shown. `former` is the row as it was drawn
   * there last, and all but the values still reads the same; null otherwise. Must not throw.
   */
  draw(row: Row, element: HTMLElement, former: Row | null): void;
  /** The row's parts beside `row`, separated by blanks. */
  parts(row: Row): string;
  /** Classes of the row for the kit's own style sheets, separated by blanks. */
  classes?(row: Row): string;
  /** What a row is called as an article of a feed; without it, rows are the items of a list. */
  name?(row: Row): string;
}

export class RowPainter<Row> {
  readonly #drawing: RowDrawing<Row>;
  /** Chunks on screen, or nearly. */
  readonly #near = new WeakSet<Element>();
  readonly #queue = new PaintQueue<DrawnRow<Row>>(
    (drawn) => this.#paint(drawn),
    (drawn) => this.#isNear(drawn),
  );
  readonly #late = new LatePaint<DrawnRow<Row>>((drawn) => this.#paint(drawn));

  constructor(drawing: RowDrawing<Row>, list: HTMLElement, drawnAs: (element: Element) => DrawnRow<Row> | undefined) {
    this.#drawing = drawing;
    const stateChanged = (event: Event): void => {
      const chunk = event.target as Element;
      if ((event as ContentVisibilityAutoStateChangeEvent).skipped) this.#near.delete(chunk);
      else this.#cameNear(chunk, drawnAs);
    };
    // On its way down: it bubbles in Chromium alone.
    list.addEventListener('contentvisibilityautostatechange', stateChanged, true);
  }

  /** Now, unless nobody sees the page. */
  now(drawn: DrawnRow<Row>): void {
    if (pageMoment.hidden) this.#queue.add(drawn);
    else this.#paint(drawn);
  }

  /** Now, or in the next frame when there is much to draw. */
  soon(drawn: DrawnRow<Row>): void {
    this.#queue.add(drawn);
  }

  /** When there is time, or it comes near the screen. */
  late(drawn: DrawnRow<Row>): void {
    this.#late.add(drawn);
  }

  /** As soon as its place asks for: on screen soon, elsewhere late. */
  again(drawn: DrawnRow<Row>): void {
    drawn.painted = null;
    if (this.#isNear(drawn)) this.soon(drawn);
    else this.late(drawn);
  }

  forget(drawn: DrawnRow<Row>): void {
    this.#queue.delete(drawn);
    this.#late.delete(drawn);
  }

  /** In a short list all rows are. */
  #isNear({ element }: DrawnRow<Row>): boolean {
    const chunk = element.parentElement;
    return !chunk || this.#near.has(chunk) || !chunk.parentElement?.classList.contains('contained');
  }

  #cameNear(chunk: Element, drawnAs: (element: Element) => DrawnRow<Row> | undefined): void {
    this.#near.add(chunk);
    for (const element of chunk.children) {
      const drawn = drawnAs(element);
      if (drawn) this.#late.hurry(drawn);
    }
  }

  #paint(drawn: DrawnRow<Row>): void {
    const { element, row, painted } = drawn;
    this.#late.delete(drawn);
    drawn.painted = row;
    const parts = this.#drawing.parts(row);
    if (parts !== drawn.parts) {
      drawn.parts = parts;
      setParts(element, parts);
    }
    const classes = this.#drawing.classes?.(row) ?? '';
    if (classes !== drawn.classes) setClasses(element, (drawn.classes = classes));
    const name = this.#drawing.name?.(row) ?? null;
    if (name !== drawn.name) element.ariaLabel = drawn.name = name;
    this.#drawing.draw(row, element, painted);
  }
}
