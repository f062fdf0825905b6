/** The main scenarios, driven by the very client the kit uses. */
import { createClient, type RealtimeChannel, type SupabaseClient } from '@supabase/supabase-js';
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it, type TestContext } from 'node:test';
import { installRealtime } from '../../../demo/server/realtime/index.ts';
import { TestDatabase } from './database.ts';
import { keys, signToken, startEndpoint, type Endpoint } from './endpoint.ts';
import { Log } from './log.ts';
import { createTables, resetTables } from './tables.ts';

const USER_A = 'aaaaaaaa-0000-4000-8000-000000000001';
const USER_B = 'bbbbbbbb-0000-4000-8000-000000000002';

/** A condition that never comes true must end the test. */
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

function connect(test: TestContext, options: Record<string, unknown> = {}): SupabaseClient {
  const client = createClient(endpoint.url, keys.anonKey, {
    auth: { persistSession: false, autoRefreshToken: false },
    ...options,
  });
  test.after(() => client.realtime.disconnect());
  return client;
}

function userToken(user: string, secondsToLive = 3_600): string {
  const now = Math.floor(Date.now() / 1000);
  return signToken({ sub: user, role: 'authenticated', aud: 'authenticated', iat: now, exp: now + secondsToLive });
}

/** What the client's listeners are told, as far as the tests look. */
interface Told {
  readonly status: string;
  readonly message: string;
  readonly eventType: string;
  readonly commit_timestamp: string;
  readonly errors: readonly string[] | null;
  readonly new: Readonly<Record<string, unknown>>;
  readonly old: Readonly<Record<string, unknown>>;
  readonly [name: string]: unknown;
}

interface Watched {
  channel: RealtimeChannel;
  changes: Log<Told>;
  system: Log<Told>;
  statuses: Log<string>;
}

function watch(client: SupabaseClient, topic: string, binding: Record<string, unknown>): Watched {
  const watched = { changes: new Log<Told>(), system: new Log<Told>(), statuses: new Log<string>() };
  const channel = client
    .channel(topic)
    .on('postgres_changes', { event: '*', schema: 'public', ...binding }, (change: unknown) =>
      watched.changes.add(change as Told),
    )
    .on('system', {}, (message: unknown) => watched.system.add(message as Told))
    .subscribe((status) => watched.statuses.add(status));
  return { channel, ...watched };
}

const isLive = (messages: readonly Told[]): boolean => messages.some(({ status }) => status === 'ok');

for (const vsn of ['1.0.0', '2.0.0']) {
  describe(`supabase-js, vsn ${vsn}`, LIMIT, () => {
    it('inserts, updates and deletes arrive with their rows', async (test) => {
      const { changes, system, statuses } = watch(connect(test, { realtime: { vsn } }), 'p', { table: 'products' });
      await system.until(isLive);
      assert.deepEqual(statuses.entries, ['SUBSCRIBED']);
      await database.exec(`insert into products (name, price) values ('Mug', 12.50)`);
      await database.exec(`update products set stock = 3`);
      await database.exec(`delete from products`);
      const [inserted, updated, deleted] = (await changes.until(({ length }) => length === 3)) as [Told, Told, Told];
      assert.equal(inserted.eventType, 'INSERT');
      assert.equal(inserted.new.price, 12.5);
      assert.equal(updated.new.stock, 3);
      assert.deepEqual(updated.old, { id: inserted.new.id });
      assert.deepEqual(deleted.old, { id: inserted.new.id });
    });

    it('broadcasts reach the others, by socket and by HTTP', async (test) => {
      const heard = new Log<Told>();
      const listener = connect(test, { realtime: { vsn } }).channel('room');
      const speaker = connect(test, { realtime: { vsn } }).channel('room', { config: { broadcast: { ack: true } } });
      listener.on('broadcast', { event: '*' }, (message: unknown) => heard.add(message as Told));
      await Promise.all([joined(listener), joined(speaker)]);
      assert.equal(await speaker.send({ type: 'broadcast', event: 'hi', payload: { text: 'é😀' } }), 'ok');
      assert.deepEqual(await speaker.httpSend('by-http', { number: 1 }), { success: true });
      const [first, second] = (await heard.until(({ length }) => length === 2)) as [Told, Told];
      assert.deepEqual([first.event, first.payload], ['hi', { text: 'é😀' }]);
      assert.deepEqual([second.event, second.payload], ['by-http', { number: 1 }]);
    });
  });
}

describe('supabase-js', LIMIT, () => {
  it('every subscriber sees the rows its policies allow, and every DELETE', async (test) => {
    const anonymous = watch(connect(test), 't', { table: 'tickets' });
    const ofA = watch(await signedIn(test, USER_A), 't', { table: 'tickets' });
    const ofB = watch(await signedIn(test, USER_B), 't', { table: 'tickets' });
    await Promise.all([anonymous, ofA, ofB].map(({ system }) => system.until(isLive)));
    await database.exec(`insert into tickets (owner, title) values ('${USER_A}', 'of A'), ('${USER_B}', 'of B')`);
    // Whether a row may be seen is asked when it is delivered, so it must be there until then.
    await Promise.all([ofA, ofB].map(({ changes }) => changes.until(({ length }) => length === 1)));
    await database.exec(`delete from tickets`);
    const titles = async ({ changes }: Watched): Promise<unknown[]> => {
      await changes.until((all) => all.filter(({ eventType }) => eventType === 'DELETE').length === 2);
      return changes.entries.map(({ eventType, new: row, old }) =>
        eventType === 'INSERT' ? row.title : Object.keys(old),
      );
    };
    assert.deepEqual(await titles(anonymous), [['id'], ['id']]);
    assert.deepEqual(await titles(ofA), ['of A', ['id'], ['id']]);
    assert.deepEqual(await titles(ofB), ['of B', ['id'], ['id']]);
  });

  it('a filter keeps the others out, and a bad one says why while the status says SUBSCRIBED', async (test) => {
    const client = connect(test);
    const cheap = watch(client, 'cheap', { table: 'products', filter: 'price=lt.10' });
    const bad = watch(client, 'bad', { table: 'products', filter: 'price=lt.cheap' });
    await cheap.system.until(isLive);
    const [message] = (await bad.system.until(({ length }) => length === 1)) as [Told];
    assert.equal(message.status, 'error');
    assert.match(
      message.message,
      /22P02 \(invalid_text_representation\) invalid input syntax for type numeric: "cheap"/,
    );
    assert.deepEqual(bad.statuses.entries, ['SUBSCRIBED']);
    await database.exec(`insert into products (name, price) values ('dear', 20), ('cheap', 5)`);
    const [change] = (await cheap.changes.until(({ length }) => length > 0)) as [Told];
    assert.equal(change.new.name, 'cheap');
  });

  it('a token that runs out closes the channel; a new channel with a new token goes on', async (test) => {
    const client = await signedIn(test, USER_A, 2);
    const first = watch(client, 't', { table: 'tickets' });
    await first.statuses.until((all) => all.includes('CLOSED'));
    assert.match(first.system.entries.at(-1)!.message, /^Token has expired \d+ seconds ago$/);
    await client.realtime.setAuth(userToken(USER_A));
    const second = watch(client, 't', { table: 'tickets' });
    await second.system.until(isLive);
    await database.exec(`insert into tickets (owner, title) values ('${USER_A}', 'again')`);
    await second.changes.until(({ length }) => length === 1);
  });

  it('expireTokens closes what holds an access token, and leaves those that use the key', async (test) => {
    const anonymous = watch(connect(test), 'a', { table: 'tickets' });
    const signed = watch(await signedIn(test, USER_A), 't', { table: 'tickets' });
    await Promise.all([anonymous, signed].map(({ system }) => system.until(isLive)));
    endpoint.realtime.expireTokens(Math.floor(Date.now() / 1000) + 1);
    test.after(() => endpoint.realtime.expireTokens(0));
    await signed.statuses.until((all) => all.includes('CLOSED'));
    assert.deepEqual(anonymous.statuses.entries, ['SUBSCRIBED']);
    const again = await signedIn(test, USER_A);
    const refused = watch(again, 't', { table: 'tickets' });
    await refused.statuses.until((all) => all.includes('CHANNEL_ERROR'));
  });

  it('a new token changes what is seen, and is answered with a second "Subscribed to PostgreSQL"', async (test) => {
    const client = await signedIn(test, USER_A);
    const { changes, system } = watch(client, 't', { table: 'tickets' });
    await system.until(isLive);
    await client.realtime.setAuth(userToken(USER_B));
    await system.until(({ length }) => length === 2);
    await database.exec(`insert into tickets (owner, title) values ('${USER_A}', 'of A'), ('${USER_B}', 'of B')`);
    const [change] = (await changes.until(({ length }) => length > 0)) as [Told];
    assert.equal(change.new.title, 'of B');
  });

  it('cut off, the client comes back by itself, and what was written meanwhile is lost', async (test) => {
    const client = connect(test, { realtime: { reconnectAfterMs: () => 20 } });
    const { changes, system, statuses } = watch(client, 'p', { table: 'products' });
    await system.until(isLive);
    endpoint.realtime.faults.set({ refuseConnections: true, kill: true });
    await statuses.until((all) => all.includes('CHANNEL_ERROR'));
    await database.exec(`insert into products (name) values ('lost')`);
    endpoint.realtime.faults.reset();
    await system.until(({ length }) => length === 2);
    await database.exec(`insert into products (name) values ('seen')`);
    const [change] = (await changes.until(({ length }) => length > 0)) as [Told];
    assert.equal(change.new.name, 'seen');
  });

  it('presence: who is there, who comes, who goes', async (test) => {
    const [alice, bob] = [connect(test), connect(test)].map((client, index) =>
      client.channel('room', { config: { presence: { key: index === 0 ? 'alice' : 'bob', enabled: true } } }),
    ) as [RealtimeChannel, RealtimeChannel];
    const left = new Log<string>();
    const came = new Log<string>();
    alice.on('presence', { event: 'join' }, ({ key }) => came.add(key));
    alice.on('presence', { event: 'leave' }, ({ key }) => left.add(key));
    await joined(alice);
    await alice.track({ name: 'Alice' });
    await joined(bob);
    await bob.track({ name: 'Bob' });
    await came.until((all) => all.includes('bob'));
    assert.deepEqual(Object.keys(alice.presenceState()).sort(), ['alice', 'bob']);
    await bob.unsubscribe();
    await left.until((all) => all.includes('bob'));
    assert.deepEqual(Object.keys(alice.presenceState()), ['alice']);
  });

  it('a private topic is for those its policies name, and a database broadcast reaches them', async (test) => {
    await database.exec(
      `create policy "r" on realtime.messages for select to authenticated using (realtime.topic() = 'own:' || (auth.jwt() ->> 'sub'))`,
    );
    const config = { config: { private: true } };
    const heard = new Log<Told>();
    const overheard = new Log<Told>();
    const allowed = (await signedIn(test, USER_A)).channel(`own:${USER_A}`, config);
    const listener = (await signedIn(test, USER_A)).channel(`own:${USER_A}`, config);
    listener.on('broadcast', { event: '*' }, (message: unknown) => heard.add(message as Told));
    const publicNamesake = connect(test).channel(`own:${USER_A}`);
    publicNamesake.on('broadcast', { event: '*' }, (message: unknown) => overheard.add(message as Told));
    const refused = (await signedIn(test, USER_B)).channel(`own:${USER_A}`, config);
    await Promise.all([allowed, listener, publicNamesake].map(joined));
    const [status, error] = await new Promise<[string, Error | undefined]>((resolve) =>
      refused.subscribe((status, error) => resolve([status, error])),
    );
    assert.equal(status, 'CHANNEL_ERROR');
    assert.match(String(error?.message), /Unauthorized: You do not have permissions to read from this Channel topic/);
    // There is no policy to write by: what the client sends goes nowhere, what SQL sends arrives.
    await allowed.send({ type: 'broadcast', event: 'mine', payload: {} });
    await database.exec(`select realtime.send('{"from":"sql"}', 'told', 'own:${USER_A}', true)`);
    await database.exec(`select realtime.send('{}', 'told again', 'own:${USER_A}', true)`);
    await heard.until((all) => all.some(({ event }) => event === 'told again'));
    assert.deepEqual(
      heard.entries.map(({ event }) => event),
      ['told', 'told again'],
    );
    assert.equal((heard.entries[0]!['payload'] as { from: string }).from, 'sql');
    // The public topic of the same name is another topic.
    await database.exec(`select realtime.send('{}', 'to all', 'own:${USER_A}', false)`);
    await overheard.until((all) => all.some(({ event }) => event === 'to all'));
    assert.equal(overheard.entries.length, 1);
  });
});

async function signedIn(test: TestContext, user: string, secondsToLive?: number): Promise<SupabaseClient> {
  const client = connect(test);
  await client.realtime.setAuth(userToken(user, secondsToLive));
  return client;
}

function joined(channel: RealtimeChannel): Promise<void> {
  return new Promise((resolve, reject) =>
    channel.subscribe((status, error) =>
      String(status) === 'SUBSCRIBED' ? resolve() : reject(error ?? new Error(status)),
    ),
  );
}
