/** Answers that arrive in another order than they were asked for: a row never goes back to an older value. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LiveSession } from '../../../src/live-session.ts';
import type { ReadRequest } from '../../../src/sync/reader.ts';
import { ModelDatabase, type Ticket } from '../../model/model-database.ts';
import { ModelServer } from '../../model/model-server.ts';
import { ModelPage, keyName, lists } from '../../model/schedule.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const open = lists[1]!;
const body = 'long '.repeat(50);

function row(number: number, values: Partial<Ticket>): Ticket {
  return {
    id: keyName(number),
    title: 'Other',
    status: 'open',
    priority: 1,
    hidden: false,
    body: null,
    created_at: new Date(Date.UTC(2025, 0, number)).toISOString(),
    version: 0,
    ...values,
  };
}

class World {
  readonly clock = new VirtualClock(7);
  readonly database = new ModelDatabase(() => this.clock.now());
  readonly server = new ModelServer(this.database, this.clock, [open]);
  readonly asked: ReadRequest[] = [];
  /** Milliseconds an answer is under way: of a read of the window, and of a verification. */
  readonly delays = { window: 0, keys: 0 };
  readonly session: LiveSession;
  readonly rows;

  constructor() {
    Object.assign(this.server.weather, { lagFrom: 10, lagTo: 10, restFrom: 0, restTo: 0 });
    const { transport, reader } = this.server;
    this.session = new LiveSession({
      url: 'https://model.test',
      apiKey: 'key',
      clock: this.clock,
      lifecycle: new ModelPage(),
      transport,
      reader: {
        read: async (request) => {
          this.asked.push(request);
          const answer = await reader.read(request);
          await new Promise<void>((resolve) =>
            this.clock.setTimer(resolve, this.delays[request.keys ? 'keys' : 'window']),
          );
          return answer;
        },
      },
    });
    this.rows = this.session.query<Ticket>(open.spec);
    this.session.connect();
  }

  write(values: Partial<Ticket>): void {
    const before = this.database.rows.get(keyName(1)) ?? row(1, { body });
    this.database.transact([{ key: keyName(1), row: { ...before, ...values } }]);
  }

  /** A row that the list does not know enters it by an update without one of its columns: only a read can tell it. */
  async doubtful(): Promise<void> {
    this.write({ title: 'Old', status: 'closed' });
    this.database.transact([{ key: keyName(2), row: row(2, {}) }]);
    await this.clock.advance(10_000);
    this.asked.length = 0;
    this.write({ status: 'open' });
    await this.clock.advance(20);
  }

  get title(): string | undefined {
    return this.rows.rows.find(({ id }) => id === keyName(1))?.title;
  }

  /** From now on nothing but reads tells of what is written. */
  deaf(): void {
    this.server.weather.lose = 1;
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await this.clock.advance(10);
  }

  async titlesFor(duration: number): Promise<ReadonlySet<string | undefined>> {
    const titles = new Set<string | undefined>();
    for (let passed = 0; passed < duration; passed += 10) {
      await this.clock.advance(10);
      titles.add(this.title);
    }
    return titles;
  }
}

describe('answers that are overtaken', () => {
  it('a verification that is answered after a read that began later changes nothing', async () => {
    const world = new World();
    await world.doubtful();
    world.delays.keys = 800;
    await world.until(() => world.asked.some(({ keys }) => keys !== undefined));
    world.deaf();
    world.write({ title: 'New' });
    void world.rows.refresh();
    await world.until(() => world.title === 'New');
    assert.deepEqual([...(await world.titlesFor(1_000))], ['New']);
  });

  it('a read that is answered after a verification that began later does not overrule it', async () => {
    const world = new World();
    await world.doubtful();
    world.delays.window = 600;
    const read = world.rows.refresh();
    await world.clock.advance(0);
    world.deaf();
    world.write({ title: 'New' });
    await world.until(() => world.title === 'New');
    let answered = false;
    void read.then(() => (answered = true));
    assert.deepEqual([...(await world.titlesFor(700))], ['New']);
    assert.ok(answered, 'it was answered meanwhile');
  });
});
