/** The lists of the page, each beside the SELECT that it must equal. */

export interface WatchedList {
  readonly name: string;
  readonly reader: 'staff' | 'partner';
  readonly tag: 'live-ticket-feed' | 'live-product-list';
  readonly attributes: string;
  readonly table: 'tickets' | 'products';
  /** The SELECT's clauses after FROM. */
  readonly clauses: string;
  /** Fields whose text is looked at in the DOM. */
  readonly fields: readonly string[];
}

const ticket = { tag: 'live-ticket-feed', table: 'tickets', fields: ['subject', 'number', 'requester'] } as const;
const product = { tag: 'live-product-list', table: 'products', fields: ['name', 'sku'] } as const;

export const lists: readonly WatchedList[] = [
  {
    ...ticket,
    name: 'all tickets',
    reader: 'staff',
    attributes: 'order="created_at.desc" limit="1200"',
    clauses: 'order by created_at desc, id limit 1200',
  },
  {
    ...ticket,
    name: 'top 20 open tickets',
    reader: 'staff',
    attributes: 'filter="status=eq.open" order="priority.asc,updated_at.desc" limit="20"',
    clauses: `where status = 'open' order by priority, updated_at desc, id limit 20`,
  },
  {
    ...product,
    name: 'products by name',
    reader: 'staff',
    attributes: 'filter="stock=gt.0" order="name.asc" limit="25"',
    clauses: 'where stock > 0 order by name, id limit 25',
  },
  {
    ...ticket,
    name: "a partner's tickets",
    reader: 'partner',
    attributes: 'order="number.desc" limit="50"',
    clauses: 'order by number desc, id limit 50',
  },
  {
    ...product,
    name: 'products a partner may see, dearest first',
    reader: 'partner',
    attributes: 'order="price.desc" limit="30"',
    clauses: 'order by price desc, id limit 30',
  },
];
