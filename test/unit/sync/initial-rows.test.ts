/** Rows that came with the page: a first picture that claims nothing, and that the first read rights. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RawRow } from '../../../src/domain/row.ts';
import { LiveSession } from '../../../src/live-session.ts';
import type { Patch } from '../../../src/sync/patch.ts';
import { ReadError } from '../../../src/sync/read-error.ts';
import { ModelDatabase, type Ticket } from '../../model/model-database.ts';
import { ModelServer } from '../../model/model-server.ts';
import { ModelPage, keyName, lists } from '../../model/schedule.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const newestFirst = lists[0]!;

function ticket(number: number, title = `Ticket ${number}`): Ticket {
  const created_at = new Date(Date.UTC(2025, 0, 1) + number * 60_000).toISOString();
  return {
    id: keyName(number),
    title,
    status: 'open',
    priority: 1,
    hidden: false,
    body: null,
    created_at,
    version: number,
  };
}

class World {
  readonly clock = new VirtualClock(7);
  readonly database = new ModelDatabase(() => this.clock.now());
  readonly server = new ModelServer(this.database, this.clock, [newestFirst]);
  readonly told: Patch<Ticket>[] = [];
  readonly session: LiveSession;
  readonly rows;

  constructor(
    initial: readonly RawRow[],
    options: { source?: 'poll'; reader?: { read: () => Promise<never> }; limit?: number } = {},
  ) {
    for (const number of [1, 2, 3]) this.write(number);
    const { transport, reader } = this.server;
    const { limit, ...others } = options;
    this.session = new LiveSession({
      url: 'https://model.test',
      apiKey: 'key',
      clock: this.clock,
      lifecycle: new ModelPage(),
      transport,
      reader,
      ...others,
    });
    this.rows = this.session.query<Ticket>({ ...newestFirst.spec, limit: limit ?? newestFirst.spec.limit }, initial);
    this.rows.observe({ patched: (patches) => this.told.push(...patches) });
  }

  write(number: number, title?: string): void {
    this.database.transact([{ key: keyName(number), row: ticket(number, title) }]);
  }

  get titles(): string[] {
    return this.rows.rows.map(({ title }) => title);
  }
}

const asRead = [3, 2, 1].map((number) => ticket(number) as unknown as RawRow);

describe('rows that came with the page', () => {
  for (const source of [undefined, 'poll'] as const) {
    it(`are there at once, as stale and verified by nobody${source ? ', also where rows are polled' : ''}`, () => {
      const { rows, titles, told } = new World(asRead, { source });
      assert.deepEqual(titles, ['Ticket 3', 'Ticket 2', 'Ticket 1']);
      assert.deepEqual([rows.status, rows.verifiedAt, told.map(({ type }) => type)], ['stale', null, ['reset']]);
    });
  }

  it('stay the same objects, and tell nothing, when the first read agrees', async () => {
    const world = new World(asRead);
    const before = world.rows.rows;
    world.told.length = 0;
    world.session.connect();
    await world.clock.advance(5_000);
    assert.equal(world.rows.status, 'live');
    assert.deepEqual(world.told, []);
    world.rows.rows.forEach((row, place) => assert.equal(row, before[place]));
  });

  it('are put right by the first read, row by row', async () => {
    const world = new World([ticket(9, 'Gone'), ticket(3), ticket(2, 'Old title')]);
    world.told.length = 0;
    world.session.connect();
    await world.clock.advance(5_000);
    assert.deepEqual(world.titles, ['Ticket 3', 'Ticket 2', 'Ticket 1']);
    assert.deepEqual(world.told.map(({ type }) => type).sort(), ['insert', 'remove', 'update']);
    assert.equal(world.session.stats.repairs, 0, 'nothing the stream has missed');
  });

  it('take no part in judging events: what comes before the first read is painted by it', async () => {
    const world = new World([ticket(3, 'Old')]);
    Object.assign(world.server.weather, { restFrom: 1_500, restTo: 1_500 });
    world.session.connect();
    await world.clock.advance(1_500);
    world.write(3, 'New');
    await world.clock.advance(1_000);
    assert.deepEqual(world.titles, ['Old']);
    await world.clock.advance(8_000);
    assert.deepEqual([world.titles[0], world.rows.status], ['New', 'live']);
  });

  it('go when the rows may not be read', async () => {
    const problem = { code: 'no-permission', message: 'm', remedy: 'r', permanent: true } as const;
    const world = new World(asRead, { reader: { read: () => Promise.reject(new ReadError(problem)) } });
    world.session.connect();
    await world.clock.advance(1_000);
    assert.deepEqual([world.rows.status, world.titles, world.told.at(-1)?.type], ['error', [], 'reset']);
  });

  it('stay, as stale, while nothing can be read', async () => {
    const problem = { code: 'backend-unreachable', message: 'm', remedy: 'r', permanent: false } as const;
    const world = new World(asRead, { reader: { read: () => Promise.reject(new ReadError(problem)) } });
    world.session.connect();
    await world.clock.advance(60_000);
    assert.deepEqual([world.rows.status, world.titles.length], ['stale', 3]);
  });

  it('are as many as fit, and promise more only when they fill the list', () => {
    assert.deepEqual([new World(asRead, { limit: 2 }).titles.length, new World(asRead).rows.hasMore], [2, false]);
    assert.equal(new World(asRead, { limit: 2 }).rows.hasMore, true);
  });

  it('are left out where they have no key', () => {
    const keyless = Object.fromEntries(Object.entries(asRead[1]!).filter(([column]) => column !== 'id'));
    assert.deepEqual(new World([asRead[0]!, keyless]).titles, ['Ticket 3']);
  });
});
