/** The order of a list whose rows stand in groups. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { QuerySpec } from '../../../src/contexts.ts';
import { planQuery, specIdentity } from '../../../src/sync/query-plan.ts';

const orderOf = (spec: QuerySpec): string => planQuery(spec, 'public', (row) => row).order.text;

describe('rows in groups', () => {
  it('are in the order of their groups first', () => {
    const order = 'number.desc';
    assert.equal(orderOf({ table: 'things', groupBy: 'status', order }), 'status.asc,number.desc,id.asc');
    assert.equal(orderOf({ table: 'things', groupBy: 'status' }), 'status.asc,id.asc');
    assert.equal(orderOf({ table: 'tickets', groupBy: 'status' }), 'status.asc,created_at.desc,id.asc');
    assert.equal(orderOf({ table: 'things', groupBy: 'a.b', order }), '"a.b".asc,number.desc,id.asc');
    assert.equal(orderOf({ table: 'things', groupBy: 'due date', order }), '"due date".asc,number.desc,id.asc');
  });

  it('keep an order that begins with their column', () => {
    assert.equal(orderOf({ table: 'things', groupBy: 'status', order: 'status.desc,a' }), 'status.desc,a.asc,id.asc');
    assert.equal(orderOf({ table: 'tickets', groupBy: 'created_at' }), 'created_at.desc,id.asc');
    const later = 'number.desc,status.desc';
    assert.equal(orderOf({ table: 'things', groupBy: 'status', order: later }), 'status.asc,number.desc,id.asc');
  });

  it("are grouped by one of the element's names, ordered by the column behind it", () => {
    const spec = { table: 'products', columns: 'status:state', groupBy: 'status' };
    assert.equal(orderOf(spec), 'state.asc,name.asc,id.asc');
  });

  it('are another query than the same rows without', () => {
    const spec = { table: 'things', order: 'status' };
    assert.notEqual(specIdentity(spec, 'public'), specIdentity({ ...spec, groupBy: 'status' }, 'public'));
  });

  it('say where the order is wrong as it was written', () => {
    assert.throws(() => orderOf({ table: 'things', groupBy: 'status', order: 'a.up' }), /order "a\.up", character 3/);
  });
});
