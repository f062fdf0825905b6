/** When the tab with the socket goes, freezes, hides or falls silent, another has one, and every tab reads anew. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TabWorld, type TabPage } from '../../../support/tab-world.ts';

/** What was missed in between is shown by a read of each tab's own. */
async function missesNothing(world: TabWorld, change: () => void, within: number): Promise<void> {
  const fences = world.pages.map(({ session }) => session.stats.fences);
  for (const { reader } of world.pages) reader.rows = [{ id: 'a', name: 'Mug, written meanwhile' }];
  const others = new Set(world.pages);
  change();
  await world.pass(within);
  const left = world.pages.filter((page) => others.has(page) && !page.tab.frozen);
  assert.equal(world.leaders.length, 1);
  for (const page of left) {
    assert.equal(page.session.status, 'connected');
    assert.ok(page.session.stats.fences > fences[[...others].indexOf(page)]!, 'a fence');
  }
}

function shown(lists: readonly { rows: readonly { name: string }[]; status: string }[]): string[] {
  return lists.map(({ rows, status }) => `${status} ${rows[0]?.name}`);
}

const whole = 'live Mug, written meanwhile';

describe('when the tab with the socket', () => {
  it('is killed, another leads within two seconds', async () => {
    const world = new TabWorld();
    const lists = await world.tabs(4);
    const { leader } = world;
    const place = world.pages.indexOf(leader);
    await missesNothing(world, () => world.kill(leader), 2_000);
    assert.deepEqual(shown(lists.filter((_, nth) => nth !== place)), Array(3).fill(whole));
    assert.ok(world.pages.every(({ gaps }) => gaps.length === 1));
  });

  it('is killed, it is none that the browser has frozen', async () => {
    const world = new TabWorld();
    await world.tabs(3);
    const [frozen] = world.followers as [TabPage];
    frozen.tab.freeze();
    await world.pass(100);
    world.kill(world.leader);
    await world.pass(2_000);
    assert.equal(world.leaders.length, 1);
    frozen.tab.thaw();
    await world.pass(2_000);
    assert.deepEqual([frozen.role, frozen.session.status], ['follower', 'connected']);
  });

  it('is closed, another leads, and nothing of it is left', async () => {
    const world = new TabWorld();
    const lists = await world.tabs(3);
    const { leader } = world;
    const place = world.pages.indexOf(leader);
    world.pages.splice(place, 1);
    await missesNothing(world, () => leader.session.close(), 2_000);
    assert.deepEqual(shown(lists.filter((_, nth) => nth !== place)), Array(2).fill(whole));
    assert.equal(leader.tab.observers, 0);
    assert.equal(leader.own.live.length, 0);
    assert.equal(leader.own.calls.at(-1), 'close');
    world.pages.forEach(({ session }) => session.close());
    await world.clock.advance(100);
    assert.deepEqual(world.browser.namesOfLocks, []);
    assert.deepEqual(
      world.pages.map(({ tab }) => tab.timers),
      [0, 0],
    );
  });

  it('freezes, it gives the socket up at once, and follows when it is thawed', async () => {
    const world = new TabWorld();
    await world.tabs(3);
    const { leader } = world;
    leader.tab.freeze();
    assert.equal(leader.own.calls.at(-1), 'close');
    await missesNothing(world, () => undefined, 2_000);
    leader.tab.thaw();
    await world.pass(3_000);
    assert.equal(leader.role, 'follower');
    assert.equal(leader.session.status, 'connected');
    assert.equal(world.leaders.length, 1);
  });

  it('goes into the back/forward cache, it holds no lock there, and follows when it is restored', async () => {
    const world = new TabWorld();
    await world.tabs(1);
    const { leader } = world;
    leader.tab.tell('leaving');
    leader.tab.freeze(false);
    assert.equal(leader.own.calls.at(-1), 'close');
    await world.clock.advance(10);
    assert.deepEqual(world.browser.namesOfLocks, []);
    const other = world.open();
    await world.pass(1_000);
    assert.deepEqual([other.role, other.session.status], ['leader', 'connected']);
    leader.tab.thaw(false);
    leader.tab.tell('restored');
    await world.pass(2_000);
    assert.deepEqual([leader.role, leader.session.status, other.role], ['follower', 'connected', 'leader']);
  });

  it('stops without a word, whoever is looked at takes over within 15 s, and it follows when it runs again', async () => {
    const world = new TabWorld();
    const lists = await world.tabs(3);
    const { leader } = world;
    const place = world.pages.indexOf(leader);
    await missesNothing(world, () => leader.tab.freeze(false), 15_000);
    assert.deepEqual(shown(lists.filter((_, nth) => nth !== place)), Array(2).fill(whole));
    const from = world.browser.messages.length;
    leader.own.channel('products').change({ new: { id: 'z', name: 'Of the old socket' } });
    leader.tab.thaw(false);
    await world.pass(3_000);
    assert.equal(leader.role, 'follower');
    assert.equal(world.leaders.length, 1);
    assert.deepEqual(shown(lists), Array(3).fill(whole), 'changes of the old socket are not believed');
    assert.ok(world.kinds(from).length > 0);
  });

  it('stops before another has joined, that one does not wait for it for ever', async () => {
    const world = new TabWorld();
    await world.tabs(1);
    const { leader } = world;
    leader.tab.freeze(false);
    const late = world.open();
    const list = late.list();
    await world.pass(10_000);
    assert.deepEqual([late.role, late.session.status, list.status], ['leader', 'connected', 'live']);
  });

  it('stops without a word, two who take over in the same instant end with one connection', async () => {
    const world = new TabWorld();
    await world.tabs(1);
    const { leader } = world;
    leader.tab.freeze(false);
    for (let count = 0; count < 3; count++) world.open();
    await world.pass(15_000);
    leader.tab.thaw(false);
    await world.pass(10_000);
    assert.deepEqual(world.pages.map(({ role }) => role).sort(), ['follower', 'follower', 'follower', 'leader']);
    assert.ok(world.pages.every(({ session }) => session.status === 'connected'));
  });

  it('is hidden for long, a tab that is seen takes over, and none that is hidden', async () => {
    const world = new TabWorld();
    await world.tabs(3);
    const { leader } = world;
    const [hidden, seen] = world.followers as [TabPage, TabPage];
    hidden.tab.tell('hidden');
    leader.tab.tell('hidden');
    await world.pass(55_000);
    assert.equal(leader.role, 'leader', 'not for a glance at another tab');
    await missesNothing(world, () => undefined, 15_000);
    assert.equal(seen.role, 'leader');
    assert.deepEqual([leader.role, hidden.role], ['follower', 'follower']);
  });

  it('is hidden and all others are too, no tab asks, and it leads on', async () => {
    const world = new TabWorld();
    await world.tabs(3, { pauseWhenHidden: Infinity });
    const { leader } = world;
    for (const { tab } of world.pages) tab.tell('hidden');
    await world.pass(100);
    const from = world.browser.messages.length;
    await world.pass(200_000, 1_000);
    assert.deepEqual(world.kinds(from), []);
    const behind = world.open({ visible: false });
    await world.pass(1_000);
    assert.deepEqual([leader.role, behind.role], ['leader', 'follower'], 'opened in the background');
    const settled = world.browser.messages.length;
    await world.pass(30_000, 1_000);
    assert.deepEqual(world.kinds(settled), []);
    world.followers[0]!.tab.tell('visible');
    await world.pass(3_000);
    assert.notEqual(leader.role, 'leader', 'the first to be seen takes over');
    assert.equal(world.leaders.length, 1);
  });

  it('loses its socket, all of them say so and come back over one', async () => {
    const world = new TabWorld();
    await world.tabs(5);
    const opened = (): number => world.pages.reduce((sum, { sockets }) => sum + sockets, 0);
    world.leader.own.break();
    await world.clock.advance(5);
    assert.ok(world.pages.every(({ session }) => session.status === 'reconnecting'));
    await missesNothing(world, () => undefined, 3_000);
    assert.equal(opened(), 2);
    assert.ok(
      world.pages.every(({ gaps }) => gaps[0]!.includes('1006')),
      'each knows why',
    );
  });

  it('disconnects on purpose, the others go on', async () => {
    const world = new TabWorld();
    await world.tabs(3);
    const { leader } = world;
    leader.session.disconnect();
    await world.pass(2_000);
    assert.equal(leader.session.status, 'disconnected');
    assert.equal(leader.role, 'alone');
    assert.deepEqual(
      world.pages.filter((page) => page !== leader).map(({ session }) => session.status),
      ['connected', 'connected'],
    );
    leader.session.connect();
    await world.pass(2_000);
    assert.deepEqual([leader.role, leader.session.status], ['follower', 'connected']);
  });
});
