/** `POST /_faults`: what is broken on purpose is broken in that way, and whole again when it is told so. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { users } from '../../demo/server/keys.ts';
import { startClient, type Answer, type Client } from './support.ts';

describe('POST /_faults', () => {
  let client: Client;
  before(async () => {
    client = await startClient({ faults: true });
  });
  after(() => client.backend.stop());
  afterEach(() => set({ reset: true }));

  const set = (body: unknown): Promise<Answer> => client.ask('/_faults', { method: 'POST', key: null, body });
  const read = (): Promise<Answer> => client.ask('/rest/v1/products?select=id,stock&order=id&limit=1');
  const stock = async (): Promise<number> => ((await read()).json as [{ stock: number }])[0].stock;
  const setStock = (value: number) =>
    client.backend.database.query(
      "update public.products set stock = $1 where id = '10000000-0000-4000-8000-000000000001'",
      [value],
    );
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const start = performance.now();
    await work();
    return performance.now() - start;
  };

  it('down: REST hangs up, Auth does not', async () => {
    assert.equal((await set({ rest: { down: true } })).status, 200);
    await assert.rejects(read(), TypeError);
    assert.ok(await client.signIn(users.staff.email));
    await set({ rest: {} });
    assert.equal((await read()).status, 200);
  });

  it('down also cuts an answer that is under way', async () => {
    await set({ rest: { delayAfterMs: 1000 } });
    const slow = read();
    await set({ rest: { down: true } });
    await assert.rejects(slow, TypeError);
  });

  it('delayMs: the rows are those at the end of the wait', async () => {
    await setStock(1);
    await set({ rest: { delayMs: 1000 } });
    const late = stock();
    await setStock(2);
    assert.equal(await late, 2);
    assert.ok((await timed(read)) >= 1000);
  });

  it('delayAfterMs: the rows are older than their arrival', async () => {
    const { database } = client.backend;
    await database.exec(`
      create view public.announced as
        select id, stock, pg_notify('read', '')::text as said from public.products where sku = 'DSK-1401';
      grant select on public.announced to anon;
    `);
    await setStock(1);
    await set({ rest: { delayAfterMs: 1000 } });
    const wasRead = new Promise<string>((resolve) => void database.listen('read', resolve));
    const start = performance.now();
    const late = client.rows('announced?select=stock,said');
    await wasRead;
    await setStock(2);
    assert.equal((await late)[0]?.['stock'], 1);
    assert.ok(performance.now() - start >= 1000);
  });

  it('slowAfterRead: only so many reads', async () => {
    await set({ rest: { delayAfterMs: 1000, slowAfterRead: 2 } });
    const times = [await timed(read), await timed(read), await timed(read)];
    assert.deepEqual(
      times.map((time) => time >= 1000),
      [true, true, false],
      times.join(),
    );
  });

  it('errorRate: that share, with that status', async () => {
    await set({ rest: { errorRate: 0.25, status: 429 } });
    const statuses: number[] = [];
    for (let request = 0; request < 12; request++) statuses.push((await read()).status);
    assert.deepEqual(statuses, [200, 200, 200, 429, 200, 200, 200, 429, 200, 200, 200, 429]);
  });

  it('expireTokens: tokens of before are refused, those of after are good, refreshing works', async () => {
    const session = await client.signIn(users.staff.email);
    const read_ = (token: string) => client.ask('/rest/v1/tickets?limit=1', { as: token });
    assert.equal((await read_(session.access_token)).status, 200);
    await set({ expireTokens: true });
    const refused = await read_(session.access_token);
    assert.deepEqual([refused.status, (refused.json as { message: string }).message], [401, 'JWT expired']);
    const written = await client.ask('/rest/v1/tickets', {
      as: session.access_token,
      method: 'POST',
      body: { subject: 'No' },
    });
    assert.equal(written.status, 401);
    assert.equal((await client.ask('/auth/v1/user', { as: session.access_token })).status, 403);
    const refreshed = await client.ask('/auth/v1/token?grant_type=refresh_token', {
      method: 'POST',
      body: { refresh_token: session.refresh_token },
    });
    assert.equal((await read_((refreshed.json as { access_token: string }).access_token)).status, 200);
    assert.equal((await read_(client.token('staff'))).status, 200);
    assert.equal((await read()).status, 200, 'keys do not expire');
  });

  for (const body of [{ rset: true }, { rest: { up: true } }, { rest: { delayMs: 'long' } }, { rest: null }, [], 'x']) {
    it(`refuses ${JSON.stringify(body)}, and says why`, async () => {
      const answer = await set(body);
      assert.equal(answer.status, 400);
      assert.ok((answer.json as { message: string }).message.length > 5, answer.text);
      assert.equal((await read()).status, 200);
    });
  }

  it('can be asked for by a page of another origin', async () => {
    const headers = { Origin: 'https://cms.example', 'Access-Control-Request-Method': 'POST' };
    const answer = await client.ask('/_faults', { method: 'OPTIONS', key: null, headers });
    assert.deepEqual([answer.status, answer.headers.get('access-control-allow-origin')], [204, '*']);
  });

  it('is not there unless it is asked for', async (context) => {
    const other = await startClient();
    context.after(() => other.backend.stop());
    assert.equal((await other.ask('/_faults', { method: 'POST', body: {} })).status, 404);
  });
});
