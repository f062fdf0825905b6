/** A row of each table as the server sends it. */
import type { AnyRow } from './scripted-connection.ts';

const times = { created_at: '2026-11-01T10:00:00.000Z', updated_at: '2026-11-01T10:00:00.000Z' };

const samples: { readonly [table: string]: Omit<AnyRow, 'id'> } = {
  products: {
    sku: 'LMP-01',
    name: 'Desk lamp',
    description: 'Bright',
    category: 'Lighting',
    price: 49.9,
    currency: 'EUR',
    stock: 12,
    status: 'active',
    image_url: null,
  },
  customers: {
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    company: 'Engines Ltd',
    phone: '+44 20 7946 0000',
    status: 'active',
    owner: 'Grace',
  },
  acquisitions: {
    customer_id: 'c1',
    product_id: 'p1',
    quantity: 3,
    unit_price: 10,
    total: 30,
    currency: 'EUR',
    status: 'paid',
    acquired_at: '2026-11-01T10:00:00.000Z',
  },
  interactions: {
    customer_id: 'c1',
    kind: 'call',
    summary: 'Asked for an offer',
    agent: 'Grace',
    occurred_at: '2026-11-01T10:00:00.000Z',
  },
  tickets: {
    number: 1042,
    subject: 'Printer on fire',
    body: 'Smoke',
    status: 'open',
    priority: 'urgent',
    requester: 'ada@example.com',
    assignee: 'Grace',
    customer_id: 'c1',
    partner_id: 'p1',
  },
  comments: { ticket_id: 't1', author: 'Grace', body: 'On it.\nSecond line.', internal: false },
  attachments: {
    ticket_id: 't1',
    comment_id: null,
    file_name: 'photo.png',
    mime_type: 'image/png',
    size_bytes: 204_800,
    url: 'https://files.example/photo.png',
    uploaded_by: 'Ada',
  },
};

export function sampleRow(table: string, id: string, values: object = {}): AnyRow {
  return { id, ...samples[table], ...times, ...values };
}

export function sampleRows(table: string, count: number): AnyRow[] {
  return Array.from({ length: count }, (_, index) => sampleRow(table, `row-${index}`));
}
