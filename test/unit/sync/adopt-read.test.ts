/** A read under way while events come by: what it brings stands, but for what an event has said since. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { RawRow } from '../../../src/domain/row.ts';
import { adoptRead } from '../../../src/sync/adopt-read.ts';
import { planQuery } from '../../../src/sync/query-plan.ts';
import { RowWindow } from '../../../src/sync/row-window.ts';
import { seededRandom } from '../../support/virtual-clock.ts';

const row = (id: string, place: number): RawRow => ({ id, place });

it('a row that an event has moved since the read began stands where the event has put it', () => {
  const plan = planQuery<RawRow>({ table: 'queue', order: 'place' }, 'public', (entity) => entity);
  const window = new RowWindow<RawRow>(plan.order, plan.toRow, 10);
  const read = [row('a', 1), row('b', 2), row('c', 3)];
  const shown = (): string => window.rows.map(({ id, place }) => `${String(id)}${String(place)}`).join(' ');
  adoptRead(window, plan, read, true, () => false);
  assert.equal(shown(), 'a1 b2 c3');
  window.put('a', row('a', 9), () => null);
  assert.equal(shown(), 'b2 c3 a9');
  const { doubtful } = adoptRead(window, plan, read, true, (key) => key === 'a');
  assert.equal(shown(), 'b2 c3 a9');
  assert.deepEqual(doubtful, ['a']);
});

const plan = planQuery<RawRow>({ table: 'queue', order: 'place' }, 'public', (entity) => entity);
const silent = (): null => null;
const inOrder = (rows: Iterable<RawRow>): RawRow[] => [...rows].sort((one, other) => plan.order.compare(one, other));

/** A table as it goes on changing, and a window that is told of some of it. */
function scene(random: () => number): { window: RowWindow<RawRow>; table: Map<string, RawRow>; change(): string } {
  const table = new Map<string, RawRow>();
  for (let made = 0; made < 40; made += 1) table.set(`r${made}`, row(`r${made}`, Math.floor(random() * 200)));
  const window = new RowWindow<RawRow>(plan.order, plan.toRow, 100);
  adoptRead(window, plan, inOrder(table.values()), true, () => false);
  let made = 40;
  return {
    window,
    table,
    change() {
      const keys = [...table.keys()];
      const key = random() < 0.3 ? `r${made++}` : keys[Math.floor(random() * keys.length)]!;
      if (table.has(key) && random() < 0.3) table.delete(key);
      else table.set(key, row(key, Math.floor(random() * 200)));
      return key;
    },
  };
}

it('rows that were not read, and those that events have altered meanwhile, stand as they are', () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  for (let round = 0; round < 300; round += 1) {
    const random = seededRandom(seed + round);
    const { window, table, change } = scene(random);
    const tell = (key: string): void => {
      const now = table.get(key);
      if (now) window.put(key, now, silent);
      else window.remove(key, silent);
    };
    // Changes that nobody told of, which the read finds in its stretch, and nowhere else.
    const lost = new Set(Array.from({ length: 3 }, change));
    const held = window.raws;
    const [from, to] = [Math.floor(random() * 20), 20 + Math.floor(random() * 20)];
    const stretch = inOrder(table.values()).slice(from, to);
    const isRead = new Set(stretch.map(({ id }) => id));
    const read = inOrder([...held.filter(({ id }) => !isRead.has(id)), ...stretch]);
    const touched = new Set(Array.from({ length: 6 }, change));
    touched.forEach(tell);
    const before = new Map(window.raws.map((raw) => [String(raw.id), raw]));
    const expected = new Map(read.filter(({ id }) => !touched.has(String(id))).map((raw) => [String(raw.id), raw]));
    for (const key of touched) if (before.has(key)) expected.set(key, before.get(key)!);
    const { doubtful, differing } = adoptRead(window, plan, read, true, (key) => touched.has(key));
    const words = `seed ${seed}, round ${round}`;
    assert.deepEqual(window.raws, inOrder(expected.values()), words);
    assert.deepEqual(window.rows, window.raws, words);
    for (const key of doubtful) assert.ok(touched.has(key), words);
    for (const key of differing) assert.ok(lost.has(key) && !touched.has(key), words);
    for (const key of touched) assert.ok(!before.has(key) || doubtful.includes(key), words);
    for (const key of lost) {
      const found = !touched.has(key) && JSON.stringify(before.get(key)) !== JSON.stringify(expected.get(key));
      assert.equal(differing.includes(key), found, `${words}: ${key}`);
    }
  }
});
