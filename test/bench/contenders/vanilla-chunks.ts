/** The same by hand in chunks that are not laid out off screen: what one writes who knows `content-visibility`. */
import type { Contender } from '../page/contender.ts';
import { RowByHand } from './row-by-hand.ts';
import { SortedTickets } from './sorted-tickets.ts';
import { newList, styledRoot } from './ticket-sheet.ts';

const usual = 96;
const largest = 128;

function newChunk(): HTMLElement {
  const chunk = document.createElement('div');
  chunk.className = 'chunk';
  return chunk;
}

function place(list: HTMLElement, row: HTMLElement, before: HTMLElement | null): void {
  const former = row.parentElement;
  const chunk = before?.parentElement ?? (list.lastElementChild as HTMLElement);
  chunk.insertBefore(row, before);
  if (chunk.childElementCount > largest) {
    const next = newChunk();
    chunk.after(next);
    next.append(...[...chunk.children].slice(largest / 2));
  }
  if (former?.childElementCount === 0) former.remove();
}

export const vanillaChunks: Contender = async ({ place: host, read, follow }) => {
  const rows = await read();
  const store = new SortedTickets(rows);
  const list = newList();
  const drawn = new Map(rows.map((row) => [row.id, new RowByHand(row)]));
  const elements = [...drawn.values()].map(({ element }) => element);
  for (let start = 0; start < elements.length; start += usual) {
    const chunk = newChunk();
    chunk.append(...elements.slice(start, start + usual));
    list.append(chunk);
  }
  if (elements.length > largest) list.classList.add('contained');
  const root = styledRoot(host);
  root.append(list);
  follow((payload) => {
    const step = store.apply(payload);
    const { row } = step;
    if (step.type === 'remove') {
      const { element } = drawn.get(row.id)!;
      const chunk = element.parentElement!;
      element.remove();
      drawn.delete(row.id);
      if (chunk.childElementCount === 0 && list.childElementCount > 1) chunk.remove();
      return;
    }
    const before = step.type !== 'update' && step.next ? drawn.get(step.next.id)!.element : null;
    if (step.type === 'insert') {
      const made = new RowByHand(row);
      drawn.set(row.id, made);
      place(list, made.element, before);
      return;
    }
    const kept = drawn.get(row.id)!;
    kept.patch(row, step.former);
    if (step.type === 'move') place(list, kept.element, before);
  });
  return { root };
};
