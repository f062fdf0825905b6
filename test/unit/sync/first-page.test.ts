/** The first page of a first read is shown while the rest is on its way; what it says is not verified before the end. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { LiveRows } from '../../../src/contexts.ts';
import type { RawRow } from '../../../src/domain/row.ts';
import type { Patch } from '../../../src/sync/patch.ts';
import { ReadError } from '../../../src/sync/read-error.ts';
import type { ReadAnswer } from '../../../src/sync/reader.ts';
import { deferred, row } from '../../support/early-world.ts';
import { SessionRig } from '../../support/session-rig.ts';

let rig: SessionRig;

/** A list whose reads come in pages: the first is there at once, the next one when `next` is kept. */
function list(rows: readonly RawRow[], limit: number) {
  rig = new SessionRig();
  const next = deferred<ReadAnswer>();
  const page = rows.slice(0, Math.min(1_000, limit + 10));
  rig.reader.answer = ({ after }) => (after ? next.promise : Promise.resolve({ rows: [...page], count: null }));
  const steps: Patch<Record<string, unknown>>[] = [];
  /** What the list says of itself as each patch comes. */
  const verified: boolean[] = [];
  const shown: LiveRows = rig.session.query({ table: 'products', limit });
  shown.observe({
    patched: (patches) => {
      steps.push(...patches);
      verified.push(shown.verifiedAt !== null);
    },
  });
  rig.session.connect();
  return { shown, steps, verified, next };
}

const mugs = (count: number): RawRow[] =>
  Array.from({ length: count }, (_, index) => row(String(index).padStart(4, '0'), `Mug ${index}`));

afterEach(() => rig.session.close());

describe('the first page of a first read', () => {
  it('is shown, claims nothing, and is the same when nothing follows it', async () => {
    const { shown, steps, verified, next } = list(mugs(3), 100);
    await rig.clock.advance(0);
    assert.deepEqual([shown.rows.length, shown.status, shown.verifiedAt, shown.hasMore], [3, 'stale', null, false]);
    next.resolve({ rows: [], count: null });
    await rig.clock.advance(0);
    assert.deepEqual([shown.status, verified, shown.hasMore], ['stale', [false], false]);
    assert.ok(shown.verifiedAt);
    assert.deepEqual(
      steps.map(({ type }) => type),
      ['reset'],
    );
  });

  it('is followed by the others, of which none is told as new', async () => {
    const { shown, steps, next } = list(mugs(1_500), 2_000);
    await rig.clock.advance(0);
    assert.equal(shown.rows.length, 1_000);
    next.resolve({ rows: mugs(1_500).slice(1_000), count: null });
    await rig.clock.advance(0);
    assert.equal(shown.rows.length, 1_500);
    assert.deepEqual(
      steps.filter((step) => step.type !== 'reset' && step.change !== null),
      [],
    );
  });

  it('is followed by thousands in one piece, and row by row where it has changed meanwhile', async () => {
    for (const changed of [false, true]) {
      const { shown, steps, next } = list(mugs(3_000), 5_000);
      await rig.clock.advance(0);
      rig.reader.answer = ({ after }) =>
        Promise.resolve({ rows: after?.['id'] === '2999' ? [] : mugs(3_000).slice(2_000), count: null });
      const second = mugs(3_000).slice(1_000, 2_000);
      // A row of the first page, which a change brought to the second.
      next.resolve({ rows: changed ? [row('0007', 'Cup'), ...second.slice(1)] : second, count: null });
      await rig.clock.advance(0);
      assert.equal(shown.rows.length, changed ? 2_999 : 3_000);
      const types = new Set(steps.map(({ type }) => type));
      assert.deepEqual([...types].sort(), changed ? ['insert', 'move', 'reset', 'update'] : ['reset']);
      rig.session.close();
    }
  });

  it('is verified at once where it is all that was asked for', async () => {
    const { shown, verified } = list(mugs(20), 5);
    await rig.clock.advance(0);
    assert.deepEqual([shown.rows.length, shown.hasMore, verified], [5, true, [true]]);
  });

  it('goes where the rest is refused, and stays where it only failed', async () => {
    for (const permanent of [true, false]) {
      const { shown, next } = list(mugs(3), 100);
      await rig.clock.advance(0);
      const code = permanent ? 'no-permission' : 'backend-unreachable';
      next.reject(new ReadError({ code, message: 'm', remedy: 'r', permanent }));
      await rig.clock.advance(0);
      assert.deepEqual([shown.status, shown.rows.length], permanent ? ['error', 0] : ['stale', 3]);
      rig.session.close();
    }
  });

  it('is not shown again by a later read, whose rows come whole', async () => {
    const { shown, steps, next } = list(mugs(3), 100);
    next.resolve({ rows: [], count: null });
    await rig.clock.advance(0);
    const later = deferred<ReadAnswer>();
    rig.reader.answer = ({ after }) =>
      after ? later.promise : Promise.resolve({ rows: [row('0000', 'Cup')], count: null });
    void shown.refresh();
    await rig.clock.advance(0);
    assert.equal(shown.rows.length, 3);
    later.resolve({ rows: [], count: null });
    await rig.clock.advance(0);
    assert.deepEqual([shown.rows.length, steps.filter(({ type }) => type === 'reset').length], [1, 1]);
  });
});
