/** Who may listen and speak on Realtime's private topics, by the policies on `realtime.messages`. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { partners, users } from '../../demo/server/keys.ts';
import { startClient, type Client } from './support.ts';

describe('private topics', () => {
  let client: Client;
  before(async () => {
    client = await startClient();
  });
  after(() => client.backend.stop());

  /** As Realtime asks: with the asker's role and claims, and the topic, in a transaction of its own. */
  async function may(user: keyof typeof users | null, action: 'read' | 'write', topic: string): Promise<boolean> {
    const claims = user ? { sub: users[user].id, role: 'authenticated' } : { role: 'anon' };
    try {
      return await client.backend.database.transaction(async (transaction) => {
        await transaction.query(
          "insert into realtime.messages (topic, extension, payload, event, private) values ($1, 'broadcast', '{}', 'x', true)",
          [topic],
        );
        await transaction.query(
          "select set_config('role', $1, true), set_config('request.jwt.claims', $2, true), set_config('realtime.topic', $3, true)",
          [claims.role, JSON.stringify(claims), topic],
        );
        if (action === 'read') {
          const { rows } = await transaction.query('select 1 from realtime.messages where topic = $1', [topic]);
          return rows.length > 0;
        }
        await transaction.query(
          "insert into realtime.messages (topic, extension, payload, event, private) values ($1, 'broadcast', '{}', 'y', true)",
          [topic],
        );
        return true;
      });
    } catch (error) {
      if ((error as { code?: string }).code === '42501') return false;
      throw error;
    }
  }

  const a = `partner:${partners.brightdesk}:tickets`;
  const b = `partner:${partners.kontorNord}:tickets`;
  const cases: [topic: string, readers: (keyof typeof users)[], writers: (keyof typeof users)[]][] = [
    ['staff:tickets', ['staff'], ['staff']],
    [a, ['staff', 'partnerA'], ['staff']],
    [b, ['staff', 'partnerB'], ['staff']],
    [`partner:${partners.brightdesk}`, ['staff'], ['staff']],
    ['partner::tickets', ['staff'], ['staff']],
    ['partner:%:tickets', ['staff'], ['staff']],
    [`x${a}`, [], []],
    ['other', [], []],
  ];
  for (const [topic, readers, writers] of cases) {
    it(topic, async () => {
      for (const user of [null, 'staff', 'partnerA', 'partnerB'] as const) {
        const reads = user !== null && readers.includes(user);
        const writes = user !== null && writers.includes(user);
        assert.equal(await may(user, 'read', topic), reads, `${user} reads`);
        assert.equal(await may(user, 'write', topic), writes, `${user} writes`);
      }
    });
  }
});
