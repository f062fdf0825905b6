/** Rows that nobody sees rest: no channel, no reads, not called live; seen again, they are those of now. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SessionRig } from '../../support/session-rig.ts';

const minute = 60_000;

describe('a list that rests', () => {
  it('leaves its channel after the linger, asks nothing, and stands as it was', async () => {
    const rig = new SessionRig();
    const list = await rig.live();
    list.rest!();
    assert.equal(list.status, 'stale');
    await rig.clock.advance(4_000);
    assert.equal(rig.transport.live.length, 0);
    assert.deepEqual([rig.session.stats.connections, rig.session.stats.channels], [1, 0]);
    const { reads } = rig;
    rig.write();
    await rig.clock.advance(10 * minute);
    assert.equal(rig.reads, reads);
    assert.deepEqual([list.rows[0]?.['stock'], list.status], [0, 'stale']);
    rig.session.close();
  });

  it('comes back by a fence: joined, read, live, and the gap is told', async () => {
    const rig = new SessionRig();
    const list = await rig.live();
    list.rest!();
    await rig.clock.advance(minute);
    rig.write();
    const { fences } = rig.session.stats;
    list.wake!();
    await rig.clock.advance(100);
    assert.deepEqual([list.rows[0]?.['stock'], list.status], [1, 'stale'], 'a read does not wait for the channel');
    rig.transport.channel('products').joinAndFlow();
    await rig.clock.advance(100);
    assert.equal(list.status, 'live');
    assert.ok(rig.session.stats.fences > fences);
    assert.deepEqual(rig.gaps, ['nobody saw the rows']);
    rig.write();
    assert.equal(list.rows[0]?.['stock'], 2, 'the stream brings it');
    rig.session.close();
  });

  it('that is seen again within the linger joins nothing anew, and reads all the same', async () => {
    const rig = new SessionRig();
    const list = await rig.live();
    list.rest!();
    await rig.clock.advance(1_000);
    rig.write();
    assert.equal(list.rows[0]?.['stock'], 0);
    list.wake!();
    assert.equal(list.status, 'stale', 'until the read');
    await rig.clock.advance(100);
    assert.deepEqual([list.rows[0]?.['stock'], list.status], [1, 'live']);
    assert.equal(rig.transport.count('join products'), 1);
    rig.session.close();
  });

  it('rests with those who ask the same only when none of them is seen', async () => {
    const rig = new SessionRig();
    const first = await rig.live();
    const second = rig.session.query({ table: 'products' });
    first.rest!();
    await rig.clock.advance(10_000);
    assert.deepEqual([first.status, second.status], ['live', 'live']);
    second.rest!();
    assert.equal(first.status, 'stale');
    const third = rig.session.query({ table: 'products' });
    await rig.clock.advance(100);
    assert.equal(third.status, 'live');
    third.close();
    assert.equal(first.status, 'stale', 'those who are left do not see it');
    first.close();
    second.wake!();
    await rig.clock.advance(100);
    assert.equal(second.status, 'live');
    rig.session.close();
  });

  it('stays at rest when the page comes back, and through a break of the socket', async () => {
    const rig = new SessionRig();
    const list = await rig.live();
    list.rest!();
    await rig.clock.advance(5_000);
    const { reads } = rig;
    rig.lifecycle.tell('hidden');
    rig.lifecycle.tell('visible');
    rig.transport.break();
    await rig.clock.advance(minute);
    rig.transport.accept();
    await rig.clock.advance(minute);
    assert.deepEqual([rig.reads, rig.transport.live.length, list.status], [reads, 0, 'stale']);
    rig.session.close();
    await rig.clock.advance(0);
    assert.equal(rig.clock.timers, 0);
    assert.equal(rig.lifecycle.observers, 0);
  });

  it('can be read by hand, and is not called live for that', async () => {
    const rig = new SessionRig();
    const list = await rig.live();
    list.rest!();
    rig.write();
    await list.refresh();
    assert.deepEqual([list.rows[0]?.['stock'], list.status], [1, 'stale']);
    await rig.clock.advance(minute);
    assert.equal(rig.transport.live.length, 0);
    rig.session.close();
  });

  it('shows nothing of the last reader when another signs in meanwhile', async () => {
    const rig = new SessionRig();
    const list = await rig.live();
    list.rest!();
    rig.session.setAccessToken('eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm5hIn0.x');
    await rig.clock.advance(1_000);
    assert.deepEqual([list.rows, list.status], [[], 'loading']);
    list.wake!();
    await rig.clock.advance(100);
    assert.equal(list.rows.length, 1);
    rig.session.close();
  });

  it('is not live with source="poll" either, and polls again when it is seen', async () => {
    const rig = new SessionRig({ source: 'poll' });
    const list = rig.session.query({ table: 'products' });
    rig.session.connect();
    await rig.clock.advance(1_000);
    assert.equal(list.status, 'live');
    list.rest!();
    assert.equal(list.status, 'stale');
    const { reads } = rig;
    await rig.clock.advance(minute);
    assert.equal(rig.reads, reads);
    list.wake!();
    await rig.clock.advance(1_000);
    assert.equal(list.status, 'live');
    rig.session.close();
  });
});
