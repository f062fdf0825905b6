/** Each fault does what its name says, the same seed does it to the same frames, and nonsense is refused in words. */
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it, type TestContext } from 'node:test';
import { FaultError, installRealtime } from '../../../demo/server/realtime/index.ts';
import { VirtualClock } from '../../../demo/server/realtime/clock.ts';
import { TestDatabase } from './database.ts';
import { startEndpoint, type Endpoint } from './endpoint.ts';
import { SocketClient } from './socket-client.ts';
import { createTables, resetTables } from './tables.ts';

const LIMIT = { timeout: 60_000 };
const PRODUCTS = [{ event: '*', schema: 'public', table: 'products' }];

let database: TestDatabase;
let endpoint: Endpoint;
let clock: VirtualClock;

before(async () => {
  database = await TestDatabase.create();
  await installRealtime(database);
  await createTables(database);
});

after(() => database.close());

beforeEach(async () => {
  await resetTables(database);
  clock = new VirtualClock();
  endpoint = await startEndpoint(database, { clock });
});

afterEach(() => endpoint.close());

async function listen(test: TestContext): Promise<SocketClient> {
  const client = await SocketClient.connect(endpoint.url);
  test.after(() => client.close());
  await client.subscribe('p', PRODUCTS);
  return client;
}

async function drained(client: SocketClient): Promise<void> {
  await client.caughtUp();
  await endpoint.realtime.settled();
  await client.caughtUp();
}

async function pass(client: SocketClient, milliseconds: number): Promise<void> {
  await drained(client);
  await clock.advanceTo(clock.now() + milliseconds, () => endpoint.realtime.settled());
  await drained(client);
}

async function write(count: number): Promise<void> {
  await database.exec(`insert into products (name) select g::text from generate_series(1, ${count}) g`);
}

const names = (client: SocketClient): number[] => client.changes().map((change) => Number(change.record.name));

describe('socket faults', LIMIT, () => {
  it('mute swallows everything both ways and leaves the socket open', async (test) => {
    const client = await listen(test);
    endpoint.realtime.faults.set({ mute: true });
    const before = client.frames.length;
    client.push('p', 'phx_leave', {});
    await write(1);
    await drained(client);
    assert.equal(client.frames.length, before);
    assert.equal(client.closed, null);
    endpoint.realtime.faults.reset();
    await write(1);
    await client.until(() => client.changes().length === 1);
  });

  it('delayMs holds every frame back, in order', async (test) => {
    const client = await listen(test);
    endpoint.realtime.faults.set({ delayMs: 500 });
    await write(3);
    await pass(client, 499);
    assert.deepEqual(names(client), []);
    await pass(client, 1);
    assert.deepEqual(names(client), [1, 2, 3]);
  });

  it('what comes after delayMs has ended waits for what it still holds back', async (test) => {
    const client = await listen(test);
    endpoint.realtime.faults.set({ delayMs: 500 });
    await write(1);
    await pass(client, 100);
    endpoint.realtime.faults.set({});
    await write(1);
    await pass(client, 100);
    assert.deepEqual(names(client), []);
    await pass(client, 300);
    assert.equal(client.changes().length, 2);
  });

  it('drop, double and reorder take their share of the change frames, the same for the same seed', async (test) => {
    const seen: number[][] = [];
    for (const seed of [42, 42, 43]) {
      const client = await listen(test);
      endpoint.realtime.faults.set({ drop: 0.2, double: 0.2, reorder: 0.2, seed });
      await write(300);
      await pass(client, 100);
      endpoint.realtime.faults.reset();
      seen.push(names(client));
      client.close();
      await endpoint.realtime.settled();
      await resetTables(database);
    }
    const [first, second, other] = seen as [number[], number[], number[]];
    assert.deepEqual(first, second);
    assert.notDeepEqual(first, other);
    const distinct = new Set(first);
    const lost = 300 - distinct.size;
    const doubled = first.length - distinct.size;
    const swapped = [...distinct].filter((name, index, all) => index > 0 && name < all[index - 1]!).length;
    for (const [what, count] of Object.entries({ lost, doubled, swapped })) {
      assert.ok(count >= 30 && count <= 90, `${what}: ${count} of 300`);
    }
  });

  it('a frame that waits to be overtaken comes by itself when nothing follows', async (test) => {
    const client = await listen(test);
    endpoint.realtime.faults.set({ reorder: 1 });
    await write(1);
    await drained(client);
    assert.deepEqual(names(client), []);
    await pass(client, 50);
    assert.deepEqual(names(client), [1]);
  });

  it('systemOk late: joined at once, changes only later', async (test) => {
    endpoint.realtime.faults.set({ systemOk: 'late', systemDelayMs: 2_000 });
    const client = await SocketClient.connect(endpoint.url);
    test.after(() => client.close());
    client.join('p', PRODUCTS);
    await client.next((frame) => frame[3] === 'phx_reply');
    await write(1);
    await pass(client, 1_999);
    assert.equal(client.frames.length, 1);
    await pass(client, 1);
    await client.next((frame) => frame[3] === 'system');
    await write(1);
    await client.until(() => client.changes().length === 1);
  });

  it('systemOk missing: joined, and then nothing', async (test) => {
    endpoint.realtime.faults.set({ systemOk: 'missing' });
    const client = await SocketClient.connect(endpoint.url);
    test.after(() => client.close());
    client.join('p', PRODUCTS);
    await client.next((frame) => frame[3] === 'phx_reply');
    await write(1);
    await pass(client, 60_000);
    assert.equal(client.frames.length, 1);
  });

  it('refuseConnections cuts new sockets; kill cuts those there are, with 1006', async (test) => {
    const client = await listen(test);
    endpoint.realtime.faults.set({ refuseConnections: true });
    await assert.rejects(SocketClient.connect(endpoint.url));
    assert.equal(client.closed, null);
    endpoint.realtime.faults.kill();
    await client.until(() => client.closed !== null);
    assert.equal(client.closed, 1006);
  });

  it('rateLimitPerSecond sets the silent limit at the fast pace too', async (test) => {
    const client = await listen(test);
    endpoint.realtime.faults.set({ rateLimitPerSecond: 1 });
    await write(100);
    await pass(client, 5_000);
    await write(100);
    await pass(client, 100);
    assert.equal(client.changes().length, 100);
  });

  it('nonsense is refused in words, and changes nothing', async () => {
    const { faults } = endpoint.realtime;
    for (const [wrong, message] of [
      [null, /must be a JSON object/],
      [[], /must be a JSON object/],
      [{ drop: 2 }, /"drop" must be a number from 0 to 1/],
      [{ drop: '0.5' }, /"drop" must be a number from 0 to 1/],
      [{ delayMs: -1 }, /"delayMs" must be a number of milliseconds/],
      [{ systemOk: 'never' }, /"systemOk" must be "prompt", "late" or "missing"/],
      [{ mute: 1 }, /"mute" must be true or false/],
      [{ kill: 'all' }, /"kill" must be true or false/],
      [{ dorp: 0.5 }, /Unknown socket fault "dorp"; known are kill, mute, /],
      [{ constructor: 1 }, /Unknown socket fault "constructor"/],
    ] as const) {
      assert.throws(
        () => faults.set(wrong),
        (error) => error instanceof FaultError && message.test(error.message),
      );
    }
  });
});
