/** What passes between tabs, and what is made of anything else that any script of the site may say there. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changePayload } from '../../../support/scripted-transport.ts';
import { refusing, TabWorld } from '../../../support/tab-world.ts';

describe('the messages of tabs', () => {
  it('are ignored unless they have the form of one and come from the tab that leads', async () => {
    const world = new TabWorld();
    const lists = await world.tabs(3);
    const { channel, message } = world.browser.messages.find((each) => each.message['kind'] === 'leads')!;
    const leader = String(message['from']);
    const forged = changePayload({ new: { id: 'x', name: 'Forged' } });
    const feed = '["public","products",null]';
    const before = world.kinds().length;
    for (const words of [
      ...[
        null,
        undefined,
        7,
        'leads',
        [],
        {},
        { kind: 'leads' },
        { from: leader },
        { from: leader, kind: 'constructor' },
      ],
      { from: leader, kind: 'leads', term: 'now', open: true },
      { from: leader, kind: 'lost' },
      { from: leader, kind: 'changes', changes: [feed, forged] },
      { from: leader, kind: 'changes', changes: [[feed, null]] },
      { from: leader, kind: 'changes', changes: [[feed, { new: { id: 'x' } }]] },
      { from: leader, kind: 'system', to: leader, channel: 1, message: null },
      { from: 'stranger', kind: 'changes', changes: [[feed, forged]] },
      { from: 'stranger', kind: 'lost', why: 'a lie' },
      { from: 'stranger', kind: 'leads', term: Number(message['term']) - 1, open: true },
      { from: 'stranger', kind: 'garbled' },
      { from: 'stranger', kind: 'join', to: leader, channel: 1, topic: 'x', binding: { schema: 'public' } },
      { from: 'stranger', kind: 'leave', to: leader, channel: 1 },
    ]) {
      world.browser.say(channel, words);
    }
    await world.pass(1_000);
    for (const list of lists) assert.deepEqual([list.rows.length, list.status], [1, 'live']);
    assert.ok(world.pages.every(({ session, gaps }) => session.status === 'connected' && gaps.length === 0));
    assert.equal(world.leader.own.count('open'), 1);
    assert.deepEqual(world.kinds(before), []);
  });

  it('make every follower read when the socket brought what cannot be read', async () => {
    const world = new TabWorld();
    await world.tabs(3);
    const reads = world.pages.map(({ reader }) => reader.requests.length);
    world.leader.own.garble();
    await world.pass(100);
    world.pages.forEach(({ reader }, nth) => assert.ok(reader.requests.length > reads[nth]!));
  });

  it('that cannot be read make every follower read', async () => {
    const world = new TabWorld();
    await world.tabs(3);
    const reads = world.followers.map(({ reader }) => reader.requests.length);
    world.browser.garble();
    await world.pass(100);
    world.followers.forEach(({ reader }, nth) => assert.ok(reader.requests.length > reads[nth]!));
  });
});

describe('a tab whose browser has no means to share', () => {
  it('opens a socket of its own, once and for all, and says nothing', async () => {
    const world = new TabWorld();
    const refused = world.open({ tabs: refusing(world.browser.open().ports) });
    const channelless = world.open({
      tabs: {
        ...world.browser.open().ports,
        openChannel: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      },
    });
    const hashless = world.open({
      tabs: {
        ...world.browser.open().ports,
        digest: () => Promise.reject(new DOMException('denied', 'NotSupportedError')),
      },
    });
    for (const page of [refused, channelless, hashless]) {
      const list = page.list();
      await world.pass(1_000);
      assert.deepEqual([page.role, page.sockets, page.session.status, list.status], ['alone', 1, 'connected', 'live']);
      assert.deepEqual(page.problems, []);
      page.own.break();
      await world.pass(2_000);
      assert.deepEqual([page.sockets, page.session.status], [2, 'connected']);
      page.own.channel('products').change({ new: { id: 'b', name: 'Cup' } });
      assert.equal(list.rows.length, 2);
    }
  });
});
