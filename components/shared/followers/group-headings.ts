/**
 * Headings above runs of rows that read the same in one column. Only the gap before a row and the one after it are ever
 * looked at, so headings cost the same in a list of any length. Headings stand among the rows of the chunks.
 *
 * A list may own nothing but items and a feed nothing but articles, hence each heading stands in an item of its own
 * (https://www.w3.org/TR/wai-aria-1.2/#list).
 */
import type { RowChunks, RowFollower } from '../rows/row-chunks.ts';
import { isShownRow } from '../rows/row-focus.ts';

type GroupedRows<Row> = Pick<RowChunks<Row>, 'element' | 'layout' | 'rowOf'>;

interface Group {
  readonly label: string;
  /** Rows that a reader sees: a heading stands above no others. */
  shown: number;
  readonly headings: Set<HTMLElement>;
}

export class GroupHeadings<Row> implements RowFollower<Row> {
  readonly #chunks: GroupedRows<Row>;
  readonly #label: (row: Row) => string;
  readonly #labels = new WeakMap<HTMLElement, string>();
  readonly #groups = new Map<string, Group>();
  #counted = new WeakMap<HTMLElement, Group>();

  /** `label`: what the heading above a row reads; empty for none. */
  constructor(chunks: GroupedRows<Row>, label: (row: Row) => string) {
    this.#chunks = chunks;
    this.#label = label;
    this.reset();
  }

  reset(): void {
    this.clear();
    const rows = this.#rows();
    for (const element of rows) this.#labels.set(element, this.#label(this.#chunks.rowOf(element)!));
    for (const element of rows) this.#fit(element);
    this.recount();
  }

  /** Takes every heading away. */
  clear(): void {
    const { element: list, layout } = this.#chunks;
    for (const { headings } of this.#groups.values()) {
      for (const heading of headings) if (list.contains(heading)) layout.remove(heading);
    }
    this.#groups.clear();
    this.#counted = new WeakMap();
  }

  placed(element: HTMLElement, row: Row): void {
    this.#labels.set(element, this.#label(row));
    this.#fit(element);
    this.#fit(this.#rowFrom(this.#chunks.layout.next(element)));
    this.#count(element);
  }

  changed(element: HTMLElement, row: Row): void {
    if (this.#labels.get(element) !== this.#label(row)) this.placed(element, row);
    else this.#count(element);
  }

  left(element: HTMLElement, next: HTMLElement | null): void {
    this.#uncount(element);
    this.#fit(this.#rowFrom(next));
  }

  /** Many rows were shown or hidden. */
  recount(): void {
    for (const element of this.#rows()) this.#count(element);
  }

  #rows(): NodeListOf<HTMLElement> {
    return this.#chunks.element.querySelectorAll(':scope > .chunk > [data-key]');
  }

  #rowFrom(element: HTMLElement | null): HTMLElement | null {
    let row = element;
    while (row && isHeading(row)) row = this.#chunks.layout.next(row);
    return row;
  }

  /** Puts the gap before a row right; before null, the gap at the end. */
  #fit(row: HTMLElement | null): void {
    const { layout } = this.#chunks;
    let heading: HTMLElement | null = null;
    let before = row ? layout.previous(row) : layout.last;
    while (before && isHeading(before)) {
      const former = layout.previous(before);
      if (heading) this.#drop(before);
      else heading = before;
      before = former;
    }
    const label = row ? this.#labels.get(row)! : null;
    const needed = Boolean(label) && !(before && this.#labels.get(before) === label);
    if (heading && (!needed || heading.textContent !== label)) {
      this.#drop(heading);
      heading = null;
    }
    if (needed && !heading) this.#raise(label!, row!);
  }

  #raise(label: string, row: HTMLElement): void {
    const heading = newHeading(label, this.#chunks.element.getAttribute('role') === 'feed' ? 'article' : 'listitem');
    const group = this.#group(label);
    group.headings.add(heading);
    heading.hidden = group.shown === 0;
    this.#chunks.layout.insert(heading, row);
  }

  #drop(heading: HTMLElement): void {
    const group = this.#group(heading.textContent);
    group.headings.delete(heading);
    this.#chunks.layout.remove(heading);
    this.#forget(group);
  }

  #count(element: HTMLElement): void {
    const group = isShownRow(element) ? this.#group(this.#labels.get(element)!) : undefined;
    if (group === this.#counted.get(element)) return;
    this.#uncount(element);
    if (!group) return;
    this.#counted.set(element, group);
    group.shown += 1;
    if (group.shown === 1) for (const heading of group.headings) heading.hidden = false;
  }

  #uncount(element: HTMLElement): void {
    const group = this.#counted.get(element);
    if (!group) return;
    this.#counted.delete(element);
    group.shown -= 1;
    if (group.shown > 0) return;
    for (const heading of group.headings) heading.hidden = true;
    this.#forget(group);
  }

  #group(label: string): Group {
    let group = this.#groups.get(label);
    if (!group) this.#groups.set(label, (group = { label, shown: 0, headings: new Set() }));
    return group;
  }

  #forget(group: Group): void {
    if (group.shown === 0 && group.headings.size === 0) this.#groups.delete(group.label);
  }
}

function isHeading(element: HTMLElement): boolean {
  return element.dataset.key === undefined;
}

function newHeading(label: string, role: string): HTMLElement {
  const item = document.createElement('div');
  item.className = 'group';
  item.setAttribute('part', 'group');
  item.setAttribute('role', role);
  const heading = document.createElement('div');
  heading.setAttribute('role', 'heading');
  heading.setAttribute('aria-level', '3');
  heading.textContent = label;
  item.append(heading);
  return item;
}
