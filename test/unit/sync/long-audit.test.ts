/** Audits of long windows: which pages are read in turn, and what the rows are with a page's answer in their place. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RawRow } from '../../../src/domain/row.ts';
import { AUDIT_PAGE, PageRotation, replaceStretch } from '../../../src/sync/long-audit.ts';
import { planQuery } from '../../../src/sync/query-plan.ts';
import { RowWindow } from '../../../src/sync/row-window.ts';

const plan = planQuery<RawRow>({ table: 'queue', order: 'place' }, 'public', (entity) => entity);
const row = (id: string, place: number): RawRow => ({ id, place });
const held = ['a', 'b', 'c', 'd', 'e', 'f'].map((id, index) => row(id, index + 1));
const ids = (rows: readonly RawRow[] | null): string | null => rows && rows.map(({ id }) => String(id)).join('');

describe('replaceStretch', () => {
  const after = { after: held[1]! };

  it('puts the rows of an answer in the place of those that stood there', () => {
    const answer = [row('c', 3), row('d', 4)];
    const rows = replaceStretch(held, plan, after, answer, false);
    assert.equal(ids(rows), 'abcdef');
    assert.deepEqual(rows?.slice(2, 4), answer);
    assert.equal(rows?.[4], held[4]);
  });

  it('leaves out what is gone, and takes in what is new', () => {
    assert.equal(ids(replaceStretch(held, plan, after, [row('x', 3.5), row('d', 4)], false)), 'abxdef');
  });

  it('has a row once that came into the stretch from before or from beyond it', () => {
    const answer = [row('a', 2.5), row('c', 3), row('f', 3.5), row('d', 4)];
    assert.equal(ids(replaceStretch(held, plan, after, answer, false)), 'bacfde');
  });

  it('ends where the answer ends, also when its last row stood elsewhere', () => {
    assert.equal(ids(replaceStretch(held, plan, after, [row('c', 3), row('y', 4.5)], false)), 'abcyef');
  });

  it('has nothing behind an answer that is the end', () => {
    assert.equal(ids(replaceStretch(held, plan, after, [row('c', 3)], true)), 'abc');
  });

  it('does not know where an answer belongs whose row before is gone', () => {
    assert.equal(replaceStretch(held, plan, { after: row('b', 2) }, [], false), null);
  });
});

it('every page has its turn, and then it is known since when all rows were read', () => {
  const window = new RowWindow<RawRow>(plan.order, plan.toRow, 10_000);
  const many = Array.from({ length: 3 * AUDIT_PAGE }, (_, place) => ({
    key: `r${place}`,
    raw: row(`r${place}`, place),
  }));
  window.adopt(many, true, () => null);
  const rotation = new PageRotation();
  const turns = [1_000, 2_000, 3_000].map((now) =>
    rotation.take(window, now).map(({ after }) => (after === null ? 'top' : String(after.id))),
  );
  const page = (nth: number): string => `r${nth * AUDIT_PAGE - 1}`;
  assert.deepEqual(turns, [
    ['top', page(1)],
    ['top', page(2)],
    ['top', page(1)],
  ]);
  assert.equal(rotation.allReadSince, 1_000);
});
