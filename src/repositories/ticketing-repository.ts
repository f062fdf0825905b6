/** Ticketing's rows: raw rows in, typed entities out, one method a table. */
import type { LiveRows } from '../contexts.ts';
import type { Attachment, Comment, Ticket } from '../domain/ticketing.ts';
import type { TableWindow } from './crm-repository.ts';
import type { TableRepository } from './table-repository.ts';

export class TicketingRepository {
  readonly #tables: TableRepository;

  constructor(tables: TableRepository) {
    this.#tables = tables;
  }

  tickets(window: TableWindow = {}): LiveRows<Ticket> {
    return this.#tables.rows({ ...window, table: 'tickets' });
  }

  comments(window: TableWindow = {}): LiveRows<Comment> {
    return this.#tables.rows({ ...window, table: 'comments' });
  }

  attachments(window: TableWindow = {}): LiveRows<Attachment> {
    return this.#tables.rows({ ...window, table: 'attachments' });
  }
}
