import { html, nothing } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Ticket } from '../../src/domain/ticketing.ts';
import { text } from '../../src/template/formats.ts';
import { age } from '../shared/rows/age.ts';
import { badge } from '../shared/rows/badge.ts';
import { valuePart } from '../shared/rows/fields.ts';
import type { AnnounceMode } from '../shared/list/row-announcements.ts';
import { PresenceLink } from '../shared/presence/presence-link.ts';
import type { RowPresence } from '../shared/presence/row-presence.ts';
import { RowList } from '../shared/list/row-list.ts';
import { ticketFeedStyles } from './ticket-feed.styles.ts';

const statusTones = { open: 'info', pending: 'warning', resolved: 'success', closed: 'neutral' } as const;
const priorityTones = { urgent: 'danger', high: 'warning', normal: 'quiet', low: 'quiet' } as const;

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
 * @csspart presence - Who looks at the ticket just now, with `presence`.
 * @csspart viewed - On the row, while others look at its ticket.
 * @csspart row-main - The box of the title and what stands with it.
 * @csspart row-meta - The line of second rank.
 * @csspart row-aside - What stands at the end of the row.
 * @csspart row-badge - A value of a short list as a badge.
 * @cssprop [--live-ticket-feed-row-padding=var(--live-row-padding)] - Padding of a row.
 * @cssprop [--live-ticket-feed-urgent=var(--live-danger)] - Colour of the edge of an urgent ticket.
 */
export class LiveTicketFeed extends RowList<Ticket> {
  static override styles: CSSResultGroup = [RowList.styles, ticketFeedStyles];

  /**
   * Shows in the row of a ticket who else looks at it just now, by the names in their tokens: those who have it open in a
   * thread with `presence`.
   */
  @property({ type: Boolean }) presence = false;

  /** Rooms are called by the tickets, whatever view of them is shown. */
  readonly #lookers = new PresenceLink<RowPresence>(
    this,
    ({ RowPresence }) => new RowPresence((id) => this.repaintRow(id)),
    (rows) => rows.follow(this.isConnected && this.presence ? this.connection : undefined, this.ownTable),
  );

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

  #viewers(ticket: Ticket): string {
    return this.#lookers.shown?.text(text(ticket.id), this.say, this.locale) ?? '';
  }

  protected override rowParts(ticket: Ticket): string {
    const parts = `${valuePart('status', ticket.status)} ${valuePart('priority', ticket.priority)}`;
    return (this.#viewers(ticket) === '' ? parts : `${parts} viewed`).trim();
  }

  protected override rowClasses({ status, priority }: Ticket): string {
    if (status === 'resolved' || status === 'closed') return priority === 'urgent' ? 'urgent ended' : 'ended';
    return priority === 'urgent' ? 'urgent' : '';
  }

  protected override spoken(ticket: Ticket): string {
    return text(ticket.subject) || this.say.untitled;
  }

  protected override row(ticket: Ticket): TemplateResult {
    const context = this.formatContext;
    const say = context.words;
    return html`<div part="row-content" class="ticket">
      <div part="row-main" class="row-main what">
        <span part="field field-subject subject" class="list-field line title"
          >${text(ticket.subject) || say.untitled}</span
        >
        <div part="row-meta" class="meta">
          <span part="field field-number number" class="list-field number">${signed(ticket.number)}</span>
          <span part="field field-requester requester" class="list-field">${text(ticket.requester)}</span>
          <time part="field field-created_at created_at" class="list-field" data-age ${age(ticket.created_at, context)}
            >&#8203;</time
          >
          <span part="field field-assignee assignee" class="list-field assignee"
            >${'assignee' in ticket ? text(ticket.assignee) || say.unassigned : nothing}</span
          >
        </div>
      </div>
      ${viewedBy(this.#viewers(ticket))}
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

function viewedBy(viewers: string): unknown {
  return viewers ? html`<span part="presence" class="presence">${viewers}</span>` : nothing;
}
