/** What is asked before the engine has come is what it would ask, and is taken for no more than it is. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { QuerySpec } from '../../../src/contexts.ts';
import type { SessionOptions } from '../../../src/session-options.ts';
import { EarlyWorld, row, type Asked } from '../../support/early-world.ts';

let world: EarlyWorld;

function open(...options: ConstructorParameters<typeof EarlyWorld>): EarlyWorld {
  return (world = new EarlyWorld(...options));
}

afterEach(() => world.end());

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
