/** The first rows are there before the engine, and with it they are what they would be without that head start. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { deferred, EarlyWorld, row } from '../../support/early-world.ts';

let world: EarlyWorld;

function open(...options: ConstructorParameters<typeof EarlyWorld>): EarlyWorld {
  return (world = new EarlyWorld(...options));
}

afterEach(() => world.end());

describe('rows before the engine', () => {
  it('are shown as the answer comes, and claim nothing', async () => {
    const list = open().list();
    assert.deepEqual(list.now, ['loading', '']);
    await world.clock.advance(0);
    assert.deepEqual(list.now, ['stale', 'Mug Pot']);
    assert.deepEqual([list.rows.verifiedAt, list.rows.hasMore, list.rows.error], [null, false, null]);
    assert.deepEqual([world.fetches, world.session.status], [1, 'connecting']);
  });

  it('come by one request, whose answer is the first the engine has', async () => {
    const list = open().list();
    await world.clock.advance(0);
    const sentAt = world.clock.now();
    await world.clock.advance(700);
    await world.engineArrives();
    assert.equal(world.firstPages.length, 1);
    assert.deepEqual([list.rows.status, list.rows.verifiedAt?.getTime()], ['stale', sentAt]);
    await world.flow();
    assert.deepEqual(list.seen, [
      ['loading', ''],
      ['stale', 'Mug Pot'],
      ['live', 'Mug Pot'],
    ]);
    assert.deepEqual(
      list.steps.map(({ type }) => type),
      ['reset'],
    );
    // The read that every beginning of the stream asks for.
    assert.equal(world.firstPages.length, 2);
  });

  it('come by one request also where the engine is quicker', async () => {
    open();
    const { promise, resolve } = deferred<Response>();
    world.answer = ({ address }) => (address.searchParams.has('or') ? Response.json([]) : promise);
    const list = world.list();
    await world.engineArrives();
    assert.deepEqual([list.now, world.asked.length], [['loading', ''], 1]);
    resolve(Response.json(world.rows));
    await world.clock.advance(0);
    assert.deepEqual([list.now, world.firstPages.length], [['stale', 'Mug Pot'], 1]);
    assert.deepEqual(list.seen, [
      ['loading', ''],
      ['stale', 'Mug Pot'],
    ]);
    assert.equal(list.steps.length, 1);
  });

  it('come by one request for lists that ask the same, and by one for each other question', async () => {
    open();
    const [one, same, other] = [world.list(), world.list(), world.list({ filter: 'price=gt.3' })];
    await world.clock.advance(0);
    await world.engineArrives();
    assert.deepEqual(
      [one, same, other].map(({ now }) => now),
      [one.now, one.now, ['stale', 'Mug Pot']],
    );
    assert.equal(world.firstPages.length, 2);
    assert.equal(new Set(world.firstPages).size, 2);
  });

  it('are asked of each schema by itself', async () => {
    open();
    world.answer = ({ address, headers }) =>
      Response.json(address.searchParams.has('or') ? [] : [row('a', headers.get('accept-profile') ?? 'public')]);
    const [one, other] = [world.list(), world.list({ schema: 'shop' })];
    await world.clock.advance(0);
    assert.deepEqual([one.now[1], other.now[1]], ['public', 'shop']);
    await world.engineArrives();
    assert.deepEqual([one.now[1], other.now[1], world.firstPages.length], ['public', 'shop', 2]);
  });

  it('are patched by what the engine reads when it comes after a change', async () => {
    const list = open().list();
    await world.clock.advance(0);
    const [mug] = list.rows.rows;
    world.rows = [row('a', 'Mug'), row('b', 'Big pot'), row('c', 'Vase')];
    await world.engineArrives();
    assert.deepEqual(list.now, ['stale', 'Mug Pot'], 'the answer is of before');
    await world.flow();
    assert.deepEqual(list.now, ['live', 'Mug Big pot Vase']);
    assert.deepEqual(
      list.steps.map(({ type }) => type),
      ['reset', 'insert', 'update'],
    );
    assert.equal(list.rows.rows[0]!['id'], mug!['id']);
  });

  it('are followed from then on, and each change is told once', async () => {
    const list = open().list();
    await world.clock.advance(0);
    await world.engineArrives();
    await world.flow();
    const before = list.steps.length;
    world.transport.channel('products').change({ eventType: 'UPDATE', new: row('a', 'Cup'), old: { id: 'a' } });
    await world.clock.advance(0);
    assert.deepEqual(list.now, ['live', 'Cup Pot']);
    assert.deepEqual(
      list.steps.slice(before).map(({ type }) => type),
      ['update', 'move'].slice(0, list.steps.length - before),
    );
  });

  it('are those of the element’s names, with numbers for numerics', async () => {
    open();
    world.rows = [{ sku_id: 'x', title: 'Mug', price: '12.50' }];
    const list = world.list({ columns: 'id:sku_id,name:title', primaryKey: 'sku_id' });
    await world.clock.advance(0);
    assert.deepEqual(list.rows.rows, [{ id: 'x', name: 'Mug', price: 12.5 }]);
    const [shown] = list.rows.rows;
    await world.engineArrives();
    assert.deepEqual(list.rows.rows[0], shown);
    assert.equal(list.steps.length, 1);
  });

  it('promise more only where they fill the list, and tell none beyond the page as new', async () => {
    open();
    const all = Array.from({ length: 1_500 }, (_, index) => row(String(index).padStart(4, '0'), `Mug ${index}`));
    world.answer = ({ address }) =>
      Response.json(address.searchParams.has('or') ? all.slice(1_000) : all.slice(0, 1_000));
    const list = world.list({ limit: 2_000 });
    await world.clock.advance(0);
    assert.deepEqual([list.rows.rows.length, list.rows.hasMore], [1_000, false]);
    await world.engineArrives();
    assert.equal(list.rows.rows.length, 1_500);
    assert.deepEqual(
      list.steps.filter((step) => step.type !== 'reset' && step.change !== null),
      [],
    );
    const short = world.list({ limit: 5 });
    await world.clock.advance(0);
    assert.equal(short.rows.hasMore, true);
  });

  it('that the page brought along stay until the engine knows better', async () => {
    open();
    const list = world.list({}, [row('a', 'Old mug')]);
    assert.deepEqual(list.now, ['stale', 'Old mug']);
    await world.clock.advance(0);
    assert.deepEqual(list.now, ['stale', 'Old mug']);
    await world.engineArrives();
    assert.deepEqual(list.now, ['stale', 'Mug Pot']);
    assert.equal(world.firstPages.length, 1);
    assert.deepEqual(
      list.steps.map(({ type }) => type),
      ['reset', 'insert', 'update'],
    );
  });
});

describe('an engine that does not come', () => {
  it('is said once, with what to do, and fetched again until it is there', async () => {
    const list = open().list();
    await world.engineFails();
    assert.deepEqual(
      world.problems.map(({ code, permanent }) => [code, permanent]),
      [['load-failed', false]],
    );
    assert.match(world.problems[0]!.message, /404/);
    assert.deepEqual([list.now, world.session.status], [['stale', 'Mug Pot'], 'connecting']);
    assert.ok(world.session.nextRetryAt! > new Date(world.clock.now()));
    await world.clock.advance(1_000);
    assert.deepEqual([world.fetches, world.session.nextRetryAt], [2, null]);
    await world.engineFails();
    assert.equal(world.problems.length, 1);
    await world.clock.advance(2_000);
    assert.equal(world.fetches, 3);
    await world.engineArrives();
    await world.flow();
    assert.deepEqual(list.now, ['live', 'Mug Pot']);
    assert.deepEqual(
      list.steps.map(({ type }) => type),
      ['reset'],
    );
  });

  it('is fetched at once when somebody asks to reconnect, and by one request at a time', async () => {
    open();
    world.session.reconnect();
    assert.equal(world.fetches, 1);
    await world.engineFails();
    world.session.reconnect();
    world.session.reconnect();
    assert.equal(world.fetches, 2);
    await world.engineFails();
    assert.equal(world.problems.length, 2, 'who asks is answered');
  });

  it('is not fetched any more for a page that has left', async () => {
    open();
    await world.engineFails();
    world.session.close();
    await world.clock.advance(60_000);
    assert.deepEqual([world.fetches, world.clock.timers], [1, 0]);
  });

  it('is not missed by a page that left while it was on its way', async () => {
    open();
    world.session.close();
    await world.engineFails();
    assert.deepEqual([world.problems, world.clock.timers], [[], 0]);
  });
});
