/** What is asked of a session before its engine is there. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { LiveChange } from '../../../src/domain/change.ts';
import { deferred, EarlyWorld, row } from '../../support/early-world.ts';

let world: EarlyWorld;

function open(...options: ConstructorParameters<typeof EarlyWorld>): EarlyWorld {
  return (world = new EarlyWorld(...options));
}

afterEach(() => world.end());

describe('whose rows they are', () => {
  const jwt = (subject: string): string => `e30.${btoa(JSON.stringify({ sub: subject })).replaceAll('=', '')}.x`;

  it('is asked with the token in the attribute, as the engine asks', async () => {
    open({ accessToken: `${jwt('me')}\n` }).list();
    await world.clock.advance(0);
    assert.equal(world.asked[0]!.headers.get('authorization'), `Bearer ${jwt('me')}`);
    await world.engineArrives();
    assert.equal(world.firstPages.length, 1);
  });

  it('may change before the engine comes: nothing of the former reader’s stays', async () => {
    const list = open({ accessToken: jwt('one') }).list();
    await world.clock.advance(0);
    world.rows = [row('z', 'Yours')];
    world.session.setAccessToken(jwt('two'));
    assert.deepEqual(list.now, ['loading', '']);
    assert.equal(world.asked[0]!.signal!.aborted, true);
    await world.clock.advance(0);
    assert.deepEqual(list.now, ['stale', 'Yours']);
    await world.engineArrives();
    assert.deepEqual([list.now, world.firstPages.length], [['stale', 'Yours'], 2]);
    assert.equal(world.asked.at(-1)!.headers.get('authorization'), `Bearer ${jwt('two')}`);
  });

  it('may change while the answer is on its way', async () => {
    open({ accessToken: jwt('one') });
    const { promise, resolve } = deferred<Response>();
    world.answer = () => promise;
    const list = world.list();
    world.answer = () => Response.json([row('z', 'Everybody’s')]);
    resolve(Response.json([row('a', 'One’s')]));
    world.session.setAccessToken(null);
    await world.clock.advance(0);
    assert.deepEqual(
      list.seen.filter(([, names]) => names.includes('One’s')),
      [],
    );
    assert.deepEqual(list.now, ['stale', 'Everybody’s']);
  });

  it('may change after the engine came, and before it has asked', async () => {
    const list = open({ accessToken: jwt('one') }).list();
    list.rows.rest!();
    await world.clock.advance(0);
    await world.engineArrives();
    world.rows = [row('z', 'Yours')];
    world.session.setAccessToken(jwt('two'));
    await world.clock.advance(0);
    list.rows.wake!();
    await world.clock.advance(0);
    assert.deepEqual(list.now, ['stale', 'Yours']);
  });

  for (const [what, options] of Object.entries({
    'a token function': { accessToken: () => Promise.resolve(null) },
    'a token address': { tokenUrl: '/token' },
    'a token that is none': { accessToken: 'secret words' },
    'a client of the page’s own': { client: {} },
    'another reader': { reader: { read: () => Promise.resolve({ rows: [], count: 0 }) } },
    'another fetch': { fetch: () => Promise.resolve(Response.json([])) },
  })) {
    it(`is not guessed where there is ${what}`, async () => {
      const list = open(options).list();
      await world.clock.advance(1_000);
      assert.deepEqual([list.now, world.asked.length], [['loading', ''], 0]);
    });
  }
});

describe('what is asked before the engine', () => {
  it('is handed over in order', async () => {
    open();
    const changes: string[] = [];
    const end = world.session.subscribe('tickets', ({ type }: LiveChange) => changes.push(type));
    const ended = world.session.subscribe('comments', () => changes.push('of another'));
    world.list();
    ended();
    await world.engineArrives();
    world.transport.accept();
    await world.clock.advance(0);
    assert.deepEqual(
      world.transport.calls.filter((call) => call.startsWith('join')),
      ['join tickets', 'join products'],
    );
    world.transport.channel('tickets').joinAndFlow();
    world.transport.channel('tickets').change({ eventType: 'DELETE', new: {}, old: { id: '1' } });
    end();
    world.transport.channel('tickets').change({ eventType: 'DELETE', new: {}, old: { id: '2' } });
    assert.deepEqual(changes, ['delete']);
  });

  it('is not done where it was taken back: the engine asks the last question alone', async () => {
    open();
    const first = world.list({ filter: 'status=eq.draft' });
    first.rows.close();
    const last = world.list({ filter: 'status=eq.active' });
    await world.clock.advance(0);
    const asked = world.asked.length;
    await world.engineArrives();
    const further = world.asked.slice(asked).map(({ address }) => address.searchParams.get('status'));
    assert.deepEqual(further, ['eq.active']);
    assert.equal(last.rows.status, 'stale');
    assert.deepEqual(first.steps, []);
  });

  it('leaves nothing behind when the session is closed before', async () => {
    open();
    world.answer = () => new Promise(() => undefined);
    const list = world.list();
    const refreshed = list.rows.refresh();
    world.session.close();
    list.rows.close();
    await refreshed;
    assert.equal(world.asked[0]!.signal!.aborted, true);
    await world.engineArrives();
    assert.deepEqual([world.clock.timers, world.transport.calls, world.lifecycle.observers], [0, [], 0]);
  });

  it('leaves nothing behind when it is closed as the engine comes', async () => {
    const list = open().list();
    await world.engineArrives();
    list.rows.close();
    world.session.close();
    assert.deepEqual([world.clock.timers, world.lifecycle.observers], [0, 0]);
  });

  it('leaves nothing behind when it is closed after', async () => {
    const list = open().list();
    await world.clock.advance(0);
    await world.engineArrives();
    await world.flow();
    list.rows.close();
    world.session.close();
    assert.deepEqual([world.clock.timers, world.lifecycle.observers], [0, 0]);
    const asked = world.asked.length;
    await world.clock.advance(60_000);
    assert.deepEqual([world.clock.timers, world.asked.length], [0, asked]);
  });

  it('rests where nobody sees it, and is awake when it is seen', async () => {
    const list = open().list();
    list.rows.rest!();
    await world.clock.advance(0);
    await world.engineArrives();
    world.transport.accept();
    await world.clock.advance(0);
    assert.deepEqual(
      world.transport.calls.filter((call) => call.startsWith('join')),
      [],
    );
    list.rows.wake!();
    await world.flow();
    assert.equal(list.rows.status, 'live');
  });

  it('goes on after a disconnect only when it is connected', async () => {
    const told: string[] = [];
    open();
    world.session.observe(() => told.push(world.session.status));
    world.session.disconnect();
    world.list();
    await world.engineArrives();
    const { length } = world.asked;
    await world.clock.advance(60_000);
    assert.equal(world.asked.length, length);
    assert.deepEqual([world.session.status, world.transport.calls.includes('open')], ['disconnected', false]);
    world.session.connect();
    await world.clock.advance(0);
    assert.equal(world.transport.calls.includes('open'), true);
    assert.deepEqual([told[0], told.at(-1)], ['disconnected', 'connecting']);
  });

  it('is refreshed, and grows, when the engine is there', async () => {
    open();
    world.rows = Array.from({ length: 12 }, (_, index) => row(String(index).padStart(2, '0'), `Mug ${index}`));
    world.answer = ({ address: { searchParams } }) =>
      Response.json(searchParams.has('or') ? [] : world.rows.slice(0, Number(searchParams.get('limit'))));
    const list = world.list({ limit: 1 });
    await world.clock.advance(0);
    assert.deepEqual([list.now, list.rows.hasMore], [['stale', 'Mug 0'], true]);
    const more = list.rows.loadMore();
    await world.engineArrives();
    await more;
    assert.equal(list.rows.rows.length, 2);
  });
});
