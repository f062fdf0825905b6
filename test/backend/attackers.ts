/**
 * Attackers, and what the rules of the demo grant them: computed here from all the rows there are, apart from the
 * policies, so that the policies can be judged by it.
 */
import { partners, users } from '../../demo/server/keys.ts';
import { startClient, type Ask, type Client, type Table } from './support.ts';

export const tables = [
  'products',
  'customers',
  'acquisitions',
  'interactions',
  'tickets',
  'comments',
  'attachments',
] as const;
export type TableName = (typeof tables)[number] | 'members';
export const everyTable: TableName[] = [...tables, 'members'];

/** A row of the table, to try and write. */
export const sample: Record<TableName, Record<string, unknown>> = {
  products: { sku: 'HACK', name: 'Hack', price: 1, status: 'active' },
  customers: { name: 'Hack' },
  acquisitions: {
    customer_id: '20000000-0000-4000-8000-000000000001',
    product_id: '10000000-0000-4000-8000-000000000001',
    unit_price: 1,
  },
  interactions: { customer_id: '20000000-0000-4000-8000-000000000001', kind: 'note', summary: 'Hack' },
  tickets: { subject: 'Hack', partner_id: partners.brightdesk },
  comments: { ticket_id: '50000000-0000-4000-8000-000000000003', author: 'Hack', body: 'Hack' },
  attachments: {
    ticket_id: '50000000-0000-4000-8000-000000000003',
    file_name: 'hack',
    mime_type: 'text/plain',
    size_bytes: 1,
  },
  members: { user_id: users.partnerA.id, role: 'staff' },
};

export const attackerNames = ['anonymous', 'stranger', 'partner'] as const;
export type AttackerName = (typeof attackerNames)[number];

export class Siege {
  readonly client: Client;
  /** Everything there is, by the service key. */
  readonly all: Record<TableName, Table>;
  /** How each of them asks. */
  readonly attackers: Record<AttackerName, Ask>;

  private constructor(client: Client, all: Record<TableName, Table>, attackers: Record<AttackerName, Ask>) {
    this.client = client;
    this.all = all;
    this.attackers = attackers;
  }

  static async begin(): Promise<Siege> {
    const client = await startClient();
    const all = {} as Record<TableName, Table>;
    for (const table of everyTable) all[table] = await client.rows(table, { key: client.backend.serviceRoleKey });
    const signUp = await client.ask('/auth/v1/signup', {
      method: 'POST',
      body: { email: 'stranger@demo.test', password: 'a-good-password', data: { role: 'staff' } },
    });
    return new Siege(client, all, {
      anonymous: {},
      stranger: { as: (signUp.json as { access_token: string }).access_token },
      partner: { as: (await client.signIn(users.partnerA.email)).access_token },
    });
  }

  end(): Promise<void> {
    return this.client.backend.stop();
  }

  granted(attacker: AttackerName, table: TableName): Table {
    const { all } = this;
    if (table === 'products') return all.products.filter((row) => row['status'] === 'active');
    if (attacker !== 'partner') return [];
    const tickets = all.tickets.filter((row) => row['partner_id'] === partners.brightdesk);
    const mine = new Set(tickets.map((row) => row['id']));
    const comments = all.comments.filter((row) => mine.has(row['ticket_id']) && row['internal'] === false);
    const readable = new Set(comments.map((row) => row['id']));
    if (table === 'tickets') return tickets;
    if (table === 'comments') return comments;
    if (table === 'attachments') {
      return all.attachments.filter(
        (row) => mine.has(row['ticket_id']) && (row['comment_id'] === null || readable.has(row['comment_id'])),
      );
    }
    if (table === 'members') return all.members.filter((row) => row['user_id'] === users.partnerA.id);
    return [];
  }
}

export const keys = (rows: Table): unknown[] => rows.map((row) => row['id'] ?? row['user_id']).sort();
