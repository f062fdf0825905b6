/**
 * Row by row: an attacker with the anonymous key, with a stranger's account, with a partner's account, over real HTTP,
 * reads what the rules grant him and nothing else, and writes nothing.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { partners, users } from '../../demo/server/keys.ts';
import { attackerNames, everyTable, keys, sample, Siege, tables } from './attackers.ts';
import type { Ask, Client, Table } from './support.ts';

describe('rows', () => {
  let siege: Siege;
  let client: Client;
  before(async () => {
    siege = await Siege.begin();
    ({ client } = siege);
  });
  after(() => siege.end());

  it('has something to hide in every table', () => {
    for (const table of everyTable) {
      assert.ok(siege.granted('partner', table).length < siege.all[table].length, table);
    }
    assert.ok(siege.granted('partner', 'attachments').length > 0 && siege.granted('partner', 'comments').length > 0);
  });

  for (const name of attackerNames) {
    describe(name, () => {
      for (const table of everyTable) {
        it(`reads of ${table} what is granted and no more`, async () => {
          const answer = await client.ask(`/rest/v1/${table}`, siege.attackers[name]);
          const expected = siege.granted(name, table);
          if (answer.status === 200) return assert.deepEqual(keys(answer.json as Table), keys(expected));
          assert.equal((answer.json as { code: string }).code, '42501', answer.text);
          assert.equal(expected.length, 0);
        });

        it(`finds no more of ${table} by counting, filters or logic`, async () => {
          const most = siege.granted(name, table).length;
          const key = table === 'members' ? 'user_id' : 'id';
          const probes = [
            `select=${key}&limit=1`,
            `${key}=not.is.null`,
            `or=(${key}.not.is.null,${key}.is.null)`,
            `not.and=(${key}.is.null,${key}.not.is.null)`,
            `order=${key}.desc&offset=0`,
            `select=${key}::text&${key}=neq.00000000-0000-0000-0000-000000000000`,
          ];
          for (const probe of probes) {
            const headers = { Prefer: 'count=exact' };
            const answer = await client.ask(`/rest/v1/${table}?${probe}`, { ...siege.attackers[name], headers });
            if (answer.status >= 400) {
              assert.equal((answer.json as { code: string }).code, '42501', `${probe}: ${answer.text}`);
              assert.equal(most, 0);
            } else assert.equal(answer.headers.get('content-range')?.split('/')[1], String(most), probe);
          }
        });

        it(`writes nothing to ${table}`, async () => {
          const key = table === 'members' ? 'user_id' : 'id';
          const row = sample[table];
          const existing = siege.all[table][0]?.[key];
          const attempts: [path: string, ask: Ask][] = [
            [table, { method: 'POST', body: row }],
            [table, { method: 'POST', body: [row, row] }],
            [table, { method: 'POST', body: row, headers: { Prefer: 'return=representation' } }],
            [
              `${table}?on_conflict=${key}`,
              {
                method: 'POST',
                body: { ...row, [key]: existing },
                headers: { Prefer: 'resolution=merge-duplicates' },
              },
            ],
            [
              `${table}?${key}=eq.${existing}`,
              { method: 'PUT', body: { ...siege.all[table][0], ...row, [key]: existing } },
            ],
            [`${table}?${key}=not.is.null`, { method: 'PATCH', body: row }],
            [`${table}?${key}=not.is.null`, { method: 'DELETE' }],
            [`${table}?${key}=not.is.null`, { method: 'DELETE', headers: { Prefer: 'return=representation' } }],
          ];
          for (const [path, ask] of attempts) {
            await client.ask(`/rest/v1/${path}`, { ...siege.attackers[name], ...ask });
          }
          const now = await client.rows(table, { key: client.backend.serviceRoleKey });
          const sorted = (rows: Table) => rows.map((one) => JSON.stringify(one)).sort();
          assert.deepEqual(sorted(now), sorted(siege.all[table]));
        });
      }
    });
  }

  it('a stranger is nobody, whatever he wrote into his own profile', async () => {
    const update = await client.ask('/auth/v1/user', {
      ...siege.attackers.stranger,
      method: 'PUT',
      body: { data: { role: 'staff', partner_id: partners.brightdesk } },
    });
    assert.equal(update.status, 200);
    for (const table of everyTable) {
      const rows = await client.rows(table, siege.attackers.stranger);
      assert.deepEqual(keys(rows), keys(siege.granted('stranger', table)), table);
    }
  });

  it('one partner does not see the other', async () => {
    const theirs = await client.rows('tickets?select=partner_id', { as: client.token('partnerB') });
    assert.deepEqual(new Set(theirs.map((row) => row['partner_id'])), new Set([partners.kontorNord]));
  });

  it('an attachment with a comment of another ticket stays hidden, even if both tickets are his', async () => {
    const [comment] = siege.granted('partner', 'comments');
    const mine = siege.granted('partner', 'tickets').find((row) => row['id'] !== comment?.['ticket_id'])?.['id'];
    const foreign = comment?.['id'];
    const made = await client.ask('/rest/v1/attachments', {
      method: 'POST',
      key: client.backend.serviceRoleKey,
      body: { ...sample.attachments, ticket_id: mine, comment_id: foreign, file_name: 'crossed' },
    });
    assert.equal(made.status, 201, made.text);
    assert.deepEqual(await client.rows('attachments?file_name=eq.crossed', siege.attackers.partner), []);
    await client.ask('/rest/v1/attachments?file_name=eq.crossed', {
      method: 'DELETE',
      key: client.backend.serviceRoleKey,
    });
  });

  it('staff do read and write everything, so the refusals above are not an accident', async () => {
    const staff: Ask = { as: client.token('staff') };
    for (const table of tables) {
      assert.equal((await client.rows(table, staff)).length, siege.all[table].length, table);
      const made = await client.ask(`/rest/v1/${table}`, {
        ...staff,
        method: 'POST',
        body: sample[table],
        headers: { Prefer: 'return=representation' },
      });
      assert.equal(made.status, 201, `${table}: ${made.text}`);
      const id = (made.json as [{ id: string }])[0].id;
      assert.equal((await client.ask(`/rest/v1/${table}?id=eq.${id}`, { ...staff, method: 'DELETE' })).status, 204);
    }
  });

  it('staff cannot make members either', async () => {
    const answer = await client.ask('/rest/v1/members', {
      as: client.token('staff'),
      method: 'POST',
      body: { user_id: users.partnerB.id, role: 'staff' },
    });
    assert.equal(answer.status, 403);
  });

  it("the API's roles have no grant they need not have", async () => {
    const { rows } = await client.backend.database.query<{ grant: string }>(
      `select format('%s: %s on %s', grantee, lower(privilege_type), table_name) as grant
       from information_schema.role_table_grants
       where table_schema = 'public' and grantee in ('anon', 'authenticated', 'PUBLIC') order by 1`,
    );
    const wanted = [
      'anon: select on products',
      'authenticated: select on members',
      ...tables.flatMap((table) =>
        ['delete', 'insert', 'select', 'update'].map((privilege) => `authenticated: ${privilege} on ${table}`),
      ),
    ].sort();
    assert.deepEqual(rows.map((row) => row.grant).sort(), wanted);
  });
});
