/**
 * React 19 in the pattern that the documentation of Supabase shows: rows in a state, copied at every change. And the
 * same with memoised rows and a binary search for the place, as one would write it for a long list.
 */
import { createElement as h, memo, useEffect, useState } from 'react';
import type { ComponentType, ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { ChangePayload, Contender } from '../page/contender.ts';
import { compareTickets } from '../page/tickets.ts';
import type { Ticket } from '../page/tickets.ts';
import { Row } from './react-row.ts';
import { SortedTickets } from './sorted-tickets.ts';
import { newList, styledRoot } from './ticket-sheet.ts';

type Reduce = (rows: readonly Ticket[], payload: ChangePayload) => readonly Ticket[];

function contender(makeReduce: (rows: readonly Ticket[]) => Reduce, RowOf: ComponentType<{ row: Ticket }>): Contender {
  return async ({ place, read, follow }) => {
    const first = await read();
    const reduce = makeReduce(first);
    const root = styledRoot(place);
    const list = newList();
    root.append(list);
    let change: (payload: ChangePayload) => void = () => undefined;
    function Feed(): ReactElement[] {
      const [rows, setRows] = useState<readonly Ticket[]>(first);
      useEffect(() => {
        change = (payload) => setRows((held) => reduce(held, payload));
      }, []);
      return rows.map((row) => h(RowOf, { key: row.id, row }));
    }
    flushSync(() => createRoot(list).render(h(Feed)));
    let together = false;
    follow((payload) => {
      if (together) change(payload);
      else flushSync(() => change(payload));
    });
    return {
      root,
      together: (changes) => {
        together = true;
        flushSync(changes);
        together = false;
      },
    };
  };
}

export const react = contender(
  () =>
    (rows, { eventType, new: row, old }) => {
      if (eventType === 'DELETE') return rows.filter(({ id }) => id !== old.id);
      if (eventType === 'INSERT') return [...rows, row as Ticket].sort(compareTickets);
      return rows.map((held) => (held.id === row.id ? (row as Ticket) : held)).sort(compareTickets);
    },
  Row,
);

const MemoRow = memo(Row);

export const reactMemo = contender((first) => {
  const store = new SortedTickets(first);
  return (_rows, payload) => {
    store.apply(payload);
    return store.rows.slice();
  };
}, MemoRow);
