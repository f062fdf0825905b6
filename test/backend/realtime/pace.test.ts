/** The real pace takes as long as the real server was measured to; the fast pace takes no longer than it must. */
import assert from 'node:assert/strict';
import { after, before, describe, it, type TestContext } from 'node:test';
import WebSocket from 'ws';
import { VirtualClock } from '../../../demo/server/realtime/clock.ts';
import { installRealtime, type RealtimeOptions } from '../../../demo/server/realtime/index.ts';
import { TestDatabase } from './database.ts';
import { keys, startEndpoint, type Endpoint } from './endpoint.ts';
import { SocketClient } from './socket-client.ts';
import { createTables, resetTables } from './tables.ts';

const PRODUCTS = [{ event: '*', schema: 'public', table: 'products' }];
const SEED = Number(process.env.SEED ?? 7);

let database: TestDatabase;

before(async () => {
  database = await TestDatabase.create();
  await installRealtime(database);
  await createTables(database);
});

after(() => database.close());

class Stage {
  readonly clock = new VirtualClock();
  readonly random = randomFrom(SEED);
  endpoint!: Endpoint;
  client!: SocketClient;

  static async open(test: TestContext, options: Partial<RealtimeOptions> = {}): Promise<Stage> {
    const stage = new Stage();
    await resetTables(database);
    stage.endpoint = await startEndpoint(database, {
      clock: stage.clock,
      pace: 'real',
      random: stage.random,
      ...options,
    });
    test.after(() => stage.close());
    stage.client = await SocketClient.connect(stage.endpoint.url);
    return stage;
  }

  async settle(): Promise<void> {
    for (let round = 0; round < 2; round++) {
      if (this.client.closed === null) await this.client.caughtUp();
      await this.endpoint.realtime.settled();
    }
    if (this.client.closed === null) await this.client.caughtUp();
  }

  async pass(milliseconds: number): Promise<void> {
    await this.settle();
    await this.clock.advanceTo(this.clock.now() + milliseconds, () => this.endpoint.realtime.settled());
    await this.settle();
  }

  /** Lets time pass in small steps until it is true; answers how much did. */
  async timeUntil(isTrue: () => boolean, step = 5, most = 30_000): Promise<number> {
    const start = this.clock.now();
    await this.settle();
    while (!isTrue()) {
      assert.ok(this.clock.now() - start < most, `nothing happened for ${most} ms`);
      await this.pass(step);
    }
    return this.clock.now() - start;
  }

  async subscribe(topic = 'p'): Promise<number> {
    this.client.join(topic, PRODUCTS);
    return this.timeUntil(() =>
      this.client.frames.some((frame) => frame[2] === `realtime:${topic}` && frame[3] === 'system'),
    );
  }

  /** Without it the server closes the socket after 66 s. */
  beat(): void {
    this.client.socket.send('[null,"hb","phoenix","heartbeat",{}]');
  }

  async close(): Promise<void> {
    this.client?.close();
    await this.endpoint.close();
  }
}

describe(`the real pace (seed ${SEED})`, () => {
  it('delivers with p50 290 ms and p99 590 ms', async (test) => {
    const stage = await Stage.open(test);
    await stage.subscribe();
    const delays: number[] = [];
    for (let count = 1; count <= 150; count++) {
      // At any moment of the server's rhythm alike: five polls' worth of chance.
      await stage.pass(1_200 + stage.random() * 2_875);
      stage.beat();
      await database.exec(`insert into products (name) values ('one')`);
      delays.push(await stage.timeUntil(() => stage.client.changes().length === count, 10));
    }
    delays.sort((one, other) => one - other);
    const [p50, p99] = [delays[75]!, delays[148]!];
    console.log(`arrival: p50 ${p50} ms, p99 ${p99} ms`);
    assert.ok(isWithinAQuarter(p50, 290), `p50 is ${p50} ms`);
    assert.ok(isWithinAQuarter(p99, 590), `p99 is ${p99} ms`);
  });

  it('takes 1.2 to 2.7 s to subscribe when cold, 3 ms when warm, and loses what is written meanwhile', async (test) => {
    const stage = await Stage.open(test);
    stage.client.join('p', PRODUCTS);
    await stage.settle();
    assert.ok(
      stage.client.frames.some((frame) => frame[3] === 'phx_reply'),
      'the join is answered at once',
    );
    await database.exec(`insert into products (name) values ('too early')`);
    const cold = await stage.timeUntil(() => stage.client.frames.some((frame) => frame[3] === 'system'));
    const warm = await stage.subscribe('warm');
    console.log(`subscribed: cold ${cold} ms, warm ${warm} ms`);
    assert.ok(cold >= 1_200 && cold <= 2_710, `cold took ${cold} ms`);
    assert.ok(warm <= 5, `warm took ${warm} ms`);
    await stage.pass(2_000);
    assert.deepEqual(stage.client.changes(), []);
  });

  it('stalls the whole socket for 5 s when a join fails', async (test) => {
    const stage = await Stage.open(test);
    await stage.subscribe();
    stage.client.join('bad', [], {}, 'garbage');
    await stage.pass(1);
    stage.beat();
    await database.exec(`insert into products (name) values ('held up')`);
    const stalled = await stage.timeUntil(() => stage.client.frames.some((frame) => frame[4].status === 'error'));
    const [refused, ...rest] = stage.client.frames.slice(2);
    assert.equal(refused?.[4].response.reason, 'MalformedJWT: The token provided is not a valid JWT');
    assert.deepEqual(
      rest.map((frame) => frame[3]).sort(),
      ['phx_reply', 'postgres_changes'],
      'the rest came in one burst',
    );
    console.log(`stalled for ${stalled} ms`);
    assert.ok(isWithinAQuarter(stalled, 5_000));
  });

  for (const [rows, least, most] of [
    [2_000, 3_000, 3_300],
    [5_000, 4_900, 6_500],
  ] as const) {
    it(`is silent for ${least / 1000} to ${most / 1000} s before ${rows} rows of one transaction come at once`, async (test) => {
      const stage = await Stage.open(test);
      await stage.subscribe();
      await stage.pass(100);
      await database.exec(`insert into products (name) select 'many' from generate_series(1, ${rows})`);
      const silence = await stage.timeUntil(() => stage.client.changes().length > 0, 25);
      const spread = await stage.timeUntil(() => stage.client.changes().length === rows, 25);
      console.log(`${rows} rows: silent for ${silence} ms, then all within ${spread} ms`);
      assert.ok(silence >= least * 0.75 && silence <= most * 1.25, `silent for ${silence} ms`);
      assert.ok(spread <= 290, `spread over ${spread} ms`);
    });
  }

  it('answers a refused handshake after 2 s', async (test) => {
    const stage = await Stage.open(test);
    let answered: number | null = null;
    const arrived = new Promise((resolve) => stage.endpoint.server.once('upgrade', resolve));
    const socket = new WebSocket(`${stage.endpoint.url.replace('http', 'ws')}/?vsn=2.0.0&apikey=garbage`);
    const refused = new Promise<string>((resolve) => socket.on('error', ({ message }) => resolve(message)));
    void refused.then(() => (answered = stage.clock.now()));
    await arrived;
    const start = stage.clock.now();
    await stage.pass(1_999);
    assert.equal(answered, null);
    await stage.pass(1);
    assert.match(await refused, /401/);
    assert.equal(stage.clock.now() - start, 2_000);
  });
});

describe('the silent rate limit (transcript m-rate-limit-default)', () => {
  it('lets a burst of 10,000 through, then loses 59 or 60 single changes without a word', async (test) => {
    const stage = await Stage.open(test);
    await stage.subscribe();
    await stage.pass(1_000);
    await database.exec(`insert into products (name) select 'burst' from generate_series(1, 10000)`);
    await stage.timeUntil(() => stage.client.changes().length === 10_000, 100);
    const burst = stage.client.changes().length;
    for (let tick = 0; tick < 100; tick++) {
      await database.exec(`insert into products (name) values ('tick ${tick}')`);
      if (tick % 20 === 0) stage.beat();
      await stage.pass(1_000);
    }
    const received = stage.client
      .changes()
      .slice(burst)
      .map((change) => Number(/\d+/.exec(change.record.name)![0]));
    const missing = Array.from({ length: 100 }, (_, tick) => tick).filter((tick) => !received.includes(tick));
    console.log(`missing ${missing.length}: ${missing[0]} to ${missing.at(-1)}`);
    assert.ok(missing.length >= 59 && missing.length <= 61, `${missing.length} are missing`);
    assert.equal(missing.at(-1)! - missing[0]!, missing.length - 1, 'they are missing in one piece');
    assert.ok(missing[0]! <= 5, 'it begins within a bucket of the burst');
    assert.equal(stage.client.closed, null);
  });

  for (const { says, options, expected } of [
    { says: 'is off at the fast pace', options: { pace: 'fast' }, expected: 300 },
    { says: 'may be set by an option', options: { pace: 'fast', rateLimitPerSecond: 1 }, expected: 150 },
  ] as const) {
    it(says, async (test) => {
      const stage = await Stage.open(test, options);
      await stage.subscribe();
      await database.exec(`insert into products (name) select 'first' from generate_series(1, 150)`);
      await stage.pass(6_000);
      await database.exec(`insert into products (name) select 'second' from generate_series(1, 150)`);
      await stage.pass(1_000);
      assert.equal(stage.client.changes().length, expected);
    });
  }
});

describe('the fast pace', () => {
  it('delivers one row in a few milliseconds and 5,000 rows well within a second', async () => {
    await resetTables(database);
    const endpoint = await startEndpoint(database);
    const client = await SocketClient.connect(endpoint.url, keys.anonKey);
    await client.subscribe('p', PRODUCTS);
    const delays: number[] = [];
    for (let count = 1; count <= 100; count++) {
      const start = performance.now();
      await database.exec(`insert into products (name) values ('one')`);
      await client.until(() => client.changes().length === count);
      delays.push(performance.now() - start);
    }
    delays.sort((one, other) => one - other);
    const bursts: number[] = [];
    for (let count = 1; count <= 3; count++) {
      const start = performance.now();
      await database.exec(`insert into products (name) select 'many' from generate_series(1, 5000)`);
      await client.until(() => client.frames.length >= 102 + count * 5_000);
      bursts.push(performance.now() - start);
    }
    // The best of three: the machine may be busy with other things.
    const burst = Math.min(...bursts);
    console.log(
      `fast: p50 ${delays[50]!.toFixed(1)} ms, p99 ${delays[98]!.toFixed(1)} ms; 5,000 rows ${burst.toFixed(0)} ms`,
    );
    assert.ok(delays[50]! < 50, `p50 is ${delays[50]} ms`);
    assert.ok(burst < 1_000, `5,000 rows took ${burst} ms`);
    client.close();
    await endpoint.close();
  });
});

function isWithinAQuarter(measured: number, expected: number): boolean {
  return measured >= expected * 0.75 && measured <= expected * 1.25;
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}
