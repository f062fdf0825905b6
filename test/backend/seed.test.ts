/** The rows and users a start begins with: as many as promised, the same ones every time. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { createHash } from 'node:crypto';
import { partners, users } from '../../demo/server/keys.ts';
import { startClient, type Client } from './support.ts';

const counts = {
  products: 60,
  customers: 40,
  acquisitions: 120,
  interactions: 150,
  tickets: 80,
  comments: 200,
  attachments: 40,
};
const tables = Object.keys(counts) as (keyof typeof counts)[];

async function fingerprints(client: Client): Promise<Record<string, string>> {
  const prints: Record<string, string> = {};
  for (const table of tables) {
    const { text } = await client.ask(`/rest/v1/${table}?order=id`, { key: client.backend.serviceRoleKey });
    prints[table] = createHash('sha256').update(text).digest('hex');
  }
  return prints;
}

describe('the seeded rows', () => {
  let client: Client;
  before(async () => {
    client = await startClient();
  });
  after(() => client.backend.stop());

  it('are as many as promised', async () => {
    for (const table of tables) {
      const rows = await client.rows(`${table}?select=id`, { key: client.backend.serviceRoleKey });
      assert.equal(rows.length, counts[table], table);
    }
  });

  it('are the same, to the last byte, at a start that makes the database anew', async () => {
    const other = await startClient({ cache: false });
    try {
      assert.equal(other.backend.cached, false);
      assert.deepEqual(await fingerprints(other), await fingerprints(client));
    } finally {
      await other.backend.stop();
    }
  });

  it('are fresh at every start', async (context) => {
    const first = await startClient();
    context.after(() => first.backend.stop());
    await first.ask('/rest/v1/products?id=not.is.null', { method: 'DELETE', key: first.backend.serviceRoleKey });
    assert.equal((await first.rows('products')).length, 0);
    const second = await startClient();
    context.after(() => second.backend.stop());
    assert.ok((await second.rows('products')).length > 0);
  });

  it('give each of three partners tickets, and leave some without', async () => {
    const tickets = await client.rows('tickets?select=partner_id', { key: client.backend.serviceRoleKey });
    const owned = new Map<unknown, number>();
    for (const { partner_id: owner } of tickets) owned.set(owner, (owned.get(owner) ?? 0) + 1);
    assert.deepEqual([...owned.keys()].sort(), [...Object.values(partners), null].sort());
    for (const [owner, count] of owned) assert.ok(count >= 10, `${owner}: ${count}`);
  });

  it('hold what the rules about hidden rows need: internal comments, attachments on them, on others, on none', async () => {
    const attachments = await client.rows('attachments?select=id,comments(internal)', {
      key: client.backend.serviceRoleKey,
    });
    const kinds = new Set(attachments.map((row) => (row['comments'] as { internal: boolean } | null)?.internal));
    assert.deepEqual(kinds, new Set([undefined, false, true]));
  });

  it('let every seeded user sign in, under the id that keys.ts names', async () => {
    for (const user of Object.values(users)) {
      const { access_token } = await client.signIn(user.email);
      const claims = JSON.parse(Buffer.from(access_token.split('.')[1] ?? '', 'base64url').toString());
      assert.equal(claims.sub, user.id);
      assert.deepEqual(await client.rows('members', { as: access_token }), [
        { user_id: user.id, role: user.role, partner_id: user.partnerId },
      ]);
    }
  });

  it('keep updated_at', async () => {
    const [before] = await client.rows('products?limit=1&order=sku', { key: client.backend.serviceRoleKey });
    const answer = await client.ask(`/rest/v1/products?id=eq.${before?.['id']}`, {
      method: 'PATCH',
      key: client.backend.serviceRoleKey,
      body: { stock: 7, updated_at: '2001-01-01' },
      headers: { Prefer: 'return=representation' },
    });
    const [row] = answer.json as [{ stock: number; updated_at: string; created_at: string }];
    assert.equal(row.stock, 7);
    assert.ok(Math.abs(Date.parse(row.updated_at) - Date.now()) < 60_000, row.updated_at);
    assert.equal(row.created_at, before?.['created_at']);
  });
});
