import { html, nothing } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import type { Ticket } from '../../src/domain/ticketing.ts';
import { text } from '../../src/template/formats.ts';
import { cellsOf } from '../shared/rows/cells.ts';
import { age, badge, valuePart } from '../shared/rows/fields.ts';
import type { AnnounceMode } from '../shared/list/row-announcements.ts';
import { RowList } from '../shared/list/row-list.ts';
import { ticketFeedStyles } from './ticket-feed.styles.ts';

const statusTones = { open: 'info', pending: 'warning', resolved: 'success', closed: 'neutral' } as const;
const priorityTones = { urgent: 'danger', high: 'warning', normal: 'neutral', low: 'neutral' } as const;

/**
 * Tickets, newest first: number, subject, priority, status, requester and age.
 *
 * @customElement live-ticket-feed
 * @summary A live feed of tickets.
 *
 * @csspart number - The ticket's number.
 * @csspart subject - What it is about.
 * @csspart requester - Who asks.
 * @csspart assignee - Who answers.
 * @csspart created_at - Its age.
 * @csspart priority - The priority; also `priority-low`, `priority-normal`, `priority-high`, `priority-urgent`.
 * @csspart status - The status; also `status-open`, `status-pending`, `status-resolved`, `status-closed`.
 * @csspart row-main - The box of the title and what stands with it.
 * @csspart row-meta - The line of second rank.
 * @csspart row-aside - What stands at the end of the row.
 * @csspart row-badge - A value of a short list as a badge.
 * @cssprop [--live-ticket-feed-row-padding=var(--live-row-padding)] - Padding of a row.
 * @cssprop [--live-ticket-feed-urgent=var(--live-danger)] - Colour of the edge of an urgent ticket.
 */
export class LiveTicketFeed extends RowList<Ticket> {
  static override styles: CSSResultGroup = [RowList.styles, ticketFeedStyles];

  /** A feed is watched: without another word it tells how many tickets came in. */
  override announce: AnnounceMode = 'summary';

  protected override get usualAnnounce(): AnnounceMode {
    return 'summary';
  }

  protected override readonly isFeed = true;

  protected override readonly terms: readonly string[] = ['status', 'priority'];

  protected override get ownTable(): string {
    return 'tickets';
  }

  protected override rowParts(ticket: Ticket): string {
    return `${valuePart('status', ticket.status)} ${valuePart('priority', ticket.priority)}`.trim();
  }

  protected override spoken(ticket: Ticket): string {
    return text(ticket.subject) || this.say.untitled;
  }

  protected override row(ticket: Ticket, former: Ticket | null): TemplateResult {
    const cell = cellsOf(ticket, former);
    return html`<div part="row-content" class="ticket">
      <div part="row-main" class="what">
        <span part="field field-subject subject" class="line title"
          >${cell(() => text(ticket.subject) || this.say.untitled, 'subject')}</span
        >
        <div part="row-meta" class="meta">
          <span part="field field-number number" class="number">${cell(() => signed(ticket.number), 'number')}</span>
          <span part="field field-requester requester">${cell(() => text(ticket.requester), 'requester')}</span>
          ${cell(() => age('created_at', ticket.created_at, this.formatContext), 'created_at')}
          <span part="field field-assignee assignee" class="assignee"
            >${cell(() => ('assignee' in ticket ? text(ticket.assignee) || this.say.unassigned : nothing), 'assignee')}</span
          >
        </div>
      </div>
      <div part="row-aside" class="state">
        ${cell(() => badge('priority', ticket.priority, priorityTones, this.say), 'priority')}
        ${cell(() => badge('status', ticket.status, statusTones, this.say), 'status')}
      </div>
    </div>`;
  }
}

function signed(value: unknown): string {
  const number = text(value);
  return number && `#${number}`;
}
