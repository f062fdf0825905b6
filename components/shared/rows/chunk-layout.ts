/**
 * Keeps row elements in order, in chunks of 64 to 128. A chunk that is off screen is not laid out
 * (`content-visibility: auto`), which makes one change in ten thousand rows as cheap as one in a hundred. Chunks split
 * and merge as rows come and go; a row's own element is never rebuilt by that.
 */
import { focusedIn, keepFocus } from './row-focus.ts';
import { RowSize } from './row-size.ts';

const largest = 128;
const smallest = 32;
/** How far a chunk's true size may drift from the size it announces to CSS before that is written again. */
const drift = 16;

interface Chunk {
  readonly element: HTMLElement;
  size: number;
  announced: number;
}

export class ChunkLayout {
  readonly #list: HTMLElement;
  readonly #rowSize: RowSize;
  readonly #chunks: Chunk[] = [];
  readonly #chunkOf = new WeakMap<Element, Chunk>();

  constructor(list: HTMLElement) {
    this.#list = list;
    this.#rowSize = new RowSize(list);
  }

  get chunkCount(): number {
    return this.#chunks.length;
  }

  get first(): HTMLElement | null {
    return this.#chunks[0]?.element.firstElementChild as HTMLElement | null;
  }

  get last(): HTMLElement | null {
    return (this.#chunks.at(-1)?.element.lastElementChild as HTMLElement | null) ?? null;
  }

  /** What stands before an element of the list, in whichever chunk. */
  previous(element: HTMLElement): HTMLElement | null {
    const found = element.previousElementSibling ?? element.parentElement?.previousElementSibling?.lastElementChild;
    return (found as HTMLElement | null | undefined) ?? null;
  }

  next(element: HTMLElement): HTMLElement | null {
    const found = element.nextElementSibling ?? element.parentElement?.nextElementSibling?.firstElementChild;
    return (found as HTMLElement | null | undefined) ?? null;
  }

  /** Puts `rows` in place of all there are. */
  reset(rows: readonly HTMLElement[]): void {
    this.#chunks.length = 0;
    const size = rows.length > largest ? largest * 0.75 : largest;
    for (let start = 0; start < rows.length; start += size) {
      const chunk = this.#newChunk();
      for (const row of rows.slice(start, start + size)) {
        chunk.element.append(row);
        this.#chunkOf.set(row, chunk);
        chunk.size += 1;
      }
      this.#announce(chunk);
      this.#chunks.push(chunk);
    }
    this.#list.replaceChildren(...this.#chunks.map((chunk) => chunk.element));
    this.#contain();
  }

  /** Puts a new row before another, or at the end. */
  insert(row: HTMLElement, before: HTMLElement | null): void {
    const chunk = this.#chunkFor(before);
    chunk.element.insertBefore(row, before);
    this.#count(row, chunk);
  }

  /** Puts a row that is here already somewhere else. */
  move(row: HTMLElement, before: HTMLElement | null): void {
    const from = this.#chunkOf.get(row)!;
    const to = this.#chunkFor(before);
    put(row, to.element, before);
    if (from === to) return;
    from.size -= 1;
    this.#count(row, to);
    this.#shrunk(from);
  }

  remove(row: HTMLElement): void {
    const chunk = this.#chunkOf.get(row)!;
    row.remove();
    chunk.size -= 1;
    this.#shrunk(chunk);
  }

  /** From 1, among all that stands in the list. */
  placeOf(row: HTMLElement): number {
    const chunk = this.#chunkOf.get(row)!;
    let place = 1;
    for (let each = row.previousElementSibling; each; each = each.previousElementSibling) place += 1;
    for (const each of this.#chunks) {
      if (each === chunk) break;
      place += each.size;
    }
    return place;
  }

  #chunkFor(before: HTMLElement | null): Chunk {
    if (before) return this.#chunkOf.get(before)!;
    return this.#chunks.at(-1) ?? this.#addChunk(0);
  }

  #newChunk(): Chunk {
    const element = document.createElement('div');
    element.className = 'chunk';
    element.setAttribute('part', 'rows');
    return { element, size: 0, announced: 0 };
  }

  #addChunk(index: number): Chunk {
    const chunk = this.#newChunk();
    this.#list.insertBefore(chunk.element, this.#chunks[index]?.element ?? null);
    this.#chunks.splice(index, 0, chunk);
    this.#contain();
    return chunk;
  }

  #count(row: HTMLElement, chunk: Chunk): void {
    this.#chunkOf.set(row, chunk);
    chunk.size += 1;
    if (chunk.size > largest) this.#split(chunk);
    else this.#announce(chunk);
  }

  #split(chunk: Chunk): void {
    const next = this.#addChunk(this.#chunks.indexOf(chunk) + 1);
    const rows = [...chunk.element.children].slice(chunk.size / 2) as HTMLElement[];
    this.#shift(rows, chunk, next);
  }

  #shrunk(chunk: Chunk): void {
    const index = this.#chunks.indexOf(chunk);
    const previous = this.#chunks[index - 1];
    const next = this.#chunks[index + 1];
    if (chunk.size === 0) this.#drop(chunk);
    else if (chunk.size < smallest && next && next.size + chunk.size <= largest - smallest) this.#merge(chunk, next);
    else if (chunk.size < smallest && previous && previous.size + chunk.size <= largest - smallest) {
      this.#merge(previous, chunk);
    } else this.#announce(chunk);
  }

  /** The fewer rows go to where the more are. */
  #merge(former: Chunk, latter: Chunk): void {
    const [from, to] = former.size < latter.size ? [former, latter] : [latter, former];
    const rows = [...from.element.children] as HTMLElement[];
    this.#shift(rows, from, to, from === former);
    this.#drop(from);
  }

  #shift(rows: readonly HTMLElement[], from: Chunk, to: Chunk, atStart = false): void {
    const reference = atStart ? to.element.firstElementChild : null;
    for (const row of rows) {
      put(row, to.element, reference);
      this.#chunkOf.set(row, to);
    }
    from.size -= rows.length;
    to.size += rows.length;
    this.#announce(from);
    this.#announce(to);
  }

  #drop(chunk: Chunk): void {
    chunk.element.remove();
    this.#chunks.splice(this.#chunks.indexOf(chunk), 1);
    this.#contain();
  }

  /** Tells CSS how large the chunk will be once it is seen. */
  #announce(chunk: Chunk): void {
    if (Math.abs(chunk.size - chunk.announced) < drift) return;
    chunk.announced = chunk.size;
    chunk.element.style.setProperty('--_rows', String(chunk.size));
  }

  /** One chunk alone is never worth containing, and a short list must not guess its size. */
  #contain(): void {
    const contained = this.#chunks.length > 1;
    if (this.#list.classList.contains('contained') !== contained) this.#list.classList.toggle('contained', contained);
    this.#rowSize.measure(contained ? this.#chunks[0]?.element : undefined);
  }
}

/** Focus, media and animations in a row live on where the browser can do that; elsewhere focus is given back. */
function put(row: HTMLElement, place: HTMLElement, before: Element | null): void {
  if ('moveBefore' in place && row.isConnected && place.isConnected) {
    (place as HTMLElement & { moveBefore(node: Node, child: Node | null): void }).moveBefore(row, before);
    // A field that was moved takes no key in Firefox (seen in 153) before it is laid out again, and a reader may type.
    focusedIn(row)?.getBoundingClientRect();
  } else {
    keepFocus(row, () => place.insertBefore(row, before));
  }
}
