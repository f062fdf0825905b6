/** The window's patches, applied by the simplest drawer there is, must give the window's rows: whatever is done to it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RawRow } from '../../../src/domain/row.ts';
import type { Patch } from '../../../src/sync/patch.ts';
import { parseOrder } from '../../../src/sync/row-order.ts';
import { HEADROOM } from '../../../src/sync/page-size.ts';
import { RowWindow } from '../../../src/sync/row-window.ts';
import { seededRandom } from '../../support/virtual-clock.ts';

const order = parseOrder('n.desc', ['id'], { n: 'number', id: 'text' });
const silent = (): null => null;
const newWindow = (limit: number): RowWindow<RawRow> => new RowWindow<RawRow>(order, (raw) => raw, limit);
const row = (id: string, n: number): RawRow => ({ id, n });

/** A list of keys and rows, changed by patches alone. */
class Drawer {
  drawn: { key: string; row: RawRow }[] = [];

  apply(patches: readonly Patch<RawRow>[]): void {
    for (const patch of patches) {
      if (patch.type === 'reset') {
        this.drawn = [...patch.rows];
        continue;
      }
      const at = this.drawn.findIndex(({ key }) => key === patch.key);
      if (patch.type === 'update') {
        assert.notEqual(at, -1, `update of ${patch.key}, which is not drawn`);
        this.drawn[at] = { key: patch.key, row: patch.row };
        continue;
      }
      assert.equal(at === -1, patch.type === 'insert', `${patch.type} of ${patch.key}`);
      if (at !== -1) this.drawn.splice(at, 1);
      if (patch.type === 'remove') continue;
      const before =
        patch.before === null ? this.drawn.length : this.drawn.findIndex(({ key }) => key === patch.before);
      assert.notEqual(before, -1, `${patch.type} before ${patch.before}, which is not drawn`);
      this.drawn.splice(before, 0, { key: patch.key, row: patch.row });
    }
  }
}

describe('RowWindow', () => {
  it('tells patches that lead exactly to its rows, over thousands of random steps', () => {
    const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    console.log(`SEED=${seed}`);
    const random = seededRandom(seed);
    const integer = (below: number): number => Math.floor(random() * below);
    for (let round = 0; round < 60; round++) {
      const window = newWindow(1 + integer(12));
      const drawer = new Drawer();
      window.adopt([], true, silent);
      for (let step = 0; step < 120; step++) {
        const key = `k${integer(30)}`;
        const kind = random();
        if (kind < 0.55) window.put(key, row(key, integer(20)), silent);
        else if (kind < 0.85) window.remove(key, silent);
        else if (kind < 0.95) {
          const keys = new Set(Array.from({ length: integer(25) }, () => `k${integer(30)}`));
          const target = [...keys].map((id) => ({ key: id, raw: row(id, integer(20)) }));
          target.sort((a, b) => order.compare(a.raw, b.raw));
          window.adopt(target, random() < 0.5, silent);
        } else window.setLimit(1 + integer(12));
        drawer.apply(window.takePatches());
        assert.deepEqual(
          drawer.drawn.map((each) => each.row),
          [...window.rows],
          `round ${round}, step ${step}`,
        );
        assert.ok(window.held <= window.limit + Math.max(25, 2 * HEADROOM));
      }
    }
  });

  it('keeps the order of a read even where its own comparison would not', () => {
    const window = newWindow(10);
    window.adopt(
      ['c', 'a', 'b'].map((id, n) => ({ key: id, raw: row(id, n) })),
      true,
      silent,
    );
    assert.deepEqual(
      window.rows.map(({ id }) => id),
      ['c', 'a', 'b'],
    );
    window.put('a', { id: 'a', n: 1, note: 'changed' }, silent);
    window.remove('c', silent);
    assert.deepEqual(
      window.rows.map(({ id }) => id),
      ['a', 'b'],
      'rows are found by rank, not by comparison',
    );
  });

  it('compares O(log n) times to place a row among ten thousand', () => {
    let comparisons = 0;
    const counted = { ...order, compare: (a: RawRow, b: RawRow) => (comparisons++, order.compare(a, b)) };
    const window = new RowWindow<RawRow>(counted, (raw) => raw, 20_000);
    const rows = Array.from({ length: 10_000 }, (_, n) => ({ key: `k${n}`, raw: row(`k${n}`, 10_000 - n) }));
    window.adopt(rows, true, silent);
    comparisons = 0;
    window.put('new', row('new', 5_000.5), silent);
    assert.ok(comparisons <= 15, `${comparisons} comparisons`);
  });

  it('survives hundreds of rows squeezed into one place', () => {
    const window = newWindow(2_000);
    window.adopt(
      [
        { key: 'a', raw: row('a', 2) },
        { key: 'z', raw: row('z', 0) },
      ],
      true,
      silent,
    );
    // Each new row belongs right before "z": between the same two neighbours' ranks, again and again.
    for (let step = 1; step <= 500; step++)
      window.put(
        `m${String(step).padStart(4, '0')}`,
        row(`m${String(step).padStart(4, '0')}`, 1 - step / 1_000),
        silent,
      );
    assert.equal(window.rows.length, 502);
    window.remove('m0250', silent);
    assert.deepEqual(
      window.rows.map(({ n }) => n),
      [...window.rows].map(({ n }) => n as number).sort((a, b) => b - a),
    );
    assert.ok(!window.rows.some(({ id }) => id === 'm0250'));
  });

  it('fills a removed row from its headroom, and says when that runs short', () => {
    const window = newWindow(3);
    const target = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, n) => ({ key: id, raw: row(id, 9 - n) }));
    window.adopt(target, false, silent);
    assert.equal(window.runsShort, false);
    window.takePatches();
    window.remove('b', silent);
    assert.deepEqual(
      window.takePatches().map((patch) => patch.type !== 'reset' && [patch.type, patch.key]),
      [
        ['remove', 'b'],
        ['insert', 'd'],
      ],
    );
    assert.equal(window.runsShort, true);
  });

  it('tells each change once, and none for a row that only moves into sight', () => {
    const window = newWindow(2);
    window.adopt(
      ['a', 'b', 'c'].map((id, n) => ({ key: id, raw: row(id, 9 - n) })),
      true,
      silent,
    );
    window.takePatches();
    const told = {
      type: 'update',
      table: 't',
      schema: 'public',
      row: {},
      previous: null,
      changed: new Set<string>(),
      committedAt: null,
      source: 'changes',
    } as const;
    window.put('a', row('a', 7.5), () => told);
    const changes = window
      .takePatches()
      .map((patch) => patch.type !== 'reset' && [patch.type, patch.key, patch.change === told]);
    assert.deepEqual(changes, [
      ['update', 'a', true],
      ['move', 'a', false],
    ]);
    window.put('a', row('a', 0), () => told);
    assert.deepEqual(
      window.takePatches().map((patch) => patch.type !== 'reset' && [patch.type, patch.key, patch.change === told]),
      [
        ['remove', 'a', true],
        ['insert', 'c', false],
      ],
    );
  });
});
