/** Why everything takes one lock: what Lite's requests do to each other on PGlite without it, and with it. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { App } from '@supabase/lite';
import { createPgliteConnection, type PgliteConnection } from '@supabase/lite/pglite';
import { Lock } from '../../demo/server/lock.ts';

const anonKey = 'sb_publishable_lock_test';
const secretKey = 'sb_secret_lock_test';

describe('the lock', () => {
  let connection: PgliteConnection;
  let app: App<{ connection: PgliteConnection }>;

  before(async () => {
    connection = await createPgliteConnection();
    await connection.driver.exec(`
      create role anon nologin; create role authenticated nologin; create role service_role nologin bypassrls;
      create table public.secrets (id int primary key);
      insert into public.secrets values (1);
      alter table public.secrets enable row level security;
      grant select on public.secrets to anon, authenticated, service_role;
    `);
    app = new App({
      connection,
      auth: { enabled: true, jwt_secret: 'x'.repeat(40), publishable_key: anonKey, secret_key: secretKey },
    });
    await app.ensureSystemSchema();
    await rowsSeen(secretKey); // The first request sets grants up; it is not what is looked at here.
  });
  after(() => connection.close());

  async function rowsSeen(key: string): Promise<number> {
    const response = await app.fetch(new Request('http://backend/rest/v1/secrets', { headers: { apikey: key } }));
    return ((await response.json()) as unknown[]).length;
  }

  it('is needed: without it, an anonymous request beside a privileged one reads hidden rows', async () => {
    assert.deepEqual([await rowsSeen(anonKey), await rowsSeen(secretKey)], [0, 1], 'one after the other, all is well');
    const seen = await Promise.all([rowsSeen(anonKey), rowsSeen(secretKey)]);
    assert.notDeepEqual(seen, [0, 1], 'if this is now correct, Lite has a lock of its own and ours may go');
  });

  it('keeps requests that start in one tick apart', async () => {
    const lock = new Lock();
    const keys = Array.from({ length: 60 }, (_, index) => (index % 2 === 0 ? anonKey : secretKey));
    const seen = await Promise.all(keys.map((key) => lock.run(() => rowsSeen(key))));
    assert.deepEqual(
      seen,
      keys.map((key) => (key === anonKey ? 0 : 1)),
    );
  });

  it('gives turns in the order of asking, and goes on after a failure', async () => {
    const lock = new Lock();
    const order: number[] = [];
    const turns = [0, 1, 2, 3].map((turn) =>
      lock.run(async () => {
        await new Promise((resolve) => setImmediate(resolve));
        order.push(turn);
        if (turn === 1) throw new Error('failed in its turn');
      }),
    );
    const results = await Promise.allSettled(turns);
    assert.deepEqual(order, [0, 1, 2, 3]);
    assert.deepEqual(
      results.map((result) => result.status),
      ['fulfilled', 'rejected', 'fulfilled', 'fulfilled'],
    );
  });

  it('lets nobody in before it is released', async () => {
    const lock = new Lock();
    const release = await lock.acquire();
    let entered = false;
    const second = lock.run(async () => void (entered = true));
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(entered, false);
    release();
    await second;
    assert.equal(entered, true);
  });
});
