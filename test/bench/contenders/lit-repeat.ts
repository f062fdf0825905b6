/** Lit as its documentation shows it: `repeat` over a new array after every change. */
import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Contender } from '../page/contender.ts';
import { ageOf, assigneeOf, badgeOf, isoOf, momentOf, numberOf, rowClass, rowPart } from '../page/ticket-view.ts';
import type { Ticket } from '../page/tickets.ts';
import { SortedTickets } from './sorted-tickets.ts';
import { styledRoot } from './ticket-sheet.ts';

function badge(column: 'status' | 'priority', value: string): TemplateResult {
  const { part, className, text } = badgeOf(column, value);
  return html`<span part=${part} class=${className}>${text}</span>`;
}

export const litRow = (row: Ticket): TemplateResult =>
  html`<div
    part=${rowPart(row)}
    class=${rowClass(row)}
    role="article"
    tabindex="-1"
    data-key=${row.id}
    aria-label=${row.subject ?? nothing}
  >
    <div part="row-content" class="ticket">
      <div part="row-main" class="what">
        <span part="field field-subject subject" class="line title">${row.subject}</span>
        <div part="row-meta" class="meta">
          <span part="field field-number number" class="number">${numberOf(row)}</span>
          <span part="field field-requester requester">${row.requester}</span>
          <time part="field field-created_at created_at" datetime=${isoOf(row)} title=${momentOf(row)} data-age
            >${ageOf(row)}</time
          >
          <span part="field field-assignee assignee" class="assignee">${assigneeOf(row)}</span>
        </div>
      </div>
      <div part="row-aside" class="state">${badge('priority', row.priority)} ${badge('status', row.status)}</div>
    </div>
  </div>`;

export const litRepeat: Contender = async ({ place, read, follow }) => {
  const store = new SortedTickets(await read());
  const root = styledRoot(place);
  let together = false;
  const draw = (): void =>
    void render(
      html`<div class="list" role="feed" aria-label="Tickets">
        ${repeat([...store.rows], (row) => row.id, litRow)}
      </div>`,
      root,
    );
  draw();
  follow((payload) => {
    store.apply(payload);
    if (!together) draw();
  });
  return {
    root,
    together: (changes) => {
      together = true;
      changes();
      together = false;
      draw();
    },
  };
};
