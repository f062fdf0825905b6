/** Who shares follows from the token at every moment: a tab whose reader changes has left before anything else. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sampleToken } from '../../../support/sample-token.ts';
import { anna, boris, TabWorld, type TabPage } from '../../../support/tab-world.ts';

describe('a tab whose reader changes', () => {
  for (const role of ['leader', 'follower'] as const) {
    it(`leaves its group first, as ${role}: its rows go at once, and nothing of the old reader comes any more`, async () => {
      const world = new TabWorld();
      const lists = await world.tabs(3);
      const page = role === 'leader' ? world.leader : world.followers[0]!;
      const list = lists[world.pages.indexOf(page)]!;
      page.reader.rows = [{ id: 'b', name: 'What Boris sees' }];
      page.session.setAccessToken(boris);
      await world.clock.advance(0);
      assert.ok(!list.rows.some(({ name }) => name === 'Mug'));
      const heard: string[] = [];
      page.session.subscribe('products', ({ row }) => heard.push(String((row as { name: string }).name)));
      await world.pass(2_000);
      const annas = world.leaders.find((other) => other !== page)!;
      annas.own.channel('products').change({ new: { id: 'c', name: 'What Anna sees' } });
      await world.pass(500);
      assert.deepEqual([page.role, page.session.status], ['leader', 'connected']);
      assert.deepEqual(heard, []);
      assert.deepEqual(
        list.rows.map(({ name }) => name),
        ['What Boris sees'],
      );
      assert.equal(page.own.calls.filter((call) => call.startsWith('token')).at(-1), `token ${boris}`);
      page.session.setAccessToken(anna);
      await world.pass(3_000);
      assert.equal(page.role, 'follower');
    });
  }

  it('leaves as well when only another claim of the same reader changes', async () => {
    const world = new TabWorld();
    await world.tabs(2);
    const [follower] = world.followers as [TabPage];
    follower.session.setAccessToken(sampleToken({ sub: 'anna', role: 'authenticated', app_metadata: { team: 2 } }));
    await world.pass(2_000);
    assert.equal(follower.role, 'leader');
    assert.equal(world.leaders.length, 2);
  });

  it('leaves as well when that happens before it has found its group', async () => {
    const world = new TabWorld();
    await world.tabs(1);
    world.leader.tab.freeze(false);
    const late = world.open();
    await world.clock.advance(100);
    late.session.setAccessToken(sampleToken({ sub: 'anna', role: 'authenticated', app_metadata: { team: 2 } }));
    await world.pass(12_000);
    const other = world.open();
    await world.pass(8_000);
    assert.deepEqual([late.role, other.role], ['leader', 'leader'], 'each in a group of its own');
  });

  it('stays when the token is another of the same claims', async () => {
    const world = new TabWorld();
    await world.tabs(2);
    const renewed = sampleToken({ sub: 'anna', role: 'authenticated', issuedAt: 1e12 });
    for (const { session } of world.pages) session.setAccessToken(renewed);
    await world.pass(1_000);
    assert.deepEqual(world.pages.map(({ role }) => role).sort(), ['follower', 'leader']);
    assert.ok(world.pages.every(({ gaps }) => gaps.length === 0));
    assert.equal(world.leader.own.calls.at(-1), `token ${renewed}`, 'the server is told');
    assert.deepEqual(world.followers[0]!.own.calls, []);
  });
});
