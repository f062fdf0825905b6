/** The Postgres address: a real client on it, beside REST, which shares its one session. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, afterEach, before, describe, it } from 'node:test';
import pg from 'pg';
import { startClient, type Client } from './support.ts';

describe('the wire address', () => {
  let client: Client;
  const open: pg.Client[] = [];

  before(async () => {
    client = await startClient({ idleTransactionMilliseconds: 1000 });
    await client.backend.database.exec(
      'create table public.notes (id int primary key, body text); grant all on public.notes to anon',
    );
  });
  after(() => client.backend.stop());
  afterEach(async () => {
    for (const one of open.splice(0)) await one.end();
    await client.backend.database.exec('truncate public.notes');
  });

  async function dial(): Promise<pg.Client> {
    const postgres = new pg.Client({ connectionString: client.backend.dbUrl });
    postgres.on('error', () => {}); // Being cut off is an event here, not an accident; tests look at the outcome.
    await postgres.connect();
    open.push(postgres);
    return postgres;
  }

  it('speaks to a Postgres client: simple, prepared and failing statements', async () => {
    const postgres = await dial();
    assert.equal((await postgres.query('select 1 + 1 as two')).rows[0].two, 2);
    assert.deepEqual((await postgres.query('select $1::int + $2::int as sum', [2, 3])).rows, [{ sum: 5 }]);
    await assert.rejects(postgres.query('select nope'), { code: '42703' });
    await assert.rejects(postgres.query('select $1::int', ['x']), { code: '22P02' });
    assert.equal(
      (await postgres.query({ name: 'kept', text: 'select $1::text as it', values: ['a'] })).rows[0].it,
      'a',
    );
    assert.equal(
      (await postgres.query({ name: 'kept', text: 'select $1::text as it', values: ['b'] })).rows[0].it,
      'b',
    );
    const large = await postgres.query("select g, repeat('x', 200) from generate_series(1, 20000) g");
    assert.equal(large.rows.length, 20_000);
  });

  it('writes what REST reads, and reads what REST wrote', async () => {
    const postgres = await dial();
    await postgres.query('insert into public.notes values ($1, $2)', [1, 'by wire']);
    assert.deepEqual(await client.rows('notes'), [{ id: 1, body: 'by wire' }]);
    await client.ask('/rest/v1/notes', { method: 'POST', body: { id: 2, body: 'by REST' } });
    assert.equal((await postgres.query('select body from public.notes where id = 2')).rows[0].body, 'by REST');
  });

  it('shows REST nothing of a transaction before its commit, and nothing of one rolled back', async () => {
    const postgres = await dial();
    await postgres.query('begin');
    await postgres.query("insert into public.notes values (1, 'committed')");
    const during = client.rows('notes'); // Waits: there is one session.
    await postgres.query('commit');
    assert.equal((await during).length, 1);
    await postgres.query('begin');
    await postgres.query("insert into public.notes values (2, 'rolled back')");
    await postgres.query('rollback');
    assert.equal((await client.rows('notes')).length, 1);
  });

  it('a REST write waits for an open transaction; it does not become part of it', async () => {
    const postgres = await dial();
    await postgres.query('begin');
    await postgres.query("insert into public.notes values (1, 'rolled back')");
    const written = client.ask('/rest/v1/notes', { method: 'POST', body: { id: 2, body: 'by REST' } });
    const signedIn = client.signIn('staff@demo.test');
    // Both have arrived long before the server has answered these, which need no database.
    for (let turn = 0; turn < 10; turn++) await client.ask('/nothing');
    await postgres.query('rollback');
    assert.equal((await written).status, 201);
    assert.ok(await signedIn);
    assert.deepEqual(await client.rows('notes?select=id'), [{ id: 2 }]);
  });

  it('cuts a transaction that sits idle, and undoes it', async () => {
    const postgres = await dial();
    let code: string | undefined;
    postgres.on('error', (error) => (code ??= (error as { code?: string }).code));
    const ended = new Promise<void>((resolve) => postgres.on('end', resolve));
    await postgres.query('begin');
    await postgres.query("insert into public.notes values (1, 'never committed')");
    assert.deepEqual(await client.rows('notes'), []);
    await ended;
    assert.equal(code, '25P03');
  });

  it('a failed transaction that is left open is cut too', async () => {
    const postgres = await dial();
    const ended = new Promise<void>((resolve) => postgres.on('end', resolve));
    await postgres.query('begin');
    await assert.rejects(postgres.query('select nope'));
    assert.deepEqual(await client.rows('notes'), []);
    await ended;
  });

  it('a client that vanishes in the midst of a transaction holds nobody up', async () => {
    const postgres = await dial();
    await postgres.query('begin');
    await postgres.query("insert into public.notes values (1, 'orphan')");
    (postgres as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    open.length = 0;
    assert.deepEqual(await client.rows('notes'), []);
  });

  it('leaves no role and no setting behind for the next one', async () => {
    const postgres = await dial();
    await postgres.query('set role anon');
    await postgres.query("set search_path to 'pg_catalog'");
    await postgres.query(
      'select set_config(\'request.jwt.claims\', \'{"sub":"b0000000-0000-4000-8000-000000000001"}\', false)',
    );
    const { rows } = await client.backend.database.query('select current_user as who, auth.uid() as uid');
    assert.deepEqual(rows, [{ who: 'postgres', uid: null }]);
    assert.equal((await client.rows('tickets?select=id', { key: client.backend.serviceRoleKey })).length, 80);
    assert.equal((await client.ask('/rest/v1/tickets')).status, 401);
  });

  it('several clients and REST at once: every statement counts once', async () => {
    await client.backend.database.exec("insert into public.notes values (0, '0')");
    const clients = await Promise.all([dial(), dial(), dial()]);
    const add = 'update public.notes set body = (body::int + 1)::text where id = 0';
    const byWire = clients.map(async (postgres, client) => {
      for (let round = 0; round < 20; round++) {
        await postgres.query(add);
        await postgres.query('insert into public.notes values ($1, $2)', [1 + client * 20 + round, 'x']);
      }
    });
    const byRest = Array.from({ length: 40 }, async (_, index) => {
      await client.ask('/rest/v1/notes', { method: 'POST', body: { id: 100 + index, body: 'y' } });
      return client.rows('notes?id=eq.0');
    });
    await Promise.all([...byWire, ...byRest]);
    assert.deepEqual(await client.rows('notes?id=eq.0'), [{ id: 0, body: '60' }]);
    assert.equal((await client.rows('notes?id=gt.0')).length, 100);
  });

  it('concurrent transactions do not mix', async () => {
    await client.backend.database.exec("insert into public.notes values (0, '0')");
    const clients = await Promise.all([dial(), dial(), dial()]);
    await Promise.all(
      clients.map(async (postgres) => {
        for (let round = 0; round < 10; round++) {
          await postgres.query('begin');
          const { rows } = await postgres.query('select body::int as value from public.notes where id = 0');
          await postgres.query('update public.notes set body = $1 where id = 0', [rows[0].value + 1]);
          await postgres.query(round % 3 === 2 ? 'rollback' : 'commit');
        }
      }),
    );
    assert.deepEqual(await client.rows('notes?id=eq.0'), [{ id: 0, body: '21' }]);
  });

  it('tells listeners in this process of what is notified there', async () => {
    const postgres = await dial();
    const heard = new Promise<string>((resolve) => void client.backend.database.listen('wire_test', resolve));
    await postgres.query("select pg_notify('wire_test', 'hello')");
    assert.equal(await heard, 'hello');
  });

  it('refuses COPY from the client, which would stop everything, and goes on', async () => {
    const postgres = await dial();
    await postgres.query('begin');
    await assert.rejects(postgres.query('copy public.notes from stdin'), { code: '0A000' });
    assert.deepEqual(await client.rows('notes'), []);
    assert.equal((await (await dial()).query('select 1 as one')).rows[0].one, 1);
  });

  it('hangs up on what is not Postgres', async () => {
    const { hostname, port } = new URL(client.backend.dbUrl);
    const socket = connect(Number(port), hostname);
    socket.write('POST / HTTP/1.1\r\nHost: x\r\n\r\nselect 1');
    let answer = '';
    socket.on('data', (data: Buffer) => (answer += data.toString())).on('error', () => {});
    await once(socket, 'close');
    assert.equal(answer, '');
  });
});
