/** A ticket's row in React. */
import { createElement as h } from 'react';
import type { ReactElement } from 'react';
import { ageOf, assigneeOf, badgeOf, isoOf, momentOf, numberOf, rowClass, rowPart } from '../page/ticket-view.ts';
import type { Ticket } from '../page/tickets.ts';

function Badge({ column, value }: { readonly column: 'status' | 'priority'; readonly value: string }): ReactElement {
  const { part, className, text } = badgeOf(column, value);
  return h('span', { part, className }, text);
}

export function Row({ row }: { readonly row: Ticket }): ReactElement {
  return h(
    'div',
    {
      part: rowPart(row),
      className: rowClass(row),
      role: 'article',
      tabIndex: -1,
      'data-key': row.id,
      'aria-label': row.subject,
    },
    h(
      'div',
      { part: 'row-content', className: 'ticket' },
      h(
        'div',
        { part: 'row-main', className: 'what' },
        h('span', { part: 'field field-subject subject', className: 'line title' }, row.subject),
        h(
          'div',
          { part: 'row-meta', className: 'meta' },
          h('span', { part: 'field field-number number', className: 'number' }, numberOf(row)),
          h('span', { part: 'field field-requester requester' }, row.requester),
          h(
            'time',
            { part: 'field field-created_at created_at', dateTime: isoOf(row), title: momentOf(row), 'data-age': '' },
            ageOf(row),
          ),
          h('span', { part: 'field field-assignee assignee', className: 'assignee' }, assigneeOf(row)),
        ),
      ),
      h(
        'div',
        { part: 'row-aside', className: 'state' },
        h(Badge, { column: 'priority', value: row.priority }),
        h(Badge, { column: 'status', value: row.status }),
      ),
    ),
  );
}
