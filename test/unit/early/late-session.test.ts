/** The first rows are there before the engine, and with it they are what they would be without that head start. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { QuerySpec } from '../../../src/contexts.ts';
import type { LiveChange } from '../../../src/domain/change.ts';
import type { SessionOptions } from '../../../src/session-options.ts';
import { deferred, EarlyWorld, row, type Asked } from '../../support/early-world.ts';

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

describe('the words of an early question', () => {
  const questions: Record<string, readonly [Partial<QuerySpec>, Partial<SessionOptions>?]> = {
    'nothing but a table': [{}],
    'a table nobody knows': [{ table: 'things' }],
    'filters of every kind': [
      {
        filter:
          ' status = eq.open , price=in.(1,"2,3"),name=not.ilike.*a b*,or=(stock.lt.1,and(stock.gt.5,sku.is.null))',
      },
    ],
    'an order': [{ order: 'price.desc.nullslast,name' }],
    'names of the author’s own': [{ columns: 'name:title,price:unit_price', groupBy: 'price' }],
    'a select': [{ select: 'name,owner:customers(name)', filter: 'status=eq.open', limit: 7 }],
    'a key of two columns': [{ table: 'things', primaryKey: 'shop, number' }],
    'more rows than come at once': [{ limit: 5_000 }],
    'a schema': [{ schema: 'shop' }],
    'the provider’s schema': [{}, { schema: 'shop' }],
    'a key that is a token': [{}, { apiKey: 'e30.e30.x' }],
    'an address with a path': [{}, { url: 'https://proxy.test/supabase//' }],
  };
  for (const [what, [spec, options]] of Object.entries(questions)) {
    it(`are the engine’s own, with ${what}`, async () => {
      const said = ({ address, headers }: Asked): unknown => [address.href, [...headers]];
      const early = open(options);
      early.list(spec);
      await early.clock.advance(0);
      assert.equal(early.asked.length, 1);
      early.end();
      // As an engine asks that has no early answer: this one is too old.
      const late = open(options);
      late.rows = [row('a', 'Mug', { title: 'Mug', unit_price: 1 })];
      const list = late.list(spec);
      await late.clock.advance(20_000);
      await late.engineArrives();
      assert.deepEqual(said(late.asked[1]!), said(early.asked[0]!));
      assert.equal(list.rows.error, null);
    });
  }

  it('are the engine’s own beside rows in the page, of which few are counted', async () => {
    for (const count of [1, 100]) {
      const inPage = Array.from({ length: count }, (_, index) => row(String(index), 'Mug'));
      open();
      world.list({}, inPage);
      await world.clock.advance(20_000);
      await world.engineArrives();
      assert.deepEqual([...world.asked[1]!.headers], [...world.asked[0]!.headers]);
      assert.equal(world.asked[0]!.headers.get('prefer'), count === 1 ? 'count=exact' : null);
      world.end();
    }
  });

  it('are not said where they make no question: the engine says what is wrong', async () => {
    const list = open().list({ filter: 'status=open' });
    await world.clock.advance(0);
    assert.deepEqual([list.now, world.asked.length], [['loading', ''], 0]);
    await world.engineArrives();
    assert.deepEqual([list.seen.at(-1), list.rows.error?.code], [['error', ''], 'bad-filter']);
  });
});

describe('an answer before the engine', () => {
  it('is given away once: who asks again wants to know what is different by now', async () => {
    const list = open().list();
    await world.clock.advance(0);
    await world.engineArrives();
    world.rows = [row('a', 'Cup')];
    await list.rows.refresh();
    assert.deepEqual(list.now, ['stale', 'Cup']);
    assert.equal(world.firstPages.length, 2);
  });

  it('is asked for anew when it has become old', async () => {
    const list = open().list();
    await world.clock.advance(10_001);
    world.rows = [row('a', 'Cup')];
    await world.engineArrives();
    assert.deepEqual([list.now, world.firstPages.length], [['stale', 'Cup'], 2]);
  });

  it('serves nobody later who happens to ask the same', async () => {
    const list = open().list();
    await world.clock.advance(0);
    list.rows.close();
    await world.engineArrives();
    await world.clock.advance(1_000);
    world.rows = [row('a', 'Cup')];
    const later = world.list();
    await world.clock.advance(0);
    assert.deepEqual(later.now, ['stale', 'Cup']);
  });

  it('serves nobody for whom the stream flows: a change may have come since', async () => {
    const [left, other] = [open().list(), world.list({ filter: 'price=gt.0' })];
    await world.clock.advance(0);
    left.rows.close();
    await world.engineArrives();
    world.transport.accept();
    world.transport.channel('products').joinAndFlow();
    await world.clock.advance(0);
    world.rows = [row('a', 'Cup')];
    const again = world.list();
    await world.clock.advance(0);
    assert.deepEqual([again.now, other.rows.status], [['live', 'Cup'], 'live']);
  });

  for (const [name, status, body] of [
    ['a refusal', 403, { code: '42501', message: 'permission denied' }],
    ['a filter that the database cannot read', 400, { code: '22P02', message: 'invalid input' }],
  ] as const) {
    it(`is judged by the engine where it is ${name}, without asking again`, async () => {
      open();
      world.answer = () => Response.json(body, { status });
      const list = world.list();
      await world.clock.advance(0);
      assert.deepEqual([list.now, world.problems], [['loading', ''], []]);
      await world.engineArrives();
      assert.equal(list.rows.status, 'error');
      assert.equal(world.asked.length, 1);
    });
  }

  it('that never came is asked for by the engine', async () => {
    open();
    world.answer = () => Promise.reject(new TypeError('Failed to fetch'));
    const list = world.list();
    await world.clock.advance(0);
    assert.equal(list.rows.status, 'loading');
    world.answer = () => Response.json([]);
    await world.engineArrives();
    assert.deepEqual([list.rows.status, world.asked.length], ['stale', 2]);
  });

  it('with rows that their key does not tell apart is not shown: the engine says why', async () => {
    open();
    world.rows = [row('a', 'Mug'), row('a', 'Pot')];
    const list = world.list();
    await world.clock.advance(0);
    assert.equal(list.rows.status, 'loading');
    await world.engineArrives();
    assert.deepEqual([list.rows.status, list.rows.error?.code], ['error', 'no-primary-key']);
  });

  for (const [what, answer, code] of [
    ['no JSON', () => new Response('<html>'), 'bad-url'],
    ['no list of rows', () => Response.json({ id: 'a' }), 'bad-payload'],
    ['a list with a bad status', () => Response.json([row('a', 'Mug')], { status: 500 }), 'backend-error'],
  ] as const) {
    it(`that is ${what} is left to the engine`, async () => {
      open();
      world.answer = answer;
      const list = world.list();
      await world.clock.advance(0);
      assert.equal(list.rows.status, 'loading');
      await world.engineArrives();
      assert.deepEqual([list.rows.status, list.rows.error?.code, world.asked.length], ['error', code, 1]);
    });
  }

  it('is not waited for longer than any other', async () => {
    open();
    world.answer = () => new Promise(() => undefined);
    const list = world.list();
    await world.engineArrives();
    await world.clock.advance(15_000);
    assert.equal(list.rows.error?.code, 'backend-unreachable');
  });
});

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

  it('leaves nothing behind when it is closed after', async () => {
    const list = open().list();
    await world.clock.advance(0);
    await world.engineArrives();
    await world.flow();
    list.rows.close();
    world.session.close();
    assert.equal(world.lifecycle.observers, 0);
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
