/** A keyed list by hand: every change goes straight to its place. What all ratios are against. */
import type { Contender } from '../page/contender.ts';
import { RowByHand } from './row-by-hand.ts';
import { SortedTickets } from './sorted-tickets.ts';
import { newList, styledRoot } from './ticket-sheet.ts';

export const vanilla: Contender = async ({ place, read, follow }) => {
  const rows = await read();
  const store = new SortedTickets(rows);
  const list = newList();
  const drawn = new Map(rows.map((row) => [row.id, new RowByHand(row)]));
  for (const { element } of drawn.values()) list.append(element);
  const root = styledRoot(place);
  root.append(list);
  follow((payload) => {
    const step = store.apply(payload);
    const { row } = step;
    if (step.type === 'remove') {
      drawn.get(row.id)!.element.remove();
      drawn.delete(row.id);
      return;
    }
    const before = step.type !== 'update' && step.next ? drawn.get(step.next.id)!.element : null;
    if (step.type === 'insert') {
      const made = new RowByHand(row);
      drawn.set(row.id, made);
      list.insertBefore(made.element, before);
      return;
    }
    const kept = drawn.get(row.id)!;
    kept.patch(row, step.former);
    if (step.type === 'move' && kept.element.nextElementSibling !== before) list.insertBefore(kept.element, before);
  });
  return { root };
};
