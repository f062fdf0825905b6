/** What is captured, in which order, of which tables, and who may look at it. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it, type TestContext } from 'node:test';
import { installRealtime } from '../../../demo/server/realtime/index.ts';
import { TestDatabase } from './database.ts';
import { startEndpoint, type Endpoint } from './endpoint.ts';
import { SocketClient } from './socket-client.ts';
import { createTables, resetTables } from './tables.ts';

const LIMIT = { timeout: 60_000 };

let database: TestDatabase;
let endpoint: Endpoint;

before(async () => {
  database = await TestDatabase.create();
  await installRealtime(database);
  await createTables(database);
  endpoint = await startEndpoint(database);
});

after(async () => {
  await endpoint.close();
  await database.close();
});

beforeEach(() => resetTables(database));

async function listen(test: TestContext, binding: Record<string, unknown>): Promise<SocketClient> {
  const client = await SocketClient.connect(endpoint.url);
  test.after(() => client.close());
  await client.subscribe('t', [{ event: '*', schema: 'public', ...binding }]);
  return client;
}

/** Everything written before has been delivered when this resolves. */
async function drained(client: SocketClient): Promise<void> {
  await endpoint.realtime.settled();
  await client.caughtUp();
}

describe('capture', LIMIT, () => {
  it('the changes of a transaction come in order and share one commit time, in milliseconds', async (test) => {
    const client = await listen(test, { table: 'products' });
    await database.exec(
      `begin; insert into products (name) values ('1'), ('2'); update products set stock = 1; commit`,
    );
    await client.until(() => client.changes().length === 4);
    assert.deepEqual(
      client.changes().map((change) => [change.type, change.record.name]),
      [
        ['INSERT', '1'],
        ['INSERT', '2'],
        ['UPDATE', '1'],
        ['UPDATE', '2'],
      ],
    );
    const [time, ...others] = new Set(client.changes().map((change) => change.commit_timestamp));
    assert.match(time!, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    assert.deepEqual(others, []);
  });

  it('keys stand in jsonb’s order and numbers keep their digits', async (test) => {
    const client = await listen(test, { table: 'kinds' });
    await database.exec(`insert into kinds (num, i8) values (12345678901234567890.10, 9007199254740993)`);
    await client.until(() => client.changes().length === 1);
    const text = client.texts.at(-1)!;
    assert.ok(text.includes('"num": 12345678901234567890.10,'), text);
    assert.ok(text.includes('"i8": 9007199254740993,'), text);
    assert.ok(text.indexOf('"b": ') < text.indexOf('"ba": ') && text.indexOf('"vc": ') < text.indexOf('"jba": '), text);
  });

  it('neither a rollback nor TRUNCATE is heard of', async (test) => {
    const client = await listen(test, { table: 'products' });
    await database.exec(`begin; insert into products (name) values ('never'); rollback`);
    await database.exec(`insert into products (name) values ('kept')`);
    await database.exec(`truncate products`);
    await database.exec(`insert into products (name) values ('last')`);
    await client.until(() => client.changes().length === 2);
    assert.deepEqual(
      client.changes().map((change) => change.record.name),
      ['kept', 'last'],
    );
  });

  it('what a row causes, by a foreign key or a trigger, comes after it', async (test) => {
    await database.exec(`create table parent (id int primary key);
      create table child (id int primary key, parent_id int references parent on delete cascade);
      create function bear() returns trigger language plpgsql as
        $$ begin insert into child values (new.id, new.id); return null; end $$;
      create trigger a_bear after insert on parent for each row execute function bear();
      alter publication supabase_realtime add table parent, child;`);
    test.after(() => database.exec('drop table child, parent; drop function bear()'));
    const client = await listen(test, {});
    await database.exec('insert into parent values (1)');
    await client.until(() => client.changes().length === 2);
    await database.exec('insert into parent values (2); delete from parent');
    await client.until(() => client.changes().length === 8);
    assert.deepEqual(
      client.changes().map((change) => `${change.type} ${change.table}`),
      [
        ...['INSERT parent', 'INSERT child', 'INSERT parent', 'INSERT child'],
        ...['DELETE parent', 'DELETE parent', 'DELETE child', 'DELETE child'],
      ],
    );
  });

  it('follows the publication: a table that joins it, leaves it, changes its columns or its name', async (test) => {
    test.after(() => database.exec('drop table if exists eighth, ninth'));
    await database.exec(
      `create table eighth (id int primary key, note text); alter publication supabase_realtime add table eighth`,
    );
    const client = await listen(test, { table: 'eighth' });
    await database.exec(`insert into eighth values (1, 'in')`);
    await client.until(() => client.changes().length === 1);
    await database.exec(
      `alter table eighth add column long text; alter table eighth alter column long set storage external`,
    );
    await database.exec(`insert into eighth values (2, 'wide', repeat('x', 5000))`);
    await database.exec(`update eighth set note = 'narrow' where id = 2`);
    await client.until(() => client.changes().length === 3);
    assert.deepEqual(Object.keys(client.changes()[2]!.record), ['id', 'note'], 'the unchanged long value is absent');
    await database.exec(`update eighth set long = repeat('y', 5000) where id = 2`);
    await client.until(() => client.changes().length === 4);
    assert.equal(String(client.changes()[3]!.record['long']).length, 5_000, 'the changed one is there');
    await database.exec(`alter publication supabase_realtime drop table eighth`);
    await database.exec(`insert into eighth values (3, 'out')`);
    await drained(client);
    assert.equal(client.changes().length, 4);
    const { rows } = await database.query(
      `select from pg_trigger where tgname = '00_realtime_capture' and tgrelid = 'eighth'::regclass`,
    );
    assert.deepEqual(rows, []);
  });

  it('a publication for all tables covers those made later', async (test) => {
    test.after(() => database.exec('drop table if exists later'));
    await database.exec('drop publication supabase_realtime; create publication supabase_realtime for all tables');
    await database.exec('create table later (id int primary key)');
    const client = await listen(test, { table: 'later' });
    await database.exec('insert into later values (1)');
    await client.until(() => client.changes().length === 1);
  });

  it('nothing is captured for nobody, and nothing is kept once it was delivered', async (test) => {
    const captured = async (): Promise<unknown> =>
      (await database.query('select last_value from pg_sequences where schemaname = $1', ['_realtime'])).rows;
    const client = await listen(test, { table: 'products' });
    await database.exec(`insert into products (name) values ('heard')`);
    await client.until(() => client.changes().length === 1);
    await drained(client);
    assert.deepEqual((await database.query('select id from _realtime.changes')).rows, []);
    const before = await captured();
    await database.exec(`insert into moods values (1, 'happy')`);
    assert.deepEqual(await captured(), before, 'of another table');
    client.push('t', 'phx_leave', {});
    await drained(client);
    await drained(client);
    await database.exec(`insert into products (name) values ('unheard')`);
    assert.deepEqual(await captured(), before, 'after everybody has left');
  });

  it('the API roles can neither read nor write what is captured, nor call what captures', async () => {
    for (const role of ['anon', 'authenticated', 'service_role']) {
      for (const statement of [
        'select * from _realtime.changes',
        'insert into _realtime.watched values (0)',
        'select * from _realtime.outbox',
        'select _realtime.synchronise_capture()',
      ]) {
        await assert.rejects(
          database.transaction(async (transaction) => {
            await transaction.query(`set local role ${role}`);
            await transaction.query(statement);
          }),
          { code: '42501' },
          `${role}: ${statement}`,
        );
      }
    }
  });

  it('no table of its schema has row level security, for lite grants every schema that has one', async () => {
    const { rows } = await database.query(
      `select relname from pg_class where relnamespace = '_realtime'::regnamespace and relrowsecurity`,
    );
    assert.deepEqual(rows, []);
  });

  it('a role may write what it cannot see, and its writes are captured all the same', async (test) => {
    const client = await listen(test, { table: 'products' });
    await database.transaction(async (transaction) => {
      await transaction.query('set local role authenticated');
      await transaction.query(`set local timezone = 'Asia/Tokyo'`);
      await transaction.query(
        `insert into public.products (name, created_at) values ('by a user', '2026-01-01 00:00:00+00')`,
      );
    });
    await client.until(() => client.changes().length === 1);
    assert.equal(client.changes()[0]!.record.created_at, '2026-01-01T00:00:00+00:00');
  });

  it('a policy that fails shows its reader nothing and keeps nothing from the others', async (test) => {
    await database.exec(`create function broken() returns boolean language plpgsql as $$ begin raise exception 'broken'; end $$;
      create policy "broken" on tickets for select to anon using (broken())`);
    test.after(() => database.exec('drop policy "broken" on tickets; drop function broken()'));
    test.mock.method(console, 'error', () => undefined);
    const client = await listen(test, { table: 'tickets' });
    const service = await SocketClient.connect(endpoint.url, 'sb_secret_test');
    test.after(() => service.close());
    await service.subscribe('t', [{ event: '*', schema: 'public', table: 'tickets' }]);
    await database.exec(`insert into tickets (title) values ('hidden')`);
    await service.until(() => service.changes().length === 1);
    await drained(client);
    assert.deepEqual(client.changes(), []);
    assert.equal((console.error as unknown as { mock: { callCount(): number } }).mock.callCount(), 1);
  });
});
