/** React with TanStack DB: a collection that the changes are written to, and a live query in order. */
import { createCollection, useLiveQuery } from '@tanstack/react-db';
import { createElement as h, memo } from 'react';
import type { ReactElement } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import type { Contender } from '../page/contender.ts';
import type { Ticket } from '../page/tickets.ts';
import { Row } from './react-row.ts';
import { newList, styledRoot } from './ticket-sheet.ts';

const MemoRow = memo(Row);

interface Write {
  readonly type: 'insert' | 'update' | 'delete';
  readonly value: Ticket;
}

export const tanstackDb: Contender = async ({ place, read, follow }) => {
  const first = await read();
  const held = new Map(first.map((row) => [row.id, row]));
  let write: (writes: readonly Write[]) => void = () => undefined;
  const tickets = createCollection<Ticket, string>({
    id: 'tickets',
    getKey: ({ id }) => id,
    startSync: true,
    sync: {
      sync: ({ begin, write: put, commit, markReady }) => {
        write = (writes) => {
          begin();
          writes.forEach((each) => put(each));
          void commit();
        };
        write(first.map((value) => ({ type: 'insert', value })));
        markReady();
      },
    },
  });
  const root = styledRoot(place);
  const list = newList();
  root.append(list);
  function Feed(): ReactElement[] {
    const { data } = useLiveQuery((query) =>
      query.from({ ticket: tickets }).orderBy(({ ticket }) => ticket.number, 'desc'),
    );
    return data.map((row) => h(MemoRow, { key: row.id, row }));
  }
  flushSync(() => createRoot(list).render(h(Feed)));
  let waiting: Write[] | null = null;
  follow(({ eventType, new: row, old }) => {
    const type = eventType.toLowerCase() as Write['type'];
    const value = type === 'delete' ? held.get(old.id!)! : (row as Ticket);
    if (type === 'delete') held.delete(value.id);
    else held.set(value.id, value);
    if (waiting) waiting.push({ type, value });
    else flushSync(() => write([{ type, value }]));
  });
  return {
    root,
    together: (changes) => {
      waiting = [];
      changes();
      const writes = waiting;
      waiting = null;
      flushSync(() => write(writes));
    },
  };
};
