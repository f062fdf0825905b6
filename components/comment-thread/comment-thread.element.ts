import { html, nothing } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Comment } from '../../src/domain/ticketing.ts';
import { text } from '../../src/template/formats.ts';
import { cellsOf } from '../shared/rows/cells.ts';
import { age } from '../shared/rows/age.ts';
import { picture } from '../shared/rows/fields.ts';
import { PresenceLink } from '../shared/presence/presence-link.ts';
import type { PresenceLine } from '../shared/presence/presence-line.ts';
import { pictureStyles } from '../shared/rows/picture.styles.ts';
import { announcer } from '../shared/list/announcer.ts';
import type { AnnounceMode } from '../shared/list/row-announcements.ts';
import { TicketRows } from '../shared/rows/ticket-rows.ts';
import { commentThreadStyles } from './comment-thread.styles.ts';

/**
 * The comments of one ticket, oldest first.
 *
 * @customElement live-comment-thread
 * @summary The live comments of a ticket.
 *
 * @csspart author - Who wrote it.
 * @csspart body - What was written; line breaks are kept.
 * @csspart created_at - Its age.
 * @csspart internal - On the row and on its mark, when it is not for the partner.
 * @csspart initials - First letters of the author.
 * @csspart row-main - The bubble.
 * @csspart row-meta - The line of second rank.
 * @csspart row-badge - A value of a short list as a badge.
 * @csspart presence - Who else looks at the ticket, below its comments, with `presence`.
 * @cssprop [--live-comment-thread-row-padding=var(--live-row-padding, calc(var(--live-space) * 1.5) 0)] - Padding of a row.
 * @cssprop [--live-comment-thread-picture-size=2.25em] - Width and height of the initials.
 * @cssprop [--live-comment-thread-picture-radius=50%] - Corners of the initials.
 * @cssprop [--live-comment-thread-bubble=var(--live-hover)] - Ground of a comment.
 */
export class LiveCommentThread extends TicketRows<Comment> {
  static override styles: CSSResultGroup = [TicketRows.styles, pictureStyles, commentThreadStyles];

  /** Shows who else looks at this ticket, by the names in their tokens, and lets them see this reader. */
  @property({ type: Boolean }) presence = false;

  /** With `presence`: ticket feeds with `presence` on other pages show this reader, too. One on the same page does so anyway. */
  @property({ type: Boolean, attribute: 'seen-in-feed' }) seenInFeed = false;

  readonly #others = new PresenceLink<PresenceLine>(
    this,
    ({ PresenceLine }) => new PresenceLine((arrived) => this.#othersChanged(arrived)),
    (line) => {
      const seen = this.isConnected && this.presence;
      line.follow(seen ? this.connection : undefined, seen ? this.ticketId : '', this.seenInFeed);
    },
  );

  /**
   * A thread is followed: without another word it tells how many comments came in. It is no `role=log`, which would read
   * out every one, also those a reader asks for with "more", and a second time what is told here.
   */
  override announce: AnnounceMode = 'summary';

  protected override get usualAnnounce(): AnnounceMode {
    return 'summary';
  }

  protected override readonly terms: readonly string[] = [];

  protected override get ownTable(): string {
    return 'comments';
  }

  protected override below(): unknown {
    const text = this.#alsoHere;
    return text && html`<p part="presence" class="presence">${text}</p>`;
  }

  get #alsoHere(): string {
    return this.#others.shown?.text(this.say, this.locale) ?? '';
  }

  #othersChanged(arrived: boolean): void {
    this.requestUpdate();
    if (arrived && this.announceMode !== 'off') announcer.announce(this.#alsoHere, this);
  }

  protected override rowParts(comment: Comment): string {
    return comment.internal === true ? 'internal' : '';
  }

  protected override rowClasses(comment: Comment): string {
    return this.rowParts(comment);
  }

  protected override spoken(comment: Comment): string {
    return `${text(comment.author)}: ${text(comment.body)}`;
  }

  protected override row(comment: Comment, former: Comment | null): TemplateResult {
    const cell = cellsOf(comment, former);
    const author = text(comment.author) || this.say.unknownAuthor;
    return html`<div part="row-content" class="comment">
      ${cell(() => picture('initials', null, author), 'author')}
      <div part="row-main" class="row-main bubble">
        <div part="row-meta" class="meta">
          <span part="field field-author author" class="list-field title">${author}</span>
          <time
            part="field field-created_at created_at"
            class="list-field"
            data-age
            ${age(comment.created_at, this.formatContext)}
            >&#8203;</time
          >
          ${
            comment.internal === true
              ? html`<span part="field field-internal internal row-badge" class="badge warning"
                  >${this.say.internal}</span
                >`
              : nothing
          }
        </div>
        <span part="field field-body body" class="list-field line body">${text(comment.body)}</span>
      </div>
    </div>`;
  }
}
