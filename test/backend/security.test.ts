/**
 * An attacker with the anonymous key, with a stranger's account, with a partner's account, over real HTTP: he reads
 * what the rules grant him and nothing else, writes nothing, and cannot make himself more than he is.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { partners, users } from '../../demo/server/keys.ts';
import { startClient, type Ask, type Client, type Table } from './support.ts';

const tables = ['products', 'customers', 'acquisitions', 'interactions', 'tickets', 'comments', 'attachments'] as const;
type TableName = (typeof tables)[number] | 'members';
const everyTable: TableName[] = [...tables, 'members'];

/** A row of the table, to try and write. */
const sample: Record<TableName, Record<string, unknown>> = {
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

describe('security', () => {
  let client: Client;
  /** Everything there is, by the service key: what the attackers' views are judged by. */
  const all = {} as Record<TableName, Table>;
  let attackers: Record<'anonymous' | 'stranger' | 'partner', Ask>;

  before(async () => {
    client = await startClient();
    for (const table of everyTable) all[table] = await client.rows(table, { key: client.backend.serviceRoleKey });
    const signUp = await client.ask('/auth/v1/signup', {
      method: 'POST',
      body: { email: 'stranger@demo.test', password: 'a-good-password', data: { role: 'staff' } },
    });
    const stranger = (signUp.json as { access_token: string }).access_token;
    attackers = {
      anonymous: {},
      stranger: { as: stranger },
      partner: { as: (await client.signIn(users.partnerA.email)).access_token },
    };
  });
  after(() => client.backend.stop());

  /** What the rules of the demo grant, computed from all rows, apart from the policies. */
  function granted(attacker: keyof typeof attackers, table: TableName): Table {
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

  const keys = (rows: Table): unknown[] => rows.map((row) => row['id'] ?? row['user_id']).sort();
  const names = ['anonymous', 'stranger', 'partner'] as const;

  it('has something to hide in every table', () => {
    for (const table of everyTable) {
      assert.ok(granted('partner', table).length < all[table].length, table);
    }
    assert.ok(granted('partner', 'attachments').length > 0 && granted('partner', 'comments').length > 0);
  });

  for (const name of names) {
    describe(name, () => {
      for (const table of everyTable) {
        it(`reads of ${table} what is granted and no more`, async () => {
          const answer = await client.ask(`/rest/v1/${table}`, attackers[name]);
          const expected = granted(name, table);
          if (answer.status === 200) return assert.deepEqual(keys(answer.json as Table), keys(expected));
          assert.equal((answer.json as { code: string }).code, '42501', answer.text);
          assert.equal(expected.length, 0);
        });

        it(`finds no more of ${table} by counting, filters or logic`, async () => {
          const most = granted(name, table).length;
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
            const answer = await client.ask(`/rest/v1/${table}?${probe}`, { ...attackers[name], headers });
            if (answer.status >= 400) {
              assert.equal((answer.json as { code: string }).code, '42501', `${probe}: ${answer.text}`);
              assert.equal(most, 0);
            } else assert.equal(answer.headers.get('content-range')?.split('/')[1], String(most), probe);
          }
        });

        it(`writes nothing to ${table}`, async () => {
          const key = table === 'members' ? 'user_id' : 'id';
          const row = sample[table];
          const existing = all[table][0]?.[key];
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
            [`${table}?${key}=eq.${existing}`, { method: 'PUT', body: { ...all[table][0], ...row, [key]: existing } }],
            [`${table}?${key}=not.is.null`, { method: 'PATCH', body: row }],
            [`${table}?${key}=not.is.null`, { method: 'DELETE' }],
            [`${table}?${key}=not.is.null`, { method: 'DELETE', headers: { Prefer: 'return=representation' } }],
          ];
          for (const [path, ask] of attempts) {
            await client.ask(`/rest/v1/${path}`, { ...attackers[name], ...ask });
          }
          const now = await client.rows(table, { key: client.backend.serviceRoleKey });
          const sorted = (rows: Table) => rows.map((one) => JSON.stringify(one)).sort();
          assert.deepEqual(sorted(now), sorted(all[table]));
        });
      }

      it('sees no hidden row through an embedded table', async () => {
        const hidden = (table: TableName): Set<unknown> => {
          const seen = new Set(keys(granted(name, table)));
          return new Set(keys(all[table]).filter((key) => !seen.has(key)));
        };
        const paths = [
          'tickets?select=*,comments(*),attachments(*,comments(*)),customers(*)',
          'comments?select=*,tickets(*,customers(*),comments(*))',
          'attachments?select=*,comments(*),tickets(*)',
          'products?select=*,acquisitions(*,customers(*,tickets(*),interactions(*)))',
          'products?select=*,acquisitions!inner(*)',
          'comments?select=*,tickets!inner(*)&tickets.partner_id=neq.' + partners.brightdesk,
          'tickets?select=*,comments!inner(*)&comments.internal=is.true',
          'tickets?select=id,...customers(name,email)',
          'members?select=*',
        ];
        const secrets = new Set(everyTable.flatMap((table) => [...hidden(table)]));
        for (const path of paths) {
          const answer = await client.ask(`/rest/v1/${path}`, attackers[name]);
          if (answer.status >= 400) continue;
          const ids = answer.text.match(/"(?:id|user_id)":\s*"[0-9a-f-]{36}"/g) ?? [];
          const leaked = ids.map((text) => text.slice(-37, -1)).filter((id) => secrets.has(id));
          assert.deepEqual(leaked, [], path);
          assert.doesNotMatch(answer.text, /"internal":\s*true|@[a-z]+\.example/, path);
        }
      });

      it('cannot sort or filter by what he cannot see', async () => {
        for (const path of [
          'products?select=id&order=acquisitions(total)',
          'products?select=id,acquisitions()&acquisitions.total=gt.0&acquisitions=not.is.null',
          'tickets?select=id,customers()&customers.email=like.a*&customers=not.is.null',
        ]) {
          const answer = await client.ask(`/rest/v1/${path}`, attackers[name]);
          if (answer.status === 200) {
            const allowed = new Set(keys([...granted(name, 'products'), ...granted(name, 'tickets')]));
            for (const row of answer.json as Table) assert.ok(allowed.has(row['id']), path);
            if (path.includes('not.is.null')) assert.deepEqual(answer.json, [], path);
          }
        }
      });

      it('reaches no other schema', async () => {
        for (const schema of ['auth', 'realtime', 'private', 'extensions', 'pg_catalog', 'information_schema', 'x']) {
          for (const path of ['users', 'messages', 'pg_authid', 'tables', 'rpc/is_staff', 'rpc/crypt', 'rpc/topic']) {
            const ask = { ...attackers[name] };
            const profile = { 'Accept-Profile': schema, 'Content-Profile': schema };
            for (const method of ['GET', 'POST']) {
              const answer = await client.ask(`/rest/v1/${path}`, {
                ...ask,
                method,
                headers: profile,
                ...(method === 'POST' && { body: {} }),
              });
              assert.equal(answer.status, 406, `${method} ${schema}.${path}: ${answer.text}`);
            }
          }
        }
        for (const path of ['auth.users', 'realtime.messages', 'private.x', '"auth"."users"', 'pg_catalog.pg_authid']) {
          const answer = await client.ask(`/rest/v1/${encodeURIComponent(path)}`, attackers[name]);
          assert.equal(answer.status, 404, `${path}: ${answer.text}`);
        }
      });

      it('can call no function', async () => {
        const functions = [
          ...['is_staff', 'partner_id', 'touch_updated_at', 'uid', 'jwt', 'crypt', 'gen_salt', 'topic', 'send'],
          ...['broadcast_changes', 'pgrst_ddl_watch', 'pg_sleep', 'pg_read_file', 'set_config', 'current_setting'],
          ...['query_to_xml', 'lo_import', 'dblink', 'pg_ls_dir', 'private.is_staff', 'x"; select 1; --', "x'y"],
        ];
        for (const name_ of functions) {
          for (const ask of [{}, { method: 'POST', body: { role: 'service_role' } }] as Ask[]) {
            const answer = await client.ask(`/rest/v1/rpc/${encodeURIComponent(name_)}`, {
              ...attackers[name],
              ...ask,
            });
            assert.equal(answer.status, 404, `${name_}: ${answer.text}`);
          }
        }
      });

      it('injects nothing', async () => {
        const before = await client.backend.database.query('select count(*)::int as count from public.products');
        const poison = [
          "x'; drop table public.products; --",
          "x' or '1'='1",
          "\\'; select 1; --",
          'x") or ("1"="1',
          '$1',
          "a'||(select email from auth.users limit 1)||'",
          '\u0000',
        ];
        for (const text of poison) {
          const value = encodeURIComponent(text);
          for (const query of [
            `name=eq.${value}`,
            `name=in.("${value}")`,
            `or=(name.eq."${value}",name.eq.${value})`,
            `${value}=eq.1`,
            `select=${value}`,
            `select=name::${value}`,
            `order=${value}`,
            `limit=${value}`,
            `select=name-%3E%3E${value}`,
            `name=like.${value}`,
            `name=${value}.1`,
          ]) {
            const answer = await client.ask(`/rest/v1/products?${query}`, attackers[name]);
            assert.notEqual(answer.status, 500, `${query}: ${answer.text}`);
            if (answer.status === 200 && /^(name|or)=/.test(query)) assert.deepEqual(answer.json, [], query);
            assert.doesNotMatch(answer.text, /@demo\.test/, query);
          }
        }
        const after_ = await client.backend.database.query('select count(*)::int as count from public.products');
        assert.deepEqual(after_, before);
      });
    });
  }

  it('a stranger is nobody, whatever he wrote into his own profile', async () => {
    const update = await client.ask('/auth/v1/user', {
      ...attackers.stranger,
      method: 'PUT',
      body: { data: { role: 'staff', partner_id: partners.brightdesk } },
    });
    assert.equal(update.status, 200);
    for (const table of everyTable) {
      const rows = await client.rows(table, attackers.stranger);
      assert.deepEqual(keys(rows), keys(granted('stranger', table)), table);
    }
  });

  it('one partner does not see the other', async () => {
    const theirs = await client.rows('tickets?select=partner_id', { as: client.token('partnerB') });
    assert.deepEqual(new Set(theirs.map((row) => row['partner_id'])), new Set([partners.kontorNord]));
  });

  it('an attachment with a comment of another ticket stays hidden, even if both tickets are his', async () => {
    const [comment] = granted('partner', 'comments');
    const mine = granted('partner', 'tickets').find((row) => row['id'] !== comment?.['ticket_id'])?.['id'];
    const foreign = comment?.['id'];
    const made = await client.ask('/rest/v1/attachments', {
      method: 'POST',
      key: client.backend.serviceRoleKey,
      body: { ...sample.attachments, ticket_id: mine, comment_id: foreign, file_name: 'crossed' },
    });
    assert.equal(made.status, 201, made.text);
    assert.deepEqual(await client.rows('attachments?file_name=eq.crossed', attackers.partner), []);
    await client.ask('/rest/v1/attachments?file_name=eq.crossed', {
      method: 'DELETE',
      key: client.backend.serviceRoleKey,
    });
  });

  it('staff do read and write everything, so the refusals above are not an accident', async () => {
    const staff: Ask = { as: client.token('staff') };
    for (const table of tables) {
      assert.equal((await client.rows(table, staff)).length, all[table].length, table);
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

  describe('private topics', () => {
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
});
