/** Conditions joined, where some are true, some NULL, some not known; and what is left to the database whole. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RawRow } from '../../../src/domain/row.ts';
import type { FieldKind } from '../../../src/domain/tables.ts';
import { parseFilter, type Truth } from '../../../src/sync/filter.ts';

const kinds: Record<string, FieldKind> = {
  name: 'text',
  stock: 'number',
};

function check(
  cases: readonly [filter: string, row: RawRow, expected: Truth][],
  known: typeof kinds | undefined = kinds,
) {
  for (const [filter, row, expected] of cases) {
    it(`${filter} of ${JSON.stringify(row)}: ${expected}`, () => {
      assert.equal(parseFilter(filter, known).matches(row), expected);
    });
  }
}

describe('three-valued logic', () => {
  check([
    ['name=eq.a,stock=eq.1', { name: 'a', stock: 1 }, true],
    ['name=eq.a,stock=eq.1', { name: 'a', stock: 2 }, false],
    ['or=(name.eq.a,stock.eq.1)', { name: 'b', stock: 1 }, true],
    ['or=(name.eq.a,stock.eq.1)', { name: 'b', stock: null }, false],
    ['or=(name.eq.a,stock.eq.1)', { name: 'a', stock: null }, true],
    ['not.or=(name.eq.a,stock.eq.1)', { name: 'b', stock: 2 }, true],
    ['not.or=(name.eq.a,stock.eq.1)', { name: 'b', stock: null }, false],
    ['not.and=(name.eq.a,stock.eq.1)', { name: 'b', stock: null }, true],
    ['and=(name.eq.a,or(stock.eq.1,stock.is.null))', { name: 'a', stock: null }, true],
    ['or=(name.eq.a,not.and(stock.gt.1,stock.lt.5))', { name: 'b', stock: 3 }, false],
    // What is not known matters only where it can.
    ['name=gt.a,stock=eq.1', { name: 'b', stock: 2 }, false],
    ['name=gt.a,stock=eq.1', { name: 'b', stock: 1 }, 'unknown'],
    ['name=gt.a,stock=eq.1', { name: 'b', stock: null }, false],
    ['or=(name.gt.a,stock.eq.1)', { name: 'b', stock: 1 }, true],
    ['or=(name.gt.a,stock.eq.1)', { name: 'b', stock: 2 }, 'unknown'],
    ['not.and=(name.gt.a,stock.eq.1)', { name: 'b', stock: null }, 'unknown'],
    ['name=eq.a', {}, 'unknown'],
    ['name=eq.a,stock=eq.1', { stock: 2 }, false],
    ['constructor=is.null', {}, 'unknown'],
    ['__proto__=is.null', {}, 'unknown'],
  ]);
});

describe('left to the database', () => {
  check([
    ['data->>a=eq.1', { data: { a: '1' } }, 'unknown'],
    ['data->>a=is.null', { data: {} }, 'unknown'],
    ['customers.name=eq.x', { customers: { name: 'x' } }, 'unknown'],
    ['tags=cs.{a,b}', { tags: ['a', 'b'] }, 'unknown'],
    ['tags=cs.{a,b}', { tags: null }, false],
    ['name=fts(english).cat', { name: 'cat' }, 'unknown'],
    ['stock=eq(any).{1,2}', { stock: 1 }, 'unknown'],
  ]);
  it('names the columns looked at, the base of a path among them', () => {
    const filter = parseFilter('data->>a=eq.1,customers.name=eq.x,or=(a.eq.1,"b c".eq.2)');
    assert.deepEqual([...filter.columns], ['data', 'a', 'b c']);
  });
});
