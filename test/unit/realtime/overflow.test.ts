/** `max-events`: above it lists are read, and say that they are not live; below it they follow the stream again. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SessionRig } from '../../support/session-rig.ts';

describe('max-events', () => {
  it('leaves alone what stays within it', async () => {
    const rig = new SessionRig({ maxEvents: 20 });
    const list = await rig.live();
    assert.equal(list.status, 'live');
    const { reads } = rig;
    for (let second = 0; second < 5; second++) await rig.second(20);
    assert.equal(list.status, 'live');
    assert.equal(list.rows[0]?.['stock'], 100);
    assert.ok(rig.reads - reads <= 2, 'no more reads than audits make');
    assert.deepEqual([rig.session.stats.overflows, rig.problems], [0, []]);
    rig.session.close();
  });

  it('turns lists to reads above it: not live, no older than a read, and told once', async () => {
    const rig = new SessionRig({ maxEvents: 20 });
    const list = await rig.live();
    assert.equal(list.status, 'live');
    const painted: unknown[] = [];
    list.observe({ patched: () => painted.push(list.rows[0]?.['stock']) });
    painted.length = 0;
    await rig.second(50);
    assert.equal(list.status, 'stale');
    const after = painted.length;
    assert.ok(after <= 20, `${after} were painted one by one`);
    for (let second = 0; second < 9; second++) await rig.second(50);
    assert.equal(list.status, 'stale', 'for as long as it lasts');
    assert.ok(painted.length - after >= 3 && painted.length - after <= 6, `${painted.length - after} reads in 9 s`);
    assert.ok(Number(list.rows[0]?.['stock']) > 350, 'a read every two seconds keeps up');
    assert.deepEqual(rig.problems, ['too-many-changes']);
    assert.equal(rig.session.status, 'connected', 'the stream does flow, to those who subscribe');
    rig.session.close();
  });

  it('goes back to the stream when fewer come, with a read that makes good what was left out', async () => {
    const rig = new SessionRig({ maxEvents: 20 });
    const list = await rig.live();
    assert.equal(list.status, 'live');
    for (let second = 0; second < 5; second++) await rig.second(50);
    for (let second = 0; second < 4; second++) await rig.second(5);
    assert.equal(list.status, 'live');
    assert.equal(list.rows[0]?.['stock'], rig.stock);
    assert.deepEqual(rig.gaps, ['more than 20 changes a second']);
    const { reads } = rig;
    await rig.second(1);
    assert.equal(list.rows[0]?.['stock'], rig.stock, 'the stream brings it');
    assert.equal(rig.reads, reads);
    assert.equal(rig.session.stats.overflows, 1);
    rig.session.close();
  });

  it('is never called live in between, though the socket breaks and comes back meanwhile', async () => {
    const rig = new SessionRig({ maxEvents: 20 });
    const list = await rig.live();
    assert.equal(list.status, 'live');
    await rig.second(50);
    rig.transport.channel('products').flow(); // As after a change of the publication.
    await rig.second(50);
    assert.equal(list.status, 'stale');
    rig.transport.break();
    await rig.clock.advance(2_000);
    rig.transport.accept();
    rig.transport.channel('products').joinAndFlow();
    for (let second = 0; second < 4; second++) await rig.second(0);
    assert.equal(list.status, 'live');
    assert.equal(list.rows[0]?.['stock'], rig.stock);
    rig.session.close();
  });

  it('keeps nothing from those who subscribe', async () => {
    const rig = new SessionRig({ maxEvents: 20 });
    await rig.live();
    let heard = 0;
    rig.session.subscribe('products', () => heard++);
    await rig.second(50);
    assert.equal(heard, 50);
    rig.session.close();
  });

  it('leaves no timer behind', async () => {
    const rig = new SessionRig({ maxEvents: 20 });
    await rig.live();
    await rig.second(50);
    rig.session.close();
    await rig.clock.advance(0);
    assert.equal(rig.clock.timers, 0);
  });
});

describe('stats', () => {
  it('count the socket, its channels and the changes of the last second', async () => {
    const rig = new SessionRig();
    const { connections, channels, messagesPerSecond } = rig.session.stats;
    assert.deepEqual([connections, channels, messagesPerSecond], [0, 0, 0]);
    await rig.live();
    rig.session.query({ table: 'products', limit: 3 });
    rig.session.query({ table: 'tickets' });
    await rig.second(25);
    const counted = rig.session.stats;
    assert.deepEqual([counted.connections, counted.channels, counted.messagesPerSecond], [1, 2, 25]);
    await rig.second(0);
    await rig.second(0);
    assert.equal(rig.session.stats.messagesPerSecond, 0);
    rig.transport.break();
    assert.deepEqual([rig.session.stats.connections, rig.session.stats.channels], [0, 0]);
    rig.session.close();
  });
});
