/** Solid: a signal for each row in a `For`, and one effect for what a row writes, as its compiler makes of JSX. */
import { createSignal } from 'solid-js';
import type { Accessor, Setter } from 'solid-js';
import { createComponent, effect, For, insert, render, setAttribute } from 'solid-js/web';
import type { Contender } from '../page/contender.ts';
import { ageOf, assigneeOf, badgeOf, isoOf, momentOf, numberOf, rowClass, rowPart } from '../page/ticket-view.ts';
import type { Ticket } from '../page/tickets.ts';
import { RowByHand } from './row-by-hand.ts';
import { SortedTickets } from './sorted-tickets.ts';
import { newList, styledRoot } from './ticket-sheet.ts';

interface Held {
  readonly row: Accessor<Ticket>;
  readonly setRow: Setter<Ticket>;
}

function hold(ticket: Ticket): Held {
  const [row, setRow] = createSignal(ticket);
  return { row, setRow };
}

/** The compiler clones a template; the row made by hand is the same markup. */
function rowOf({ row }: Held): Element {
  const element = new RowByHand(row()).element.cloneNode(true) as HTMLElement;
  const main = element.firstElementChild!.firstElementChild!;
  const [number, requester, time, assignee] = main.lastElementChild!.children;
  const [priority, status] = main.nextElementSibling!.children;
  const subject = main.firstElementChild!;
  for (const place of [subject, number, requester, time, assignee, priority, status]) place!.textContent = '';
  insert(subject, () => row().subject);
  insert(number!, () => numberOf(row()));
  insert(requester!, () => row().requester);
  insert(time!, () => ageOf(row()));
  insert(assignee!, () => assigneeOf(row()));
  insert(priority!, () => badgeOf('priority', row().priority).text);
  insert(status!, () => badgeOf('status', row().status).text);
  effect((held: readonly (string | null)[] = []) => {
    const now = row();
    const [first, second] = [badgeOf('priority', now.priority), badgeOf('status', now.status)];
    const written = [
      rowPart(now),
      rowClass(now),
      now.subject,
      isoOf(now),
      momentOf(now),
      first.part,
      first.className,
      second.part,
      second.className,
    ];
    const write = (index: number, place: Element, name: string): void => {
      if (written[index] !== held[index]) setAttribute(place, name, written[index] ?? '');
    };
    write(0, element, 'part');
    write(1, element, 'class');
    write(2, element, 'aria-label');
    write(3, time!, 'datetime');
    write(4, time!, 'title');
    write(5, priority!, 'part');
    write(6, priority!, 'class');
    write(7, status!, 'part');
    write(8, status!, 'class');
    return written;
  });
  return element;
}

export const solid: Contender = async ({ place, read, follow }) => {
  const store = new SortedTickets(await read());
  const held = new Map(store.rows.map((row) => [row.id, hold(row)]));
  const inOrder = (): Held[] => store.rows.map(({ id }) => held.get(id)!);
  const [rows, setRows] = createSignal(inOrder());
  const root = styledRoot(place);
  const list = newList();
  root.append(list);
  render(
    () =>
      createComponent(For<Held[], Element>, {
        get each() {
          return rows();
        },
        children: rowOf,
      }),
    list,
  );
  follow((payload) => {
    const step = store.apply(payload);
    const { row } = step;
    if (step.type === 'insert') held.set(row.id, hold(row));
    else if (step.type === 'remove') held.delete(row.id);
    else held.get(row.id)!.setRow(row);
    if (step.type !== 'update') setRows(inOrder());
  });
  return { root };
};
