/** The connection over the real transport: what goes over the wire, what is lost, what is left alone. */
import { createClient } from '@supabase/supabase-js';
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { startBackend, type Backend } from '../../demo/server/index.ts';
import { password, users } from '../../demo/server/keys.ts';
import { BackendSession, closeSessions, staffToken, write, type AnyRow } from '../support/backend-session.ts';
import { recordSockets, type SocketRecord } from '../support/counted-socket.ts';
import { until } from '../support/until.ts';

let backend: Backend;
let wire: SocketRecord;

before(async () => {
  wire = recordSockets();
  backend = await startBackend({ port: 0, faults: true });
});
afterEach(closeSessions);
after(async () => {
  await backend.stop();
  wire.restore();
});

function ids(rows: readonly AnyRow[]): string {
  return rows.map(({ id }) => id).join();
}

async function fault(faults: unknown): Promise<void> {
  const answer = await fetch(`${backend.url}/_faults`, { method: 'POST', body: JSON.stringify(faults) });
  assert.equal(answer.status, 200, await answer.text());
}

/** Frames of this event since `from` that a page sent about this table. */
function sent(event: string, table: string, from: number): number {
  const about = `realtime:livetags:public:${table}:`;
  return wire.sent.slice(from).filter((frame) => frame.event === event && frame.topic.startsWith(about)).length;
}

describe('channels', () => {
  it('are one for three lists of a table, left after the last of them has gone', async () => {
    const from = wire.sent.length;
    const page = new BackendSession(backend);
    const specs = ['price.asc', 'price.desc', 'name.asc'].map((order) => ({ table: 'products', order }));
    const lists = await Promise.all(specs.map((spec) => page.live(spec)));
    assert.equal(sent('phx_join', 'products', from), 1);
    const join = wire.sent.slice(from).find(({ event }) => event === 'phx_join');
    assert.deepEqual((join?.payload['config'] as { postgres_changes: unknown }).postgres_changes, [
      { event: '*', schema: 'public', table: 'products' },
    ]);
    const [first, ...others] = lists;
    others.forEach(({ rows }) => rows.close());
    first?.rows.close();
    const { rows } = await page.live({ table: 'products', limit: 5 }); // An element that was moved.
    assert.equal(sent('phx_join', 'products', from), 1);
    assert.equal(sent('phx_leave', 'products', from), 0);
    rows.close();
    await until('the channel is left', () => sent('phx_leave', 'products', from) === 1);
    assert.equal(page.session.status, 'connected');
    page.session.close();
  });

  it('are all over one socket, and gone with it when the session is closed', async () => {
    const from = wire.sockets.length;
    const page = new BackendSession(backend, { accessToken: staffToken(backend) });
    await Promise.all(['products', 'tickets', 'customers'].map((table) => page.live({ table })));
    assert.equal(wire.sockets.length, from + 1);
    page.session.close();
    await until('the socket is closed', () => wire.sockets.at(-1)?.readyState === WebSocket.CLOSED);
  });
});

describe('a connection that breaks', () => {
  it('comes back by itself, says so, and the rows are those of the database again', async () => {
    const page = new BackendSession(backend, { accessToken: staffToken(backend) });
    const { rows } = await page.live({ table: 'tickets', limit: 20 });
    await until('connected', () => page.session.status === 'connected');
    await fault({ socket: { refuseConnections: true } });
    wire.sockets.at(-1)?.close(4000, 'cut by the test');
    await until('the loss is noticed', () => page.session.status === 'reconnecting');
    assert.equal(rows.status, 'stale');
    const [{ id } = { id: '' }] = await write(backend, "insert into tickets (subject) values ('Unheard') returning id");
    await until('the next try is known', () => page.session.nextRetryAt !== null);
    await until('reads go on meanwhile', () => rows.rows[0]?.id === id);
    await fault({ reset: true });
    await until('connected', () => page.session.status === 'connected');
    await until('live', () => rows.status === 'live');
    assert.deepEqual(page.statuses, ['connecting', 'connected', 'reconnecting', 'connected']);
    assert.equal(page.gaps.length, 1);
    assert.equal(page.session.stats.reconnects, 1);
    page.session.close();
  });

  it('finds a backend that was killed and started again on the same port', async () => {
    let other = await startBackend({ port: 0 });
    const port = Number(new URL(other.url).port);
    const page = new BackendSession(other, { accessToken: staffToken(other) });
    const { rows } = await page.live({ table: 'products', limit: 20 });
    const [{ id } = { id: '' }] = await write(
      other,
      "insert into products (sku, name, price) values ('GONE', ' first of all', 1) returning id",
    );
    await until('the new row is shown', () => rows.rows[0]?.id === id);
    await other.stop();
    await until('the loss is noticed', () => page.session.status === 'reconnecting');
    other = await startBackend({ port });
    await until('connected', () => page.session.status === 'connected', 40_000);
    await until('live', () => rows.status === 'live');
    assert.ok(!ids(rows.rows).includes(id), 'the backend begins anew, without the row');
    assert.equal(ids(rows.rows), ids(await write(other, 'select id from products order by name, id limit 20')));
    const [fresh = { id: '' }] = await write(
      other,
      "insert into products (sku, name, price) values ('NEW', ' first of all', 1) returning id",
    );
    await until('changes flow again', () => rows.rows[0]?.id === fresh.id);
    assert.deepEqual(page.statuses, ['connecting', 'connected', 'reconnecting', 'connected']);
    assert.equal(page.gaps.length, 1);
    page.session.close();
    await other.stop();
  });

  it('is opened anew on request, at once', async () => {
    const from = wire.sockets.length;
    const page = new BackendSession(backend);
    const { rows } = await page.live({ table: 'products' });
    page.session.reconnect();
    await until('a second socket', () => wire.sockets.length === from + 2);
    await until('live', () => rows.status === 'live' && page.session.status === 'connected');
    page.session.close();
  });

  it('survives being asked to reconnect again and again while it closes', async () => {
    const page = new BackendSession(backend);
    const { rows } = await page.live({ table: 'products' });
    for (let times = 0; times < 3; times += 1) {
      page.session.reconnect();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await until('live', () => rows.status === 'live' && page.session.status === 'connected', 5_000);
    page.session.close();
  });

  it('is noticed when the socket stays open and nobody answers', async () => {
    const page = new BackendSession(backend);
    const { rows } = await page.live({ table: 'products' });
    await fault({ socket: { mute: true } });
    await until('the silence is noticed', () => page.session.status === 'reconnecting', 15_000);
    await fault({ reset: true });
    await until('live', () => rows.status === 'live' && page.session.status === 'connected', 20_000);
    page.session.close();
  });
});

describe('disconnect()', () => {
  it('closes the socket, and the rows stand; connect() makes them live again', async () => {
    const page = new BackendSession(backend);
    const { rows } = await page.live({ table: 'products' });
    const socket = wire.sockets.at(-1);
    const shown = rows.rows;
    page.session.disconnect();
    assert.equal(page.session.status, 'disconnected');
    await until('the socket is closed', () => socket?.readyState === WebSocket.CLOSED);
    assert.deepEqual([rows.rows, rows.status], [shown, 'stale']);
    page.session.connect();
    await until('live', () => rows.status === 'live' && page.session.status === 'connected');
    page.session.close();
  });
});

describe('a client handed over', () => {
  it('keeps its channels, its session and its socket, and shows the rows of its user', async () => {
    const client = createClient(backend.url, backend.anonKey, { auth: { persistSession: false } });
    const { error } = await client.auth.signInWithPassword({ email: users.staff.email, password });
    assert.equal(error, null);
    const heard: string[] = [];
    const owners = client.channel('owners').on('broadcast', { event: 'hello' }, () => heard.push('hello'));
    await new Promise<void>((resolve) => owners.subscribe((status) => String(status) === 'SUBSCRIBED' && resolve()));
    const { session: before } = (await client.auth.getSession()).data;
    const sockets = wire.sockets.length;

    const page = new BackendSession(backend, { client, url: '', apiKey: '' });
    const { rows, change } = await page.live({ table: 'tickets', limit: 5 });
    assert.equal(rows.rows.length, 5, 'tickets are for staff: the reads and the stream speak for them');
    const [{ id } = { id: '' }] = await write(backend, "insert into tickets (subject) values ('Handed') returning id");
    await until('the new ticket is shown', () => rows.rows[0]?.id === id);
    assert.equal(change('insert', id)?.source, 'changes');
    assert.equal(wire.sockets.length, sockets, 'over the socket of the owner');

    page.session.reconnect();
    page.session.disconnect();
    page.session.connect();
    await until('live again', () => rows.status === 'live');
    page.session.close();
    await until('only the owner’s channel is left', () => client.getChannels().length === 1);
    assert.equal(client.getChannels()[0], owners);
    assert.equal(client.realtime.isConnected(), true);
    assert.equal(wire.sockets.length, sockets);
    assert.deepEqual((await client.auth.getSession()).data.session, before);
    const other = createClient(backend.url, backend.anonKey, { auth: { persistSession: false } });
    await other.channel('owners').httpSend('hello', {});
    await until('the owner still hears', () => heard.length === 1);
    await client.removeAllChannels();
  });

  it('is followed when its user signs out: the rows go', async () => {
    const client = createClient(backend.url, backend.anonKey, { auth: { persistSession: false } });
    await client.auth.signInWithPassword({ email: users.staff.email, password });
    const page = new BackendSession(backend, { client, url: '', apiKey: '' });
    const { rows } = await page.live({ table: 'products', filter: 'status=eq.draft' });
    assert.ok(rows.rows.length > 0, 'drafts are for staff');
    await client.auth.signOut();
    await until('the rows are gone', () => rows.rows.length === 0);
    await until('live as nobody', () => rows.status === 'live');
    assert.equal(rows.rows.length, 0);
    page.session.close();
    await client.removeAllChannels();
  });

  it('is rejoined on its own socket when that drops', async () => {
    const client = createClient(backend.url, backend.anonKey, { auth: { persistSession: false } });
    const page = new BackendSession(backend, { client, url: '', apiKey: '' });
    const { rows } = await page.live({ table: 'products', limit: 5 });
    wire.sockets.at(-1)?.close(4000, 'cut by the test');
    await until('the loss is noticed', () => rows.status === 'stale');
    await until('live again', () => rows.status === 'live' && page.session.status === 'connected', 20_000);
    assert.equal(page.gaps.length, 1);
    page.session.close();
    await client.removeAllChannels();
  });

  it('made with an accessToken function of its own is asked for it', async () => {
    const token = staffToken(backend);
    const client = createClient(backend.url, backend.anonKey, { accessToken: () => Promise.resolve(token) });
    const page = new BackendSession(backend, { client, url: '', apiKey: '' });
    const { rows } = await page.live({ table: 'tickets', limit: 5 });
    assert.equal(rows.rows.length, 5);
    const [{ id } = { id: '' }] = await write(backend, "insert into tickets (subject) values ('Mine') returning id");
    await until('the new ticket is shown', () => rows.rows[0]?.id === id);
    page.session.close();
    await client.removeAllChannels();
  });
});
