import { html, nothing } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import type { Ticket } from '../../src/domain/ticketing.ts';
import { text } from '../../src/template/formats.ts';
import { age } from '../shared/rows/age.ts';
import { badge } from '../shared/rows/badge.ts';
import { valuePart } from '../shared/rows/fields.ts';
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

  protected override row(ticket: Ticket): TemplateResult {
    const context = this.formatContext;
    const say = context.words;
    return html`<div part="row-content" class="ticket">
      <div part="row-main" class="what">
        <span part="field field-subject subject" class="line title">${text(ticket.subject) || say.untitled}</span>
        <div part="row-meta" class="meta">
          <span part="field field-number number" class="number">${signed(ticket.number)}</span>
          <span part="field field-requester requester">${text(ticket.requester)}</span>
          <time part="field field-created_at created_at" data-age ${age(ticket.created_at, context)}>&#8203;</time>
          <span part="field field-assignee assignee" class="assignee"
            >${'assignee' in ticket ? text(ticket.assignee) || say.unassigned : nothing}</span
          >
        </div>
      </div>
      <div part="row-aside" class="state">
        <span
          part="field field-priority priority row-badge"
          class="badge"
          ${badge('priority', ticket.priority, priorityTones, say)}
          >&#8203;</span
        >
        <span
          part="field field-status status row-badge"
          class="badge"
          ${badge('status', ticket.status, statusTones, say)}
          >&#8203;</span
        >
      </div>
    </div>`;
  }
}

function signed(value: unknown): string {
  const number = text(value);
  return number && `#${number}`;
}
