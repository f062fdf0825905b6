/** Windows of any table: shared by those who ask the same, given up by the last, typed by the table's entity. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LiveRows } from '../../../src/contexts.ts';
import type { RawRow } from '../../../src/domain/row.ts';
import { LiveSession } from '../../../src/live-session.ts';
import { entityConverter } from '../../../src/repositories/entity.ts';
import type { Patch } from '../../../src/sync/patch.ts';
import { ReadError } from '../../../src/sync/read-error.ts';
import { ScriptedLifecycle } from '../../support/scripted-lifecycle.ts';
import { ScriptedReader } from '../../support/scripted-reader.ts';
import { ScriptedTransport } from '../../support/scripted-transport.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

type AnyRow = { id: string; name: string };

function rig(count = 30) {
  const clock = new VirtualClock();
  const transport = new ScriptedTransport();
  const reader = new ScriptedReader();
  reader.rows = Array.from({ length: count }, (_, index) => {
    const id = `00000000-0000-4000-8000-0000000000${String(index).padStart(2, '0')}`;
    return { id, name: `n${String(index).padStart(2, '0')}` };
  });
  const session = new LiveSession({
    ...{ url: 'https://ref.supabase.co', apiKey: 'k', clock, transport, reader },
    lifecycle: new ScriptedLifecycle(),
  });
  session.connect();
  const query = (limit: number, order = 'id.asc'): LiveRows<AnyRow> => session.query({ table: 'things', order, limit });
  return { clock, transport, reader, session, query };
}

function patchesOf(rows: LiveRows<AnyRow>): Patch<AnyRow>[] {
  const patches: Patch<AnyRow>[] = [];
  rows.observe({ patched: (told) => patches.push(...told) });
  return patches;
}

describe('TableRepository', () => {
  it('reads once for those who ask the same, and again for another order', async () => {
    const { clock, reader, query } = rig();
    const one = query(5);
    const other = query(5);
    await clock.advance(10);
    assert.equal(reader.requests.length, 1);
    assert.deepEqual(one.rows, other.rows);
    query(5, 'id.desc');
    await clock.advance(10);
    assert.equal(reader.requests.length, 2);
  });

  it('goes on for the one who stays, and ends with the last, who may say so twice', async () => {
    const { clock, transport, reader, query } = rig();
    await clock.advance(0);
    transport.accept();
    const one = query(5);
    const other = query(5);
    await clock.advance(100);
    one.close();
    one.close();
    await clock.advance(10_000);
    assert.equal(transport.live.length, 1);
    other.close();
    await clock.advance(3_000);
    assert.equal(transport.live.length, 0);
    const asked = reader.requests.length;
    await clock.advance(600_000);
    assert.equal(reader.requests.length, asked);
  });

  it('opens a window anew after the last of those who shared it has gone', async () => {
    const { clock, query } = rig();
    const one = query(5);
    await clock.advance(10);
    one.close();
    const again = query(5);
    await clock.advance(10);
    assert.equal(again.rows.length, 5);
  });

  it('answers words that make no query with rows in error, and never throws', () => {
    const { session } = rig();
    for (const [spec, code] of [
      [{ table: 'things', filter: 'status' }, 'bad-filter'],
      [{ table: 'things', order: 'name.sideways' }, 'bad-order'],
      [{ table: 'things', primaryKey: ',' }, 'no-primary-key'],
    ] as const) {
      const rows = session.query(spec);
      assert.deepEqual([rows.status, rows.error?.code, rows.rows], ['error', code, []]);
      rows.observe({ patched: () => assert.fail('patched') })();
      rows.close();
    }
  });
});

describe('SharedRows: one more page', () => {
  it('is shown to the one who asks alone, its rows on screen stay', async () => {
    const { clock, query } = rig();
    const one = query(5);
    const other = query(5);
    await clock.advance(10);
    const patches = patchesOf(one);
    patches.length = 0;
    const others = patchesOf(other);
    others.length = 0;
    void one.loadMore();
    await clock.advance(100);
    assert.deepEqual([one.rows.length, other.rows.length, others.length], [10, 5, 0]);
    assert.deepEqual(new Set(patches.map(({ type }) => type)), new Set(['insert']));
    assert.equal(patches.length, 5);
    void one.loadMore();
    await clock.advance(100);
    assert.equal(one.rows.length, 15);
  });

  it('changes nothing when it cannot be read, and can be asked for again', async () => {
    const { clock, reader, query } = rig();
    const one = query(5);
    query(5);
    await clock.advance(10);
    const patches = patchesOf(one);
    patches.length = 0;
    const problem = { code: 'backend-unreachable', message: 'm', remedy: 'r', permanent: false } as const;
    reader.answer = () => Promise.reject(new ReadError(problem));
    void one.loadMore();
    await clock.advance(100);
    assert.deepEqual([one.rows.length, patches.length], [5, 0]);
    reader.answer = undefined;
    void one.loadMore();
    await clock.advance(100);
    assert.equal(one.rows.length, 10);
  });

  it('is not shown to one who has gone meanwhile', async () => {
    const { clock, reader, query } = rig();
    const one = query(5);
    query(5);
    await clock.advance(10);
    const patches = patchesOf(one);
    patches.length = 0;
    void one.loadMore();
    one.close();
    await clock.advance(100);
    assert.equal(patches.length, 0);
    const asked = reader.requests.length;
    await clock.advance(1_900);
    assert.equal(reader.requests.length, asked, 'the longer window was given up');
  });

  it('is counted once when it is asked for twice at once', async () => {
    const { clock, query } = rig();
    const one = query(5);
    query(5);
    await clock.advance(10);
    void one.loadMore();
    void one.loadMore();
    await clock.advance(100);
    assert.equal(one.rows.length, 10);
  });
});

describe('entityConverter', () => {
  it('makes numbers of what came as text in columns of numbers, and of nothing else', () => {
    const convert = entityConverter('products');
    const raw: RawRow = { id: '1', sku: '42', price: '9.50', stock: 3, description: null };
    assert.deepEqual(convert(raw), { id: '1', sku: '42', price: 9.5, stock: 3, description: null });
    assert.equal(raw['price'], '9.50', 'the row itself is shared and stays');
  });

  it('hands on as it is what needs nothing, and every row of a table it does not know', () => {
    const product: RawRow = { id: '1', price: 9.5 };
    assert.equal(entityConverter('products')(product), product);
    const order: RawRow = { id: '1', price: '9.5' };
    assert.equal(entityConverter('orders')(order), order);
    assert.equal(entityConverter('toString')(order), order);
  });

  it('does not add the columns a row lacks', () => {
    assert.deepEqual(entityConverter('products')({ id: '1', price: '1' }), { id: '1', price: 1 });
  });
});
