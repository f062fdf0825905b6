/**
 * What the compiler must know of the entities behind each table; nothing here runs. `npx tsc --noEmit` is the test:
 * a line marked `@ts-expect-error` fails it where no error occurs.
 */
import type { LiveConnection, LiveRows } from '../../../src/contexts.ts';
import type { LiveChange } from '../../../src/domain/change.ts';
import type { Acquisition, Customer, Interaction, Product } from '../../../src/domain/crm.ts';
import type { TableRows } from '../../../src/domain/tables.ts';
import type { Attachment, Comment, Ticket } from '../../../src/domain/ticketing.ts';
import type { LiveSession } from '../../../src/live-session.ts';

type Same<One, Other> =
  (<Type>() => Type extends One ? 1 : 2) extends <Type>() => Type extends Other ? 1 : 2 ? true : false;

/** Accepts only what is exactly of type `Expected`. */
declare function exactly<Expected>(): <Actual>(value: Actual, same: Same<Actual, Expected>) => void;

declare const connection: LiveConnection;
declare const session: LiveSession;

// Every listener gets the entity of the table it names, with the provider's own connection as with a session.
for (const source of [connection, session]) {
  source.subscribe('products', (change) => exactly<LiveChange<Product>>()(change, true));
  source.subscribe('customers', (change) => exactly<LiveChange<Customer>>()(change, true));
  source.subscribe('acquisitions', (change) => exactly<LiveChange<Acquisition>>()(change, true));
  source.subscribe('interactions', (change) => exactly<LiveChange<Interaction>>()(change, true));
  source.subscribe('tickets', (change) => exactly<LiveChange<Ticket>>()(change, true));
  source.subscribe('comments', (change) => exactly<LiveChange<Comment>>()(change, true));
  source.subscribe('attachments', (change) => exactly<LiveChange<Attachment>>()(change, true));
  source.subscribe('orders', (change) => exactly<LiveChange>()(change, true));
}

connection.subscribe('tickets', ({ row, previous, changed, type, committedAt }) => {
  exactly<Ticket>()(row, true);
  exactly<Partial<Ticket> | null>()(previous, true);
  exactly<ReadonlySet<keyof Ticket>>()(changed, true);
  exactly<'insert' | 'update' | 'delete'>()(type, true);
  exactly<Date | null>()(committedAt, true);
  exactly<'open' | 'pending' | 'resolved' | 'closed'>()(row.status, true);
  // @ts-expect-error a ticket has no price
  void row.price;
  // @ts-expect-error nor can one have changed
  changed.has('price');
});

connection.subscribe('orders', ({ row }) => {
  exactly<Record<string, unknown>>()(row, true);
  // @ts-expect-error what is not known must be looked at before it is used
  row['total'].toFixed(2);
});

// @ts-expect-error a listener of tickets cannot be given products
connection.subscribe('products', (change: LiveChange<Ticket>) => void change);

exactly<LiveRows<Product>>()(session.crm.products(), true);
exactly<LiveRows<Customer>>()(session.crm.customers({ limit: 5 }), true);
exactly<LiveRows<Acquisition>>()(session.crm.acquisitions({ filter: 'status=eq.paid' }), true);
exactly<LiveRows<Interaction>>()(session.crm.interactions(), true);
exactly<LiveRows<Ticket>>()(session.ticketing.tickets({ order: 'priority.desc' }), true);
exactly<LiveRows<Comment>>()(session.ticketing.comments(), true);
exactly<LiveRows<Attachment>>()(session.ticketing.attachments(), true);
exactly<LiveRows>()(session.query({ table: 'orders' }), true);

// @ts-expect-error a repository's method says itself which table it is
session.crm.products({ table: 'tickets' });

declare const product: Product;
// @ts-expect-error the rows of a list are read, never written
session.crm.products().rows.push(product);

exactly<'products' | 'customers' | 'acquisitions' | 'interactions' | 'tickets' | 'comments' | 'attachments'>()(
  '' as keyof TableRows,
  true,
);
