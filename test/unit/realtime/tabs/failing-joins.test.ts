/** A channel that fails under several tabs: tried again for all of them at once, and never one's fault told to another. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sampleToken } from '../../../support/sample-token.ts';
import { changePayload } from '../../../support/scripted-transport.ts';
import { anna, TabWorld } from '../../../support/tab-world.ts';

describe('a join that fails', () => {
  it('is made again once for all tabs, not once for each', async () => {
    const world = new TabWorld();
    const lists = Array.from({ length: 6 }, () => world.open().list());
    await world.clock.advance(200);
    world.leader.own.accept();
    await world.clock.advance(100);
    const { own } = world.leader;
    for (let left = 60_000; left > 0; left -= 50) {
      await world.clock.advance(50);
      for (const channel of own.live) channel.fail('Timeout: try later');
    }
    assert.ok(own.count('join products') >= 4);
    assert.ok(own.count('join products') <= 12, `${own.count('join products')} joins in a minute`);
    for (const channel of own.live) channel.joinAndFlow();
    await world.pass(130_000, 100);
    assert.deepEqual(
      lists.map(({ status }) => status),
      Array(6).fill('live'),
    );
  });

  it("over the leader's token costs the followers nothing: the leader sees to another", async () => {
    const world = new TabWorld();
    let serial = 0;
    const token = (): Promise<string> =>
      Promise.resolve(sampleToken({ sub: 'anna', role: 'authenticated', issuedAt: 1e12 + 1_000 * serial++ }));
    const first = world.open({ accessToken: token });
    await world.pass(1_000);
    const second = world.open({ accessToken: anna }); // It has no other.
    await world.pass(1_000);
    assert.equal(first.role, 'leader');
    const list = second.list('tickets'); // The leader shows none of them.
    await world.pass(1_000);
    const channel = first.own.channel('tickets');
    channel.systemError('Token has expired 3 seconds ago', 'system');
    channel.close();
    await world.pass(5_000);
    assert.deepEqual([second.role, second.session.status, list.status], ['follower', 'connected', 'live']);
    assert.deepEqual(second.problems, []);
    assert.ok(serial > 1, 'the leader has asked for another token');
    const before = serial;
    first.own.channel('tickets').fail('InvalidJWTToken: Token has expired 3 seconds ago');
    await world.pass(5_000);
    assert.deepEqual([second.role, second.session.status, list.status], ['follower', 'connected', 'live']);
    assert.ok(serial > before);
    assert.deepEqual(second.session.error, null);
  });

  it('is made again although one of the tabs does not run and keeps what it had', async () => {
    const world = new TabWorld();
    const lists = await world.tabs(3);
    const { leader } = world;
    const stopped = world.followers[0]!;
    stopped.tab.freeze(false);
    leader.own.channel('products').close();
    await world.pass(4_000);
    assert.equal(leader.own.count('join products'), 2);
    const running = lists.filter((_, nth) => world.pages[nth] !== stopped);
    assert.deepEqual(
      running.map(({ status }) => status),
      ['live', 'live'],
    );
  });

  it('for good is told to every tab that asked', async () => {
    const world = new TabWorld();
    const lists = Array.from({ length: 3 }, () => world.open().list());
    await world.clock.advance(200);
    world.leader.own.accept();
    await world.clock.advance(100);
    world.leader.own.channel('products').join();
    await world.clock.advance(10);
    world.leader.own.channel('products').systemError('Unable to subscribe to changes with given parameters.');
    await world.clock.advance(1_000);
    assert.deepEqual(
      lists.map(({ error }) => error?.code),
      Array(3).fill('not-published'),
    );
  });

  it('brings nothing of a channel that was left', async () => {
    const world = new TabWorld();
    await world.tabs(2);
    world.leader.own.channel('products').change(changePayload({ new: { id: 'q', name: 'Late' } }));
    world.followers[0]!.session.close();
    await world.clock.advance(100);
    assert.equal(world.leader.session.status, 'connected');
  });
});
