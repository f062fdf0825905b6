/** What goes wrong, over the real transport: said with its code, where it belongs, and without a storm of tries. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { startBackend, type Backend } from '../../demo/server/index.ts';
import { users } from '../../demo/server/keys.ts';
import type { QuerySpec } from '../../src/contexts.ts';
import type { ProblemCode } from '../../src/domain/status.ts';
import { BackendSession, closeSessions, staffToken, write, type AnyRow } from '../support/backend-session.ts';
import { recordSockets, type SocketRecord } from '../support/counted-socket.ts';
import { until } from '../support/until.ts';

let backend: Backend;
let wire: SocketRecord;
let reads = 0;
/** Reads of the table that is none. */
let vainReads = 0;

const countedFetch: typeof fetch = (...request) => {
  reads += 1;
  if (String(request[0]).includes('no_such_table')) vainReads += 1;
  return fetch(...request);
};

before(async () => {
  wire = recordSockets();
  backend = await startBackend({ port: 0, faults: true });
  await backend.database.exec(`
    create table public.orders (id bigint generated always as identity primary key, note text);
    insert into public.orders (note) values ('first');
    grant select on public.orders to anon, authenticated;
    notify pgrst, 'reload schema';`);
});
afterEach(closeSessions);
after(async () => {
  await backend.stop();
  wire.restore();
});

async function fault(faults: unknown): Promise<void> {
  const answer = await fetch(`${backend.url}/_faults`, { method: 'POST', body: JSON.stringify(faults) });
  assert.equal(answer.status, 200, await answer.text());
}

function partnerToken(): string {
  return backend.signToken({ sub: users.partnerA.id, role: 'authenticated' }, 600);
}

describe('a wrong key', () => {
  it('is said once, ends every try, and is mended by the right one', async () => {
    reads = 0;
    const sockets = wire.sockets.length;
    const page = new BackendSession(backend, { apiKey: 'sb_publishable_wrong', fetch: countedFetch });
    const lists = ['products', 'tickets', 'customers'].map((table) => page.query({ table }));
    await until('it is in error', () => page.session.status === 'error');
    assert.equal(page.session.error?.code, 'bad-key');
    await until('every list says so', () => lists.every(({ rows }) => rows.error?.code === 'bad-key'));
    assert.deepEqual(
      page.problems.map(({ code }) => code),
      ['bad-key'],
    );
    const { length } = wire.sockets;
    const asked = reads;
    assert.ok(asked <= lists.length, `${asked} reads`);
    assert.ok(length - sockets <= 1, `${length - sockets} sockets`);
    // A second session lives a while meanwhile: the first one does nothing any more.
    const right = new BackendSession(backend);
    await right.live({ table: 'products' });
    assert.equal(reads, asked);
    assert.equal(wire.sockets.length, length + 1);
    right.session.close();
    page.session.close();
  });
});

describe('a list that cannot be', () => {
  const cases: readonly (readonly [what: string, spec: QuerySpec, code: ProblemCode])[] = [
    ['an unknown table', { table: 'no_such_table' }, 'unknown-table'],
    ['an unknown column in the filter', { table: 'products', filter: 'colour=eq.red' }, 'unknown-column'],
    ['an unknown column in the order', { table: 'products', order: 'colour.asc' }, 'unknown-column'],
    ['a filter that cannot be read', { table: 'products', filter: 'status' }, 'bad-filter'],
    ['a filter with an unknown operator', { table: 'products', filter: 'status=is_like.x' }, 'bad-filter'],
    ['a value its column cannot hold', { table: 'products', filter: 'stock=eq.many' }, 'bad-filter'],
    ['an order that cannot be read', { table: 'products', order: 'name.sideways' }, 'bad-order'],
    ['a table this reader may not read', { table: 'tickets' }, 'no-permission'],
  ];

  it('says why with its code, alone: the list beside it stays live', async () => {
    reads = 0;
    const page = new BackendSession(backend, { fetch: countedFetch });
    const good = await page.live({ table: 'products', limit: 5 });
    for (const [what, spec, code] of cases) {
      const { rows } = page.query(spec);
      // For an unknown table the stream may speak first, and knows less: it is not published.
      await until(`${what} is ${code}`, () => rows.status === 'error' && rows.error?.code === code);
      assert.equal(rows.rows.length, 0, what);
      assert.ok(rows.error !== null && rows.error.remedy.length > 10, what);
      rows.close();
    }
    assert.equal(good.rows.status, 'live');
    assert.equal(page.session.status, 'connected');
    assert.deepEqual(page.statuses, ['connecting', 'connected']);
    page.session.close();
  });

  it('is not tried again while only a person can mend it', async () => {
    vainReads = 0;
    const page = new BackendSession(backend, { fetch: countedFetch });
    const { rows } = page.query({ table: 'no_such_table' });
    await until('it is in error', () => rows.error?.code === 'unknown-table');
    const before = vainReads;
    assert.ok(before <= 2, `${before} reads`);
    await page.live({ table: 'products' });
    assert.equal(vainReads, before);
    await rows.refresh();
    assert.equal(vainReads, before + 1, 'when somebody asks');
    page.session.close();
  });
});

describe('a table that is not published', () => {
  it('is shown, says so with the SQL that mends it, and leaves its neighbours live', async () => {
    const page = new BackendSession(backend, { accessToken: staffToken(backend) });
    const [products, orders] = [page.query({ table: 'products' }), page.query({ table: 'orders' })];
    await until('it is in error', () => orders.rows.status === 'error');
    await until('products are live', () => products.rows.status === 'live');
    assert.equal(orders.rows.error?.code, 'not-published');
    assert.match(orders.rows.error?.remedy ?? '', /alter publication supabase_realtime add table orders/);
    await until('its rows are read all the same', () => orders.rows.rows.length === 1);
    assert.equal(page.session.status, 'connected');
    const [{ id } = { id: '' }] = await write(
      backend,
      "insert into products (sku, name, price) values ('NP', 'x', 1) returning id",
    );
    await until('the neighbour hears', () => products.change('insert', id)?.source === 'changes');
    await backend.database.exec('alter publication supabase_realtime add table public.orders');
    page.session.reconnect();
    await until('it is live', () => orders.rows.status === 'live');
    page.session.close();
    await backend.database.exec('alter publication supabase_realtime drop table public.orders');
  });

  it('is told to whoever only subscribes to it', async () => {
    const page = new BackendSession(backend);
    page.session.subscribe('orders', () => undefined);
    await until('it is told', () => page.problems.some(({ code }) => code === 'not-published'));
    page.session.close();
  });
});

describe('tokens', () => {
  it('decide what is seen: nothing of drafts without one, all with that of staff', async () => {
    const spec = { table: 'products', filter: 'status=eq.draft' };
    const nobody = new BackendSession(backend);
    const staff = new BackendSession(backend, { accessToken: staffToken(backend) });
    const [hidden, shown] = await Promise.all([nobody.live(spec), staff.live(spec)]);
    assert.equal(hidden.rows.rows.length, 0);
    assert.ok(shown.rows.rows.length > 0);
    const [{ id } = { id: '' }] = await write(
      backend,
      "insert into products (sku, name, price, status) values ('DRAFT', 'x', 1, 'draft') returning id",
    );
    await until('staff see it', () => shown.change('insert', id)?.source === 'changes');
    await hidden.rows.refresh();
    assert.equal(hidden.rows.rows.length, 0);
    assert.equal(hidden.patches.filter(({ type }) => type === 'insert').length, 0);
    nobody.session.close();
    staff.session.close();
  });

  it('of another reader take the rows away before anything else is asked or shown', async () => {
    const order: string[] = [];
    const page = new BackendSession(backend, {
      accessToken: staffToken(backend),
      fetch: (...request) => {
        order.push(
          `read as ${new Headers(request[1]?.headers).get('authorization') === `Bearer ${partner}` ? 'partner' : 'staff'}`,
        );
        return fetch(...request);
      },
    });
    const partner = partnerToken();
    const { rows } = await page.live({ table: 'tickets', limit: 50 });
    assert.equal(rows.rows.length, 50);
    order.length = 0;
    rows.observe({ patched: () => order.push(`${rows.rows.length} rows`) });
    order.length = 0;
    page.session.setAccessToken(partner);
    await until('live as the partner', () => order.length > 2 && rows.status === 'live');
    assert.deepEqual(order.slice(0, 2), ['0 rows', 'read as partner']);
    const own = await write(backend, 'select id from tickets where partner_id = $1', [users.partnerA.partnerId]);
    const ownIds = new Set(own.map(({ id }) => id));
    assert.ok(rows.rows.every(({ id }: AnyRow) => ownIds.has(id)));
    assert.equal(rows.rows.length, Math.min(50, own.length));
    const join = wire.sent.findLast(({ event }) => event === 'phx_join');
    assert.equal(join?.payload['access_token'], partner);
    page.session.setAccessToken(null);
    await until('the rows are gone', () => rows.rows.length === 0 && rows.error?.code === 'no-permission');
    page.session.close();
  });

  it('that run out are renewed in time, and changes go on flowing', async () => {
    let fetches = 0;
    const page = new BackendSession(backend, {
      accessToken: () => {
        fetches += 1;
        return Promise.resolve(staffToken(backend, 3));
      },
    });
    const { rows } = await page.live({ table: 'tickets', limit: 5 });
    const joins = wire.sent.filter(({ event }) => event === 'phx_join').length;
    await until('four tokens have been used', () => fetches >= 4, 15_000);
    const [{ id } = { id: '' }] = await write(backend, "insert into tickets (subject) values ('Still') returning id");
    await until('it is shown', () => rows.rows[0]?.id === id);
    await until('live', () => rows.status === 'live'); // Each renewal may have left a gap, so it is read after.
    assert.equal(page.statuses.join(), 'connecting,connected');
    assert.equal(wire.sent.filter(({ event }) => event === 'phx_join').length, joins, 'no channel had to join anew');
    page.session.close();
  });

  it('that the server refuses all at once are renewed once, and everything comes back', async () => {
    let fetches = 0;
    let current = staffToken(backend);
    const page = new BackendSession(backend, {
      accessToken: () => {
        fetches += 1;
        return Promise.resolve(current);
      },
    });
    const lists = await Promise.all(
      ['products', 'tickets', 'customers'].map((table) => page.live({ table, limit: 5 })),
    );
    assert.equal(fetches, 1);
    await fault({ expireTokens: true });
    current = staffToken(backend, 601);
    await until('the new token is fetched', () => fetches >= 2);
    await until('all are live', () => lists.every(({ rows }) => rows.status === 'live'), 20_000);
    await until('connected', () => page.session.status === 'connected');
    assert.equal(page.session.error, null);
    const [{ id } = { id: '' }] = await write(backend, "insert into tickets (subject) values ('Renewed') returning id");
    await until('it is shown', () => lists[1]!.rows.rows[0]?.id === id);
    page.session.close();
  });

  it('that are fixed and over need a person: one word, no rows, no storm', async () => {
    reads = 0;
    const token = staffToken(backend);
    const page = new BackendSession(backend, { accessToken: token, fetch: countedFetch });
    const lists = await Promise.all(['products', 'tickets'].map((table) => page.live({ table, limit: 5 })));
    const asked = reads;
    await fault({ expireTokens: true });
    await until('it is in error', () => page.session.status === 'error');
    assert.equal(page.session.error?.code, 'token-rejected');
    for (const { rows } of lists) assert.deepEqual([rows.status, rows.rows.length], ['error', 0]);
    assert.ok(reads - asked <= 4, `${reads - asked} reads`);
    page.session.setAccessToken(staffToken(backend, 601));
    page.session.reconnect();
    await until('live with another', () => lists.every(({ rows }) => rows.status === 'live'), 20_000);
    page.session.close();
  });
});
