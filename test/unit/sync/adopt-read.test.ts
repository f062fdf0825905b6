/** A read under way while events come by: what it brings stands, but for what an event has said since. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { RawRow } from '../../../src/domain/row.ts';
import { adoptRead } from '../../../src/sync/adopt-read.ts';
import { planQuery } from '../../../src/sync/query-plan.ts';
import { RowWindow } from '../../../src/sync/row-window.ts';

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
