/** What can happen in the demo's shop: one SQL statement each, on a row picked by chance. */

export const tables = [
  'products',
  'customers',
  'acquisitions',
  'interactions',
  'tickets',
  'comments',
  'attachments',
] as const;
export type Table = (typeof tables)[number];

export const kinds = ['insert', 'update', 'delete'] as const;
export type Kind = (typeof kinds)[number];

/** One of the listed values; the cast names an existing row's columns so that Postgres picks anew for each row. */
const pick = (...values: string[]): string =>
  `(array[${values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ')}])[1 + floor(random() * ${values.length})::int]`;

const anyOf = (table: Table, where = 'true'): string =>
  `(select id from public.${table} where ${where} order by random() limit 1)`;

const inserts: Record<Table, string> = {
  products: `
    insert into public.products (sku, name, description, category, price, stock, status, image_url)
    select 'NEW-' || upper(substr(md5(random()::text), 1, 6)), made.name, 'Just added.', made.category,
      20 + floor(random() * 400), floor(random() * 60)::int, 'active', '/demo/images/' || made.category || '.svg'
    from (select ${pick('Birch', 'Cedar', 'Maple', 'Rowan', 'Willow')} || ' ' || kind.name as name, kind.category
      from (values ('reading lamp', 'lighting'), ('side table', 'desks'), ('stool', 'seating'), ('shelf', 'storage'),
        ('felt panel', 'sound'), ('cable box', 'accessories')) as kind (name, category)
      order by random() limit 1) as made`,
  customers: `
    insert into public.customers (name, email, company, status, owner)
    select who.first || ' ' || who.last, lower(who.first) || '@' || lower(who.last) || '.example',
      who.last || ${pick(' Studio', ' Labs', ' & Co', ' Works')}, 'lead', ${pick('Ines Moreau', 'Tom Becker')}
    from (select ${pick('Alma', 'Bela', 'Cosmo', 'Dora', 'Emil', 'Freya')} as first,
      ${pick('Winter', 'Sommer', 'Vogel', 'Marsh', 'Stone')} as last) as who`,
  acquisitions: `
    insert into public.acquisitions (customer_id, product_id, quantity, unit_price, status)
    select ${anyOf('customers')}, product.id, 1 + floor(random() * 6)::int, product.price, 'pending'
    from public.products as product where product.id = ${anyOf('products', "status = 'active'")}`,
  interactions: `
    insert into public.interactions (customer_id, kind, summary, agent)
    select ${anyOf('customers')}, ${pick('call', 'email', 'meeting', 'chat', 'note')},
      ${pick(
        'Called back about the delivery; all is well.',
        'Wants two more of the same lamp.',
        'Sent the new price list.',
        'Asked for a visit next week.',
      )}, ${pick('Ines Moreau', 'Tom Becker', 'Priya Nair', 'Lars Holm')}`,
  tickets: `
    insert into public.tickets (subject, body, status, priority, requester, customer_id, partner_id)
    select ${pick(
      'Desk makes a noise when it rises',
      'Wrong colour delivered',
      'Please change the delivery address',
      'Chair arm is loose',
      'Where is my order?',
    )} || ' (' || customer.company || ')', 'Written a moment ago.', 'open',
      ${pick('low', 'normal', 'normal', 'high', 'urgent')}, customer.name, customer.id,
      ('a0000000-0000-4000-8000-00000000000' || (1 + floor(random() * 3)::int))::uuid
    from public.customers as customer where customer.id = ${anyOf('customers')}`,
  comments: `
    insert into public.comments (ticket_id, author, body, internal)
    select ${anyOf('tickets')}, ${pick('Ada Lindgren', 'Samir Patel', 'Julia Krause')},
      ${pick(
        'I look into it now.',
        'The part is on its way.',
        'Could you try it once more?',
        'Solved by the new firmware.',
      )}, random() < 0.25`,
  attachments: `
    insert into public.attachments (ticket_id, file_name, mime_type, size_bytes, url, uploaded_by)
    select ${anyOf('tickets')}, 'photo-' || (100 + floor(random() * 900)::int) || '.jpg', 'image/jpeg',
      90000 + floor(random() * 900000)::int, '/demo/files/photo.jpg', ${pick('Ada Lindgren', 'Samir Patel')}`,
};

const updates: Record<Table, string> = {
  products: `price = round((price * (0.9 + random() * 0.2))::numeric, 2), stock = greatest(0, stock - 2 + floor(random() * 5)::int)`,
  customers: `status = ${pick('lead', 'active', 'churned')}, owner = ${pick('Ines Moreau', 'Tom Becker', 'Priya Nair', 'Lars Holm')}`,
  acquisitions: `status = ${pick('pending', 'paid', 'refunded')}, quantity = 1 + floor(random() * 6)::int`,
  interactions: `summary = ${pick('Called back about the delivery; all is well.', 'Wants two more of the same lamp.', 'Sent the new price list.')}`,
  tickets: `status = ${pick('open', 'pending', 'resolved', 'closed')}, priority = ${pick('low', 'normal', 'high', 'urgent')}, assignee = ${pick('Ada Lindgren', 'Samir Patel', 'Julia Krause')}`,
  comments: `body = ${pick('I look into it now.', 'The part is on its way.', 'Corrected: it ships on Monday.')}`,
  attachments: `size_bytes = 90000 + floor(random() * 900000)::int`,
};

/** Rows that the demo made have ids of another form than the seeded ones, which are kept as long as there are others. */
const madeByTheDemo = "(id::text like '_0000000-0000-4000-8000-%')";

export function statement(kind: Kind, table: Table): string {
  if (kind === 'insert') return inserts[table];
  if (kind === 'update') return `update public.${table} set ${updates[table]} where id = ${anyOf(table)}`;
  return `delete from public.${table} where id =
    (select id from public.${table} order by ${madeByTheDemo}, random() limit 1)`;
}

/** Deletes only what the demo made, so that an evening of activity leaves the shop as full as it was. */
export function deleteOwn(table: Table): string {
  return `delete from public.${table} where id =
    (select id from public.${table} where not ${madeByTheDemo} order by created_at limit 1)`;
}
