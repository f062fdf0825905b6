/**
 * The partner kit's SQL: what three partners may read, where they may listen, and every message that is sent to them
 * while rows change and change hands.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { partners, users } from '../../demo/server/keys.ts';
import { readTopicPolicies } from '../../demo/server/realtime/topic-policies.ts';
import { readScripts, runScript } from '../../demo/server/sql-script.ts';
import {
  partnerKit,
  partnerKitRemoval,
  partnerToken,
  staffKit,
  startPartnerBackend,
} from '../support/partner-backend.ts';
import { seededRandom } from '../support/virtual-clock.ts';
import { Client, type Table } from './support.ts';

const shown = ['created_at', 'id', 'number', 'priority', 'status', 'subject', 'updated_at'];
const { brightdesk, kontorNord, maisonClair } = partners;

interface Message {
  readonly topic: string;
  readonly operation: string;
  readonly record?: Record<string, unknown>;
  readonly old_record?: Record<string, unknown>;
  readonly errors?: string[];
}

let client: Client;

before(async () => {
  client = new Client(await startPartnerBackend());
});
after(() => client.backend.stop());

async function sql<Row = Record<string, unknown>>(text: string, parameters: unknown[] = []): Promise<Row[]> {
  return (await client.backend.database.query(text, parameters)).rows as Row[];
}

/** What was sent to partners while this ran, in order. */
async function sentWhile(work: () => Promise<unknown>): Promise<Message[]> {
  await sql('delete from realtime.messages');
  await work();
  const rows = await sql<{ topic: string; payload: Message }>(
    `select topic, payload - 'id' as payload from realtime.messages where topic like '%partner%' order by inserted_at, ctid`,
  );
  return rows.map(({ topic, payload }) => ({ ...payload, topic }));
}

async function addTicket(partner: string | null, more: Record<string, unknown> = {}): Promise<string> {
  const row: Record<string, unknown> = { subject: 'New', assignee: 'Ines', partner_id: partner, ...more };
  const names = Object.keys(row);
  const places = names.map((_name, index) => `$${index + 1}`);
  const [added] = await sql<{ id: string }>(
    `insert into tickets (${names.join()}) values (${places.join()}) returning id`,
    Object.values(row),
  );
  return added!.id;
}

const topicOf = (partner: string): string => `livetags:public.partner_tickets:${partner}`;

describe('what a partner reads', () => {
  it('is the shown columns of its own tickets, and none for anybody else', async () => {
    for (const [name, id] of Object.entries(partners)) {
      const rows = await client.rows('partner_tickets', { as: partnerToken(client.backend, name as 'brightdesk') });
      const own = await sql<{ id: string }>('select id from tickets where partner_id = $1', [id]);
      assert.ok(own.length > 3, name);
      assert.deepEqual(rows.map((row) => row['id']).sort(), own.map((row) => row.id).sort());
      assert.deepEqual(Object.keys(rows[0]!).sort(), shown);
    }
    assert.deepEqual(await client.rows('partner_tickets'), []);
    assert.deepEqual(await client.rows('partner_tickets', { as: client.token('staff') }), []);
    const written = client.backend.signToken(
      {
        role: 'authenticated',
        user_metadata: { partner_id: brightdesk },
        raw_app_meta_data: { partner_id: brightdesk },
      },
      60,
    );
    assert.deepEqual(await client.rows('partner_tickets', { as: written }), [], 'what users write about themselves');
  });

  it('is the same when Auth keeps the partner in app_metadata', async () => {
    const as = client.backend.signToken({ role: 'authenticated', app_metadata: { partner_id: kontorNord } }, 60);
    assert.ok((await client.rows('partner_tickets', { as })).length > 3);
  });

  it('is nothing by any way round: tables, filters, order, embedding, writing, the list of partners', async () => {
    const as = partnerToken(client.backend, 'brightdesk');
    const [foreign] = await sql<{ id: string }>('select id from tickets where partner_id = $1', [kontorNord]);
    for (const path of [
      'tickets',
      'partners',
      'comments',
      'customers',
      'partner_tickets?select=id,assignee',
      'partner_tickets?partner_id=neq.0&select=id',
      'partner_tickets?assignee=like.I*',
      'partner_tickets?order=assignee',
      'partner_tickets?select=*,comments(*)',
      'partner_tickets?select=*,customers(*)',
    ]) {
      const answer = await client.ask(`/rest/v1/${path}`, { as });
      assert.ok(answer.status >= 400, `${path}: ${answer.status} ${answer.text}`);
    }
    assert.deepEqual(await client.rows(`partner_tickets?id=eq.${foreign!.id}`, { as }), []);
    assert.deepEqual(await client.rows(`partner_tickets?or=(id.eq.${foreign!.id},status.eq.none)`, { as }), []);
    for (const [method, path] of [
      ['POST', 'partner_tickets'],
      ['PATCH', 'partner_tickets?id=not.is.null'],
      ['DELETE', 'partner_tickets?id=not.is.null'],
      ['POST', 'rpc/partner_id'],
      ['POST', 'rpc/tell_partner'],
    ] as const) {
      const body = method === 'DELETE' ? undefined : { subject: 'Mine now' };
      const answer = await client.ask(`/rest/v1/${path}`, { as, method, body });
      assert.ok(answer.status >= 400, `${method} ${path}: ${answer.status} ${answer.text}`);
    }
    assert.deepEqual(await sql(`select id from tickets where subject = 'Mine now'`), []);
  });

  it('is nothing from the moment on that it is revoked, with a token that still lives', async () => {
    const as = partnerToken(client.backend, 'maisonClair');
    const claims = { role: 'anon', exp: 2e9, partner_id: maisonClair };
    assert.ok((await client.rows('partner_tickets', { as })).length > 0);
    await sql('update partners set revoked_at = now() where id = $1', [maisonClair]);
    assert.deepEqual(await client.rows('partner_tickets', { as }), []);
    const { broadcast } = await readTopicPolicies(client.backend.database, claims, topicOf(maisonClair));
    assert.equal(broadcast.read, false);
    await sql('update partners set revoked_at = null where id = $1', [maisonClair]);
    assert.ok((await client.rows('partner_tickets', { as })).length > 0);
  });
});

describe('where one may listen', () => {
  const asPartner = { role: 'anon', exp: 2e9, partner_id: brightdesk };
  const asStaff = { role: 'authenticated', exp: 2e9, sub: users.staff.id };
  const asAnybody = { role: 'anon', exp: 2e9 };
  const cases = [
    [topicOf(brightdesk), [asPartner]],
    [topicOf(kontorNord), []],
    [topicOf(''), []],
    [topicOf('%'), []],
    [`${topicOf(brightdesk)}:x`, []],
    [`x${topicOf(brightdesk)}`, []],
    ['livetags:public.partner_tickets', []],
    [`livetags:public.tickets:${brightdesk}`, []],
    ['livetags:public.tickets', [asStaff]],
    ['livetags:public.comments', [asStaff]],
    ['livetags:public.products', []],
  ] as const;
  for (const [topic, listeners] of cases) {
    it(topic, async () => {
      for (const claims of [asPartner, asStaff, asAnybody]) {
        const { broadcast, presence } = await readTopicPolicies(client.backend.database, claims, topic);
        const expected = (listeners as readonly object[]).includes(claims);
        assert.equal(broadcast.read, expected, JSON.stringify(claims));
        assert.deepEqual(
          [broadcast.write, presence.read, presence.write],
          [false, false, false],
          JSON.stringify(claims),
        );
      }
    });
  }
});

describe('what a partner is told', () => {
  it('an insert, an update and a delete of its own, in the shown columns', async () => {
    let id = '';
    const sent = await sentWhile(async () => {
      id = await addTicket(brightdesk, { subject: 'First' });
      await sql(`update tickets set subject = 'Second' where id = $1`, [id]);
      await sql('delete from tickets where id = $1', [id]);
    });
    assert.deepEqual(
      sent.map(({ topic, operation, record }) => [topic, operation, record?.['subject']]),
      [
        [topicOf(brightdesk), 'INSERT', 'First'],
        [topicOf(brightdesk), 'UPDATE', 'Second'],
        [topicOf(brightdesk), 'DELETE', undefined],
      ],
    );
    for (const { record } of sent.slice(0, 2)) assert.deepEqual(Object.keys(record!).sort(), shown);
    assert.deepEqual(sent[1]?.old_record, { id });
    assert.deepEqual(sent[2], { topic: topicOf(brightdesk), operation: 'DELETE', old_record: { id } });
  });

  it('of a row that changes hands: one its key, the other the row', async () => {
    const id = await addTicket(brightdesk);
    const sent = await sentWhile(() =>
      sql(`update tickets set partner_id = $1, subject = 'Theirs' where id = $2`, [kontorNord, id]),
    );
    assert.equal(sent.length, 2);
    assert.deepEqual(sent[0], { topic: topicOf(brightdesk), operation: 'DELETE', old_record: { id } });
    assert.equal(sent[1]?.topic, topicOf(kontorNord));
    assert.deepEqual([sent[1]?.operation, sent[1]?.record?.['subject']], ['INSERT', 'Theirs']);
    assert.equal(sent[1]?.old_record, undefined);
    const taken = await sentWhile(() => sql('update tickets set partner_id = null where id = $1', [id]));
    assert.deepEqual(taken, [{ topic: topicOf(kontorNord), operation: 'DELETE', old_record: { id } }]);
    const given = await sentWhile(() => sql('update tickets set partner_id = $1 where id = $2', [maisonClair, id]));
    assert.deepEqual(
      given.map(({ topic, operation }) => [topic, operation]),
      [[topicOf(maisonClair), 'INSERT']],
    );
  });

  it("nothing of nobody's row, and nothing when only what it may not see has changed", async () => {
    const own = await addTicket(brightdesk);
    const sent = await sentWhile(async () => {
      const id = await addTicket(null);
      await sql(`update tickets set subject = 'Still nobody''s' where id = $1`, [id]);
      await sql('delete from tickets where id = $1', [id]);
      await sql('alter table tickets disable trigger touch_updated_at');
      await sql(`update tickets set assignee = 'Otto' where id = $1`, [own]);
      await sql('alter table tickets enable trigger touch_updated_at');
    });
    assert.deepEqual(sent, []);
  });

  it('the key alone of a row too large for a message', async () => {
    const id = await addTicket(brightdesk, { subject: 'small' });
    const sent = await sentWhile(() => sql(`update tickets set subject = repeat('x', 300000) where id = $1`, [id]));
    assert.deepEqual(sent, [
      {
        topic: topicOf(brightdesk),
        operation: 'UPDATE',
        record: { id },
        old_record: { id },
        errors: ['Error 413: Payload Too Large'],
      },
    ]);
    await sql('delete from tickets where id = $1', [id]);
  });

  it('nothing of a change that was rolled back; and a writer who may not send sends all the same', async () => {
    const staff = { as: client.token('staff'), method: 'POST', body: { subject: 'By staff', partner_id: brightdesk } };
    const sent = await sentWhile(async () => {
      await client.backend.database
        .transaction(async (transaction) => {
          await transaction.query(`insert into tickets (subject, partner_id) values ('Never', $1)`, [brightdesk]);
          throw new Error('no');
        })
        .catch(() => undefined);
      assert.equal((await client.ask('/rest/v1/tickets', staff)).status, 201);
    });
    assert.deepEqual(
      sent.map(({ record }) => record?.['subject']),
      ['By staff'],
    );
  });

  const seed = 20_261_122;
  it(`what makes its rows those of its SELECT, and never more (400 random writes, seed ${seed})`, async () => {
    const random = seededRandom(seed);
    const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)]!;
    const owners = [brightdesk, kontorNord, maisonClair, null];
    const held = new Map<string, Map<unknown, Record<string, unknown>>>();
    for (const partner of Object.values(partners)) held.set(topicOf(partner), await rowsOf(partner));
    const everOwned = new Map([...held].map(([topic, rows]) => [topic, new Set(rows.keys())]));
    const ids = (await sql<{ id: string }>('select id from tickets')).map(({ id }) => id);
    const sent = await sentWhile(async () => {
      for (let write = 0; write < 400; write += 1) {
        const id = pick(ids);
        const chance = random();
        const owner = pick(owners);
        if (chance < 0.25) ids.push(await addTicket(owner, { subject: `Ticket ${write}` }));
        else if (chance < 0.4) await sql('delete from tickets where id = $1', [id]);
        else if (chance < 0.7) await sql('update tickets set partner_id = $1 where id = $2', [owner, id]);
        else await sql('update tickets set subject = $1, assignee = $1 where id = $2', [`Word ${write}`, id]);
        for (const partner of Object.values(partners))
          for (const key of (await rowsOf(partner)).keys()) everOwned.get(topicOf(partner))!.add(key);
      }
    });
    assert.ok(sent.length > 200, `${sent.length} messages`);
    for (const { topic, operation, record, old_record } of sent) {
      const rows = held.get(topic)!;
      const key = old_record?.['id'] ?? record?.['id'];
      assert.ok(everOwned.get(topic)!.has(key), `${topic} was told of ${String(key)}, which was never its own`);
      if (operation === 'DELETE') {
        assert.equal(record, undefined);
        assert.deepEqual(Object.keys(old_record!), ['id']);
        assert.ok(rows.delete(key), 'it is told that a row left which it had');
      } else {
        assert.deepEqual(Object.keys(record!).sort(), shown);
        rows.set(key, record!);
      }
    }
    for (const partner of Object.values(partners))
      assert.deepEqual(sorted(held.get(topicOf(partner))!), sorted(await rowsOf(partner)));
  });
});

/** As the partner's SELECT gives them, in the words of JSON. */
async function rowsOf(partner: string): Promise<Map<unknown, Record<string, unknown>>> {
  const rows = await sql<{ row: Record<string, unknown> }>(
    `select to_jsonb(shown) as row from (select ${shown.join()} from tickets where partner_id = $1) shown`,
    [partner],
  );
  return new Map(rows.map(({ row }) => [row['id'], row]));
}

function sorted(rows: Map<unknown, Record<string, unknown>>): Table {
  return [...rows.values()].sort((one, other) => (String(one['id']) < String(other['id']) ? -1 : 1));
}

describe('the scripts', () => {
  const run = async (path: string): Promise<void> => {
    for (const script of await readScripts(path)) await runScript(client.backend.database, script);
  };
  const catalog = () =>
    sql<{ name: string }>(`
      select 'function' as kind, oid::regprocedure::text as name, prosrc as what from pg_proc
        where pronamespace::regnamespace::text in ('partner_feed', 'public', 'realtime')
      union all select 'relation', oid::regclass::text, coalesce(relacl::text, '') || relrowsecurity from pg_class
        where relnamespace::regnamespace::text in ('partner_feed', 'public', 'realtime')
      union all select 'trigger', tgrelid::regclass || ' ' || tgname, tgenabled::text from pg_trigger where not tgisinternal
      union all select 'policy', polrelid::regclass || ' ' || polname, pg_get_expr(polqual, polrelid) from pg_policy
      union all select 'schema', nspname, coalesce(nspacl::text, '') from pg_namespace
      order by 1, 2, 3`);

  it('may be run twice, and taken out without a trace', async () => {
    const installed = await catalog();
    await run(partnerKit);
    await run(staffKit);
    assert.deepEqual(await catalog(), installed);
    assert.equal((await sql('select 1 from partners')).length, 3, 'partners and their secrets stay');
    await run(partnerKitRemoval);
    const removed = await catalog();
    await run(partnerKitRemoval);
    assert.deepEqual(await catalog(), removed);
    const traces = /partner_feed|partner_tickets|tell_partner|tell_staff|receive on (their own|the tables)|^partners/;
    const names = (entries: { name: string }[]): string[] =>
      entries.map(({ name }) => name).filter((n) => traces.test(n));
    assert.ok(names(installed).length > 10, 'they would be seen');
    assert.deepEqual(names(removed), []);
    await sql(`update tickets set subject = 'No trigger is left'`);
    await run(partnerKit);
    await run(staffKit);
    assert.deepEqual(await catalog(), installed);
  });
});
