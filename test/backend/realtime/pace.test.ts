/** The real pace takes as long as the real server was measured to; the fast pace takes no longer than it must. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import WebSocket from 'ws';
import { installRealtime } from '../../../demo/server/realtime/index.ts';
import { TestDatabase } from './database.ts';
import { keys, startEndpoint } from './endpoint.ts';
import { SocketClient } from './socket-client.ts';
import { PRODUCTS, SEED, Stage } from './stage.ts';
import { createTables, resetTables } from './tables.ts';

let database: TestDatabase;

before(async () => {
  database = await TestDatabase.create();
  await installRealtime(database);
  await createTables(database);
});

after(() => database.close());

describe(`the real pace (seed ${SEED})`, () => {
  it('delivers with p50 290 ms and p99 590 ms', async (test) => {
    const stage = await Stage.open(test, database);
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
    const stage = await Stage.open(test, database);
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
    const stage = await Stage.open(test, database);
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
      const stage = await Stage.open(test, database);
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
    const stage = await Stage.open(test, database);
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
    const stage = await Stage.open(test, database);
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
      .map((change) => Number(/\d+/.exec(String(change.record['name']))![0]));
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
      const stage = await Stage.open(test, database, options);
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
  it('delivers one row for a few milliseconds of work, and 5,000 rows for less than a second of it', async (test) => {
    await resetTables(database);
    const endpoint = await startEndpoint(database);
    test.after(() => endpoint.close());
    const client = await SocketClient.connect(endpoint.url, keys.anonKey);
    test.after(() => client.close());
    await client.subscribe('p', PRODUCTS);
    let expected = client.frames.length;
    // Work, not waiting: processor time of database, server and client together is the same on a busy machine.
    const measure = async (rows: number): Promise<{ work: number; time: number }> => {
      const [start, before] = [performance.now(), process.cpuUsage()];
      await database.exec(`insert into products (name) select 'row' from generate_series(1, ${rows})`);
      expected += rows;
      await client.until(() => client.frames.length >= expected);
      const { user, system } = process.cpuUsage(before);
      return { work: (user + system) / 1_000, time: performance.now() - start };
    };
    const single: { work: number; time: number }[] = [];
    for (let count = 0; count < 100; count++) single.push(await measure(1));
    const bursts: { work: number; time: number }[] = [];
    for (let count = 0; count < 3; count++) bursts.push(await measure(5_000));
    const work = median(single.map((one) => one.work));
    const burst = Math.min(...bursts.map((one) => one.work));
    console.log(
      `fast: one row p50 ${median(single.map(({ time }) => time)).toFixed(1)} ms (work ${work.toFixed(1)} ms), ` +
        `5,000 rows ${Math.min(...bursts.map(({ time }) => time)).toFixed(0)} ms (work ${burst.toFixed(0)} ms)`,
    );
    assert.ok(work < 20, `one row is ${work} ms of work`);
    assert.ok(burst < 1_000, `5,000 rows are ${burst} ms of work`);
  });
});

function median(values: number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

function isWithinAQuarter(measured: number, expected: number): boolean {
  return measured >= expected * 0.75 && measured <= expected * 1.25;
}
