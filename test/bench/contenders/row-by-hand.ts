/** A ticket's row by the plain DOM: cloned, filled, and later written to only where a value differs. */
import { ageOf, assigneeOf, badgeOf, isoOf, momentOf, numberOf, rowClass, rowPart } from '../page/ticket-view.ts';
import type { Ticket } from '../page/tickets.ts';

function element(tag: string, part: string, className: string, ...children: Element[]): HTMLElement {
  const made = document.createElement(tag);
  if (part) made.setAttribute('part', part);
  if (className) made.className = className;
  made.append(...children);
  if (children.length === 0) made.append(document.createTextNode(''));
  return made;
}

function prototypeRow(): HTMLElement {
  const time = element('time', 'field field-created_at created_at', '');
  time.setAttribute('data-age', '');
  const row = element(
    'div',
    'row',
    '',
    element(
      'div',
      'row-content',
      'ticket',
      element(
        'div',
        'row-main',
        'what',
        element('span', 'field field-subject subject', 'line title'),
        element(
          'div',
          'row-meta',
          'meta',
          element('span', 'field field-number number', 'number'),
          element('span', 'field field-requester requester', ''),
          time,
          element('span', 'field field-assignee assignee', 'assignee'),
        ),
      ),
      element('div', 'row-aside', 'state', element('span', '', 'badge'), element('span', '', 'badge')),
    ),
  );
  row.setAttribute('role', 'article');
  row.tabIndex = -1;
  return row;
}

let prototype: HTMLElement | undefined;

export class RowByHand {
  readonly element: HTMLElement;
  readonly #subject: Text;
  readonly #number: Text;
  readonly #requester: Text;
  readonly #time: HTMLElement;
  readonly #assignee: Text;
  readonly #priority: HTMLElement;
  readonly #status: HTMLElement;

  constructor(row: Ticket) {
    prototype ??= prototypeRow();
    const made = (this.element = prototype.cloneNode(true) as HTMLElement);
    const main = made.firstElementChild!.firstElementChild!;
    const [number, requester, time, assignee] = main.lastElementChild!.children as HTMLCollectionOf<HTMLElement>;
    const [priority, status] = main.nextElementSibling!.children as HTMLCollectionOf<HTMLElement>;
    this.#subject = main.firstElementChild!.firstChild as Text;
    this.#number = number!.firstChild as Text;
    this.#requester = requester!.firstChild as Text;
    this.#time = time!;
    this.#assignee = assignee!.firstChild as Text;
    this.#priority = priority!;
    this.#status = status!;
    made.dataset.key = row.id;
    this.patch(row, null);
  }

  patch(row: Ticket, former: Ticket | null): void {
    if (row.subject !== former?.subject) {
      this.element.ariaLabel = row.subject;
      this.#subject.data = row.subject ?? '';
    }
    if (row.number !== former?.number) this.#number.data = numberOf(row);
    if (row.requester !== former?.requester) this.#requester.data = row.requester ?? '';
    if (row.created_at !== former?.created_at) {
      this.#time.setAttribute('datetime', isoOf(row));
      this.#time.title = momentOf(row);
      (this.#time.firstChild as Text).data = ageOf(row);
    }
    if (row.assignee !== former?.assignee) this.#assignee.data = assigneeOf(row);
    if (row.priority !== former?.priority) writeBadge(this.#priority, 'priority', row.priority, former?.priority);
    if (row.status !== former?.status) writeBadge(this.#status, 'status', row.status, former?.status);
    if (row.priority !== former?.priority || row.status !== former.status) {
      this.element.setAttribute('part', rowPart(row));
      const className = rowClass(row);
      if (former === null || className !== rowClass(former)) this.element.className = className;
    }
  }
}

function writeBadge(place: HTMLElement, column: 'status' | 'priority', value: string, former?: string): void {
  const { part, className, text } = badgeOf(column, value);
  place.setAttribute('part', part);
  if (former === undefined || badgeOf(column, former).className !== className) place.className = className;
  (place.firstChild as Text).data = text;
}
