/** The one place that lists tables. A new table is one entity interface and one entry here (`docs/new-table.md`). */
import type { Acquisition, Customer, Interaction, Product } from './crm.ts';
import type { Attachment, Comment, Ticket } from './ticketing.ts';

/** Which entity a table's rows are; `subscribe('tickets', …)` is typed by it. */
export interface TableRows {
  products: Product;
  customers: Customer;
  acquisitions: Acquisition;
  interactions: Interaction;
  tickets: Ticket;
  comments: Comment;
  attachments: Attachment;
}

export type TableName = keyof TableRows;

/**
 * What a column holds, as far as comparing and showing it goes. `text` is ordered by the database's collation, which
 * no browser can know: where text decides an order, a read decides.
 */
export type FieldKind = 'uuid' | 'text' | 'number' | 'boolean' | 'timestamp';

export interface TableDefinition<Row> {
  readonly primaryKey: readonly (keyof Row & string)[];
  readonly fields: { readonly [Field in keyof Row]-?: FieldKind };
  /** Order of a list that names none, in PostgREST's syntax. */
  readonly order: string;
}

const timestamps = { created_at: 'timestamp', updated_at: 'timestamp' } as const;

export const tables: { readonly [Name in TableName]: TableDefinition<TableRows[Name]> } = {
  products: {
    primaryKey: ['id'],
    order: 'name.asc',
    fields: {
      id: 'uuid',
      sku: 'text',
      name: 'text',
      description: 'text',
      category: 'text',
      price: 'number',
      currency: 'text',
      stock: 'number',
      status: 'text',
      image_url: 'text',
      ...timestamps,
    },
  },
  customers: {
    primaryKey: ['id'],
    order: 'name.asc',
    fields: {
      id: 'uuid',
      name: 'text',
      email: 'text',
      company: 'text',
      phone: 'text',
      status: 'text',
      owner: 'text',
      ...timestamps,
    },
  },
  acquisitions: {
    primaryKey: ['id'],
    order: 'acquired_at.desc',
    fields: {
      id: 'uuid',
      customer_id: 'uuid',
      product_id: 'uuid',
      quantity: 'number',
      unit_price: 'number',
      total: 'number',
      currency: 'text',
      status: 'text',
      acquired_at: 'timestamp',
      ...timestamps,
    },
  },
  interactions: {
    primaryKey: ['id'],
    order: 'occurred_at.desc',
    fields: {
      id: 'uuid',
      customer_id: 'uuid',
      kind: 'text',
      summary: 'text',
      agent: 'text',
      occurred_at: 'timestamp',
      ...timestamps,
    },
  },
  tickets: {
    primaryKey: ['id'],
    order: 'created_at.desc',
    fields: {
      id: 'uuid',
      number: 'number',
      subject: 'text',
      body: 'text',
      status: 'text',
      priority: 'text',
      requester: 'text',
      assignee: 'text',
      customer_id: 'uuid',
      partner_id: 'uuid',
      ...timestamps,
    },
  },
  comments: {
    primaryKey: ['id'],
    order: 'created_at.asc',
    fields: {
      id: 'uuid',
      ticket_id: 'uuid',
      author: 'text',
      body: 'text',
      internal: 'boolean',
      ...timestamps,
    },
  },
  attachments: {
    primaryKey: ['id'],
    order: 'created_at.desc',
    fields: {
      id: 'uuid',
      ticket_id: 'uuid',
      comment_id: 'uuid',
      file_name: 'text',
      mime_type: 'text',
      size_bytes: 'number',
      url: 'text',
      uploaded_by: 'text',
      ...timestamps,
    },
  },
};

/** True for a table this kit knows the columns of; any other works too, untyped. */
export function isKnownTable(name: string): name is TableName {
  return Object.hasOwn(tables, name);
}
