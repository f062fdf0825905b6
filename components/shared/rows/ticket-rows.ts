/** Base of the lists that show what belongs to one ticket. */
import { property } from 'lit/decorators.js';
import type { Problem } from '../../../src/domain/status.ts';
import { RowList } from '../list/row-list.ts';

export abstract class TicketRows<Row extends object> extends RowList<Row> {
  /** Id of the ticket whose rows are shown. */
  @property({ attribute: 'ticket-id' }) ticketId = '';

  protected override ownFilter(): string {
    return `ticket_id=eq.${this.ticketId}`;
  }

  protected override missing(): Problem | null {
    const missing = super.missing();
    if (missing || this.ticketId) return missing;
    return {
      code: 'bad-attribute',
      message: 'The attribute ticket-id is missing.',
      remedy: 'Give it the id of the ticket to show.',
      permanent: true,
    };
  }
}
