/** The engine's promises one by one, against the model server in virtual time. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LiveGap, LiveRows } from '../../../src/contexts.ts';
import type { Problem } from '../../../src/domain/status.ts';
import type { Patch } from '../../../src/sync/patch.ts';
import { LiveSession } from '../../../src/live-session.ts';
import { ModelDatabase, type Ticket } from '../../model/model-database.ts';
import { ModelServer, selectList, type ModelList } from '../../model/model-server.ts';
import { ModelPage, keyName, lists } from '../../model/schedule.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const byTime = lists[0]!;

interface World {
  readonly clock: VirtualClock;
  readonly page: ModelPage;
  readonly database: ModelDatabase;
  readonly server: ModelServer;
  readonly session: LiveSession;
  readonly rows: LiveRows<Ticket>;
  readonly told: Patch<Ticket>[];
  readonly ids: () => string[];
}

function ticket(number: number, values: Partial<Ticket> = {}): Ticket {
  return {
    id: keyName(number),
    title: `Ticket ${number}`,
    status: 'open',
    priority: 1,
    hidden: false,
    body: null,
    created_at: new Date(Date.UTC(2025, 0, 1) + number * 60_000).toISOString(),
    version: 0,
    ...values,
  };
}

async function world(
  list: ModelList = byTime,
  count = 5,
  options: { source?: 'poll'; onGap?: (gap: LiveGap) => void } = {},
): Promise<World> {
  const clock = new VirtualClock(7);
  const page = new ModelPage();
  const database = new ModelDatabase(() => clock.now());
  const server = new ModelServer(database, clock, [list]);
  for (let number = 1; number <= count; number++) database.transact([{ key: keyName(number), row: ticket(number) }]);
  const { transport, reader } = server;
  const session = new LiveSession({
    url: 'https://model.test',
    apiKey: 'key',
    clock,
    lifecycle: page,
    transport,
    reader,
    ...options,
  });
  const rows = session.query<Ticket>(list.spec);
  const told: Patch<Ticket>[] = [];
  rows.observe({ patched: (patches) => told.push(...patches) });
  session.connect();
  await clock.advance(1_000);
  told.length = 0;
  const ids = (): string[] => rows.rows.map(({ id }) => id);
  return { clock, page, database, server, session, rows, told, ids };
}

const write = ({ database }: World, number: number, values: Partial<Ticket> | null): void =>
  database.transact([
    {
      key: keyName(number),
      row: values === null ? null : { ...(database.rows.get(keyName(number)) ?? ticket(number)), ...values },
    },
  ]);

describe('LiveQuery', () => {
  it('shows rows before the stream flows, and says that they are not live', async () => {
    const clock = new VirtualClock();
    const database = new ModelDatabase(() => clock.now());
    const server = new ModelServer(database, clock, [byTime]);
    database.transact([{ key: keyName(1), row: ticket(1) }]);
    Object.assign(server.weather, { markFrom: 2_000, markTo: 2_000 });
    const { transport, reader } = server;
    const session = new LiveSession({
      url: 'https://model.test',
      apiKey: 'key',
      clock,
      lifecycle: new ModelPage(),
      transport,
      reader,
    });
    const rows = session.query<Ticket>(byTime.spec);
    assert.equal(rows.status, 'loading');
    session.connect();
    await clock.advance(500);
    assert.deepEqual([rows.status, rows.rows.length, session.status], ['stale', 1, 'connecting']);
    await clock.advance(3_000);
    assert.deepEqual([rows.status, session.status], ['live', 'connected']);
  });

  it('paints an insert, an update and a delete as each arrives', async () => {
    const it = await world();
    write(it, 6, {});
    await it.clock.advance(600);
    assert.equal(it.ids()[0], keyName(6));
    write(it, 3, { title: 'Renamed' });
    await it.clock.advance(600);
    assert.equal(it.rows.rows.find(({ id }) => id === keyName(3))?.title, 'Renamed');
    write(it, 4, null);
    await it.clock.advance(600);
    assert.ok(!it.ids().includes(keyName(4)));
    assert.deepEqual(
      it.told.map((patch) => patch.type !== 'reset' && patch.change?.type),
      ['insert', 'update', 'delete'],
    );
  });

  it('keeps a column that an update leaves out', async () => {
    const body = 'long '.repeat(50);
    const it = await world();
    write(it, 3, { body });
    await it.clock.advance(10_000);
    write(it, 3, { title: 'Renamed' });
    await it.clock.advance(600);
    const shown = it.rows.rows.find(({ id }) => id === keyName(3));
    assert.deepEqual([shown?.title, shown?.body], ['Renamed', body]);
  });

  it('never paints a row it does not know whole: one that enters by an update lacking a column is read first', async () => {
    const open = lists[1]!;
    const it = await world(open, 0);
    const body = 'long '.repeat(50);
    write(it, 1, { body, status: 'closed' });
    write(it, 2, {}); // So that the list has seen a whole row.
    await it.clock.advance(10_000);
    write(it, 1, { status: 'open' });
    for (let passed = 0; passed < 2_000; passed += 20) {
      await it.clock.advance(20);
      const shown = it.rows.rows.find(({ id }) => id === keyName(1));
      if (shown !== undefined) assert.equal(shown.body, body);
    }
    assert.ok(it.ids().includes(keyName(1)));
  });

  it('lets a row go that leaves the filter, takes one that enters, moves one whose sort key changes', async () => {
    const it = await world(lists[1], 5);
    write(it, 2, { status: 'closed' });
    await it.clock.advance(600);
    assert.ok(!it.ids().includes(keyName(2)));
    write(it, 2, { status: 'open', priority: 4 });
    await it.clock.advance(600);
    assert.equal(it.ids()[0], keyName(2));
    write(it, 1, { priority: 3 });
    await it.clock.advance(600);
    assert.equal(it.ids()[1], keyName(1));
  });

  it('finds a row that left by row security, of which no frame tells', async () => {
    const it = await world();
    write(it, 3, { hidden: true });
    await it.clock.advance(65_000);
    assert.ok(!it.ids().includes(keyName(3)));
    assert.equal(it.rows.status, 'live');
  });

  it('refills a limited window at once when its headroom is used up', async () => {
    const it = await world({ ...lists[1]!, spec: { ...lists[1]!.spec, limit: 5 } }, 60);
    Object.assign(it.server.weather, { lagFrom: 10, lagTo: 20 });
    const first = selectList(it.database, lists[1]!).slice(0, 14);
    it.database.transact(first.map(({ id }) => ({ key: id, row: null })));
    await it.clock.advance(400);
    const expected = selectList(it.database, lists[1]!).slice(0, 5);
    assert.deepEqual(
      it.ids(),
      expected.map(({ id }) => id),
    );
    assert.equal(it.rows.hasMore, true);
  });

  it('tells that there are more as soon as one comes in beyond those shown, and that there are none as it goes', async () => {
    const it = await world({ ...byTime, spec: { ...byTime.spec, limit: 5 } }, 5);
    Object.assign(it.server.weather, { lagFrom: 10, lagTo: 20 });
    const heard: boolean[] = [];
    it.rows.observe({ patched: () => undefined, stateChanged: () => heard.push(it.rows.hasMore) });
    assert.equal(it.rows.hasMore, false);
    write(it, 0, {});
    await it.clock.advance(200);
    write(it, 0, null);
    await it.clock.advance(200);
    assert.deepEqual([heard, it.told], [[true, false], []]);
  });

  it('lets an event that came before the first rows correct them', async () => {
    const clock = new VirtualClock();
    const database = new ModelDatabase(() => clock.now());
    const { transport, reader, weather } = new ModelServer(database, clock, [byTime]);
    database.transact([{ key: keyName(1), row: ticket(1) }]);
    // The read looks after 1 s and answers after 2; the change is committed and told in between.
    Object.assign(weather, { restFrom: 1_000, restTo: 1_000, lagFrom: 10, lagTo: 20 });
    const options = { url: 'https://model.test', apiKey: 'key', clock, lifecycle: new ModelPage(), transport, reader };
    const session = new LiveSession(options);
    const rows = session.query<Ticket>(byTime.spec);
    session.connect();
    await clock.advance(1_500);
    database.transact([{ key: keyName(1), row: ticket(1, { title: 'Renamed' }) }]);
    await clock.advance(200);
    Object.assign(weather, { restFrom: 5, restTo: 5 });
    await clock.advance(1_500);
    assert.equal(rows.rows[0]?.title, 'Renamed');
  });

  it('takes a page that the server cut short for no end', async () => {
    const clock = new VirtualClock();
    const database = new ModelDatabase(() => clock.now());
    const server = new ModelServer(database, clock, [byTime]);
    server.weather.maxRows = 10;
    for (let number = 1; number <= 57; number++) database.transact([{ key: keyName(number), row: ticket(number) }]);
    const { transport, reader } = server;
    const session = new LiveSession({
      url: 'https://model.test',
      apiKey: 'key',
      clock,
      lifecycle: new ModelPage(),
      transport,
      reader,
    });
    const rows = session.query<Ticket>(byTime.spec);
    session.connect();
    await clock.advance(5_000);
    assert.equal(rows.rows.length, 57);
  });

  it('says stale when the socket drops, reads meanwhile, and tells the gap when it is closed', async () => {
    const it = await world();
    const gaps: string[] = [];
    it.rows.observe({ patched: () => undefined, gap: ({ why }) => gaps.push(why) });
    it.server.weather.refuseSockets = true;
    it.server.cut();
    assert.equal(it.rows.status, 'stale');
    assert.equal(it.session.status, 'reconnecting');
    write(it, 9, {});
    await it.clock.advance(5_000);
    assert.ok(it.ids().includes(keyName(9)), 'reads go on while the stream is down');
    assert.equal(it.rows.status, 'stale');
    it.server.weather.refuseSockets = false;
    await it.clock.advance(40_000);
    assert.equal(it.rows.status, 'live');
    assert.deepEqual(gaps, ['socket closed: 1006']);
    assert.equal(it.session.stats.reconnects, 1);
  });

  it('stays live when the server says again that changes flow, as after a renewed token, and reads at once', async () => {
    const it = await world();
    const statuses = new Set<string>();
    it.rows.observe({ patched: () => undefined, stateChanged: () => statuses.add(it.rows.status) });
    it.server.weather.lose = 1;
    write(it, 9, {});
    await it.clock.advance(700);
    assert.ok(!it.ids().includes(keyName(9)), 'its frame was lost');
    it.server.markAgain();
    await it.clock.advance(100);
    assert.ok(it.ids().includes(keyName(9)), 'a read has found it');
    assert.deepEqual([...statuses], ['live']);
    it.server.weather.restDown = true;
    it.server.markAgain();
    await it.clock.advance(100);
    assert.equal(it.rows.status, 'stale', 'nothing vouches for the rows when that read fails');
  });

  it('clears the rows before it asks anything for another user', async () => {
    const it = await world();
    const seen: number[] = [];
    it.server.onRead = () => seen.push(it.rows.rows.length);
    it.session.setAccessToken(token('somebody'));
    await it.clock.advance(0);
    assert.deepEqual([it.rows.rows.length, it.rows.status], [0, 'loading']);
    assert.equal(it.told.at(-1)?.type, 'reset');
    await it.clock.advance(1_000);
    assert.equal(it.rows.rows.length, 5);
    assert.equal(seen[0], 0, 'cleared before the first request');
  });

  it('shows nobody the rows that were asked for the user before', async () => {
    const it = await world(lists[1], 5);
    // An update that lacks a column sends the row to be verified, and the answer takes its time.
    write(it, 20, { status: 'closed', body: 'long '.repeat(50) });
    await it.clock.advance(10_000);
    Object.assign(it.server.weather, { restFrom: 1_000, restTo: 1_000, lagFrom: 10, lagTo: 20 });
    write(it, 20, { status: 'open' });
    // Event at once, verification 150 ms later: it has looked, and has not answered yet.
    await it.clock.advance(1_500);
    it.server.weather.restDown = true;
    it.session.setAccessToken(token('somebody'));
    for (let passed = 0; passed < 10_000; passed += 100) {
      await it.clock.advance(100);
      assert.equal(it.rows.rows.length, 0, `after ${passed} ms`);
    }
  });

  it('says stream-lossy when a healthy socket loses changes twice over, and takes it back', async () => {
    const it = await world();
    it.server.weather.rateLimited = true;
    for (let number = 10; number < 30; number++) {
      write(it, number, {});
      await it.clock.advance(1_000);
    }
    assert.equal(it.session.status, 'connected', 'the socket looks healthy');
    assert.deepEqual([it.rows.status, it.rows.error?.code], ['stale', 'stream-lossy']);
    it.server.weather.rateLimited = false;
    await it.clock.advance(20_000);
    assert.deepEqual([it.rows.status, it.rows.error], ['live', null]);
  });

  it('reads ever more rarely while nothing is wrong, and never not at all', async () => {
    const it = await world();
    await it.clock.advance(300_000);
    const before = it.server.reads;
    await it.clock.advance(600_000);
    const reads = it.server.reads - before;
    assert.ok(reads >= 9 && reads <= 11, `${reads} reads in ten quiet minutes`);
  });

  it('sets no timer while the page is hidden, and reads when it is shown', async () => {
    const it = await world();
    it.page.tell('hidden');
    await it.clock.advance(10_000);
    const before = it.server.reads;
    await it.clock.advance(200_000);
    assert.equal(it.server.reads, before);
    write(it, 9, {});
    it.page.tell('visible');
    await it.clock.advance(300);
    assert.ok(it.ids().includes(keyName(9)));
  });

  it('reads when it is asked to, also while nobody looks', async () => {
    const it = await world();
    it.page.tell('hidden');
    write(it, 9, { hidden: true });
    write(it, 3, { hidden: true }); // Of which the stream tells nothing.
    let refreshed = false;
    void it.rows.refresh().then(() => (refreshed = true));
    await it.clock.advance(500);
    assert.deepEqual([refreshed, it.ids().includes(keyName(3))], [true, false]);
  });

  it('tells the page of one gap once, however many lists had it', async () => {
    const told: LiveGap[] = [];
    const it = await world(byTime, 3, { onGap: (gap) => told.push(gap) });
    it.session.query<Ticket>({ ...byTime.spec, limit: 999 });
    await it.clock.advance(1_000);
    it.server.cut();
    await it.clock.advance(20_000);
    assert.equal(told.length, 1);
    it.server.cut();
    await it.clock.advance(20_000);
    assert.equal(told.length, 2);
  });

  it('says when something on the way forbids the socket, and reads instead', async () => {
    const problems: string[] = [];
    const clock = new VirtualClock();
    const database = new ModelDatabase(() => clock.now());
    const { transport, reader, weather } = new ModelServer(database, clock, [byTime]);
    weather.refuseSockets = true;
    weather.restDown = true;
    const onProblem = ({ code }: Problem): void => void problems.push(code);
    const options = {
      url: 'https://model.test',
      apiKey: 'key',
      clock,
      lifecycle: new ModelPage(),
      transport,
      reader,
      onProblem,
    };
    const session = new LiveSession(options);
    const rows = session.query<Ticket>(byTime.spec);
    session.connect();
    await clock.advance(30_000);
    assert.deepEqual(problems, [], 'with the whole project away, the socket is not what is wrong');
    weather.restDown = false;
    await clock.advance(60_000);
    database.transact([{ key: keyName(1), row: ticket(1) }]);
    await clock.advance(3_000);
    assert.deepEqual([problems, rows.status, rows.rows.length], [['socket-blocked'], 'stale', 1]);
    weather.refuseSockets = false;
    await clock.advance(40_000);
    assert.equal(rows.status, 'live', 'and comes back to the stream by itself');
  });

  it('audits a long list by its top and one page further down, and whole once it has found a loss', async () => {
    const it = await world({ ...byTime, spec: { ...byTime.spec, limit: 2_000 } }, 1_200);
    await it.clock.advance(120_000);
    const limits: number[] = [];
    it.server.onRead = ({ limit }) => limits.push(limit);
    await it.clock.advance(300_000);
    assert.ok(
      limits.every((limit) => limit <= 250),
      `as long as nothing is wrong, pages: ${limits.join()}`,
    );
    assert.ok(limits.length <= 12, `${limits.length} reads in five quiet minutes`);

    it.server.weather.rateLimited = true;
    for (const number of [900, 600, 300, 5]) write(it, number, { title: 'Changed in silence' });
    write(it, 650, null);
    write(it, 2_000, { created_at: new Date(Date.UTC(2025, 0, 1) + 500.5 * 60_000).toISOString() });
    const expected = selectList(it.database, byTime).map(({ id, title }) => `${id} ${title}`);
    const shown = (): string[] => it.rows.rows.map(({ id, title }) => `${id} ${title}`);
    // Five pages, two at a time: at most four audits find the first loss, and the whole read follows it by 4 s.
    let passed = 0;
    for (; shown().join() !== expected.join() && passed < 600_000; passed += 1_000) await it.clock.advance(1_000);
    assert.ok(passed <= 4 * 66_000 + 4_000, `right after ${passed} ms`);
    assert.deepEqual(shown(), expected);
    const whole = limits.findIndex((limit) => limit > 250);
    assert.ok(whole > 0, 'the loss was followed by a whole read');
  });

  it('polls when asked to, and is live as long as the reads are good', async () => {
    const it = await world(byTime, 3, { source: 'poll' });
    assert.deepEqual([it.rows.status, it.session.status, it.server.joins], ['live', 'connected', 0]);
    write(it, 9, {});
    await it.clock.advance(61_000);
    assert.ok(it.ids().includes(keyName(9)));
    it.server.weather.restDown = true;
    await it.clock.advance(65_000);
    assert.deepEqual([it.rows.status, it.session.status], ['stale', 'reconnecting']);
  });

  it('shares one query among those who ask the same, until one of them loads more', async () => {
    const it = await world({ ...lists[1]!, spec: { ...lists[1]!.spec, limit: 5 } }, 40);
    const before = it.server.reads;
    const other = it.session.query<Ticket>({ ...lists[1]!.spec, limit: 5 });
    const drawn: Patch<Ticket>[] = [];
    other.observe({ patched: (patches) => drawn.push(...patches) });
    await it.clock.advance(100);
    assert.equal(it.server.reads, before, 'no read of its own');
    assert.equal(drawn[0]?.type, 'reset');
    drawn.length = 0;
    const more = other.loadMore();
    await it.clock.advance(2_000);
    await more;
    assert.deepEqual([other.rows.length, it.rows.rows.length], [10, 5]);
    assert.deepEqual([...new Set(drawn.map((patch) => patch.type))], ['insert'], 'rows added, not a list begun anew');
  });

  it('starts nothing anew when it is closed in the midst of a verification', async () => {
    const it = await world({ ...lists[1]!, spec: { ...lists[1]!.spec, limit: 5 } }, 60);
    Object.assign(it.server.weather, { restFrom: 1_000, restTo: 1_000, lagFrom: 10, lagTo: 20 });
    // The headroom is used up, and a row that lacks a column is being asked for.
    const gone = selectList(it.database, lists[1]!).slice(0, 12);
    write(it, 70, { status: 'closed', body: 'long '.repeat(50) });
    it.database.transact(gone.map(({ id }) => ({ key: id, row: null })));
    write(it, 70, { status: 'open' });
    await it.clock.advance(400);
    it.rows.close();
    it.session.close();
    await it.clock.advance(20_000);
    assert.equal(it.clock.timers, 0);
  });

  it('leaves no timer and no listener behind', async () => {
    const it = await world();
    it.rows.close();
    it.session.close();
    await it.clock.advance(20_000);
    assert.deepEqual([it.clock.timers, it.page.observed], [0, 0]);
  });
});

function token(subject: string): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part({ sub: subject, role: 'authenticated' })}.x`;
}
