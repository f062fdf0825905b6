/** Lit with its own virtualizer, which draws the rows on screen alone; asynchronously, by measuring them. */
import '@lit-labs/virtualizer';
import type { LitVirtualizer } from '@lit-labs/virtualizer';
import type { Contender } from '../page/contender.ts';
import { frame } from '../page/harness-task.ts';
import type { Ticket } from '../page/tickets.ts';
import { litRow } from './lit-repeat.ts';
import { SortedTickets } from './sorted-tickets.ts';
import { styledRoot } from './ticket-sheet.ts';

export const litVirtualizer: Contender = async ({ place, read, follow }) => {
  const store = new SortedTickets(await read());
  const root = styledRoot(place);
  const list = document.createElement('lit-virtualizer') as LitVirtualizer<Ticket>;
  list.setAttribute('scroller', '');
  list.style.height = '600px';
  list.keyFunction = (row) => row.id;
  list.renderItem = (row) => litRow(row);
  list.items = store.rows.slice();
  root.append(list);
  await frame();
  follow((payload) => {
    store.apply(payload);
    list.items = store.rows.slice();
  });
  return {
    root,
    windowed: true,
    settled: async () => {
      await frame();
      await frame();
    },
  };
};
