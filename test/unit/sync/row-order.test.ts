/** Rows in Postgres' order, and what is sent to read on after one. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RawRow } from '../../../src/domain/row.ts';
import type { FieldKind } from '../../../src/domain/tables.ts';
import { QueryError } from '../../../src/sync/query-error.ts';
import { parseOrder } from '../../../src/sync/row-order.ts';

const kinds: Record<string, FieldKind> = {
  id: 'uuid',
  owner: 'uuid',
  n: 'number',
  t: 'text',
  at: 'timestamp',
  done: 'boolean',
};
const id = (digit: number): string => `${digit}0000000-0000-4000-8000-000000000000`;

/** Checks every pair: the rows are given in the order wanted, and all of it must be decided. */
function inOrder(order: string, values: readonly unknown[]): void {
  const column = order.split('.')[0]!;
  it(`${order}: ${JSON.stringify(values)}`, () => {
    const parsed = parseOrder(order, ['id'], kinds);
    const rows = values.map((value, index) => ({ [column]: value, id: id(index) }));
    for (const [left, one] of rows.entries()) {
      for (const [right, other] of rows.entries()) {
        assert.equal(Math.sign(parsed.compare(one, other)), Math.sign(left - right), JSON.stringify([one, other]));
        assert.equal(parsed.decides(one, other), true, JSON.stringify([one, other]));
      }
    }
  });
}

describe('the order of values', () => {
  inOrder('n', [-1, 2, 10, null]);
  inOrder('n.desc', [null, 10, 2, -1]);
  inOrder('n.asc.nullsfirst', [null, -1, 2]);
  inOrder('n.desc.nullslast', [2, -1, null]);
  inOrder('n.nullsfirst', [null, -1, 2]);
  inOrder('n', [
    '-Infinity',
    -1,
    '9.9',
    '10.00',
    '9007199254740993',
    '9007199254740994',
    '1e30',
    'Infinity',
    'NaN',
    null,
  ]);
  inOrder('at', [
    '-infinity',
    '2026-01-01T00:00:00+00:00',
    '2026-01-01T00:00:00.000001+00:00',
    '2026-01-01T01:00:00.000002+01:00',
    '2026-01-01T00:00:00.1+00:00',
    '12026-01-01T00:00:00+00:00',
    'infinity',
    null,
  ]);
  inOrder('done', [false, true, null]);
  inOrder('owner.desc', [null, id(3).toUpperCase(), id(2), id(1)]);
});

describe('what the database alone can order', () => {
  const undecided: [string, RawRow, RawRow][] = [
    ['t', { t: 'a', id: id(1) }, { t: 'b', id: id(2) }],
    ['n', { n: 9007199254740992, id: id(1) }, { n: 9007199254740992, id: id(2) }],
    ['n', { id: id(1) }, { n: 1, id: id(2) }],
    ['done', { done: 'yes', id: id(1) }, { done: 'no', id: id(2) }],
    ['at', { at: '2026-01-01T00:00:00', id: id(1) }, { at: '2026-01-01T00:00:00+00:00', id: id(2) }],
    ['data', { data: { a: 1 }, id: id(1) }, { data: { a: 2 }, id: id(2) }],
  ];
  for (const [text, left, right] of undecided) {
    it(`${text}: ${JSON.stringify([left, right])}`, () => {
      const order = parseOrder(text, ['id'], kinds);
      assert.equal(order.decides(left, right), false);
      assert.equal(Math.sign(order.compare(left, right)), -Math.sign(order.compare(right, left)));
    });
  }

  it('goes on to the next column where texts are equal', () => {
    const order = parseOrder('t,n', ['id'], kinds);
    const [left, right] = [
      { t: 'a', n: 2, id: id(1) },
      { t: 'a', n: 1, id: id(2) },
    ];
    assert.equal(order.decides(left, right), true);
    assert.ok(order.compare(left, right) > 0);
  });

  it('decides by an earlier column whatever a later one holds', () => {
    const order = parseOrder('n,t', ['id'], kinds);
    assert.equal(order.decides({ n: 1, t: 'a', id: id(1) }, { n: 2, t: 'b', id: id(2) }), true);
  });

  it('guesses text the same for every reader: letters before case', () => {
    const order = parseOrder('t', ['id'], kinds);
    const sorted = ['b', 'A', 'a', 'B'].map((t) => ({ t, id: id(1) })).sort(order.compare);
    assert.deepEqual(
      sorted.map((row) => row.t),
      ['a', 'A', 'b', 'B'],
    );
  });

  it('tells texts apart that collate alike', () => {
    const order = parseOrder('t', ['id'], kinds);
    const [left, right] = [
      { t: '\u00e9', id: id(1) },
      { t: 'e\u0301', id: id(1) },
    ];
    assert.notEqual(order.compare(left, right), 0);
    assert.equal(Math.sign(order.compare(left, right)), -Math.sign(order.compare(right, left)));
  });

  it('says beforehand whether a read will be needed', () => {
    assert.equal(parseOrder('n,at.desc', ['id'], kinds).decidable, true);
    assert.equal(parseOrder('n,t', ['id'], kinds).decidable, false);
    assert.equal(parseOrder('stranger', ['id'], kinds).decidable, false);
    assert.equal(parseOrder(undefined, ['stranger'], kinds).decidable, true);
    assert.equal(parseOrder(undefined, ['t'], kinds).decidable, false);
    assert.equal(parseOrder('id,t', ['id'], kinds).decidable, true);
  });
});

describe('what is sent', () => {
  const cases: [string | undefined, string[], string][] = [
    [undefined, ['id'], 'id.asc'],
    ['', ['a', 'b'], 'a.asc,b.asc'],
    ['created_at.desc', ['id'], 'created_at.desc,id.asc'],
    [' created_at.DESC.nullsLast ,\n id.desc ', ['id'], 'created_at.desc.nullslast,id.desc'],
    ['a.asc.nullslast,b.desc.nullsfirst,c.nullsfirst', ['id'], 'a.asc,b.desc,c.asc.nullsfirst,id.asc'],
    ['a,b.desc,a.desc', ['id'], 'a.asc,b.desc,id.asc'],
    // What stands after a whole key changes nothing.
    ['id,name', ['id'], 'id.asc'],
    ['b,name', ['a', 'b'], 'b.asc,name.asc,a.asc'],
    ['"odd, name".desc', ['key.part'], '"odd, name".desc,"key.part".asc'],
  ];
  for (const [text, key, expected] of cases) {
    it(JSON.stringify([text, key]), () => {
      const order = parseOrder(text, key);
      assert.equal(order.searchParameter(), expected);
      assert.equal(order.text, expected);
    });
  }

  it('names its columns', () => {
    assert.deepEqual(parseOrder('"odd, name".desc,n', ['id']).columns, ['odd, name', 'n', 'id']);
  });
});

describe('mistakes', () => {
  const cases: [string, number][] = [
    ['a,,b', 3],
    ['a.down', 3],
    ['a.asc.nulls', 7],
    ['a.nullslast.desc', 13],
    ['a b', 1],
    [',a', 1],
    ['customers(name)', 1],
    ['a, data->>b', 4],
    ['"a', 1],
  ];
  for (const [text, character] of cases) {
    it(JSON.stringify(text), () => {
      assert.throws(
        () => parseOrder(text, ['id']),
        (error) => {
          assert.ok(error instanceof QueryError, String(error));
          assert.equal(error.code, 'bad-order');
          assert.match(error.message, new RegExp(`^order ".*character ${character} \\(`));
          return true;
        },
      );
    });
  }
});

describe('the rows after a row', () => {
  const cases: [string, RawRow, string][] = [
    ['', { id: 7 }, '(id.gt.7)'],
    ['id.desc', { id: 7 }, '(id.lt.7)'],
    ['n', { n: 5, id: 7 }, '(n.gt.5,n.is.null,and(n.eq.5,id.gt.7))'],
    ['n', { n: null, id: 7 }, '(and(n.is.null,id.gt.7))'],
    ['n.desc', { n: 5, id: 7 }, '(n.lt.5,and(n.eq.5,id.gt.7))'],
    ['n.desc', { n: null, id: 7 }, '(n.not.is.null,and(n.is.null,id.gt.7))'],
    ['n.desc.nullslast', { n: 5, id: 7 }, '(n.lt.5,n.is.null,and(n.eq.5,id.gt.7))'],
    ['n,t.desc', { n: 5, t: 'a', id: 7 }, '(n.gt.5,n.is.null,and(n.eq.5,t.lt.a),and(n.eq.5,t.eq.a,id.gt.7))'],
    ['t', { t: 'a,"b"\\(c)', id: 7 }, '(t.gt."a,\\"b\\"\\\\(c)",t.is.null,and(t.eq."a,\\"b\\"\\\\(c)",id.gt.7))'],
    ['t', { t: '', id: 7 }, '(t.gt."",t.is.null,and(t.eq."",id.gt.7))'],
    [
      'at',
      { at: '2026-01-01T00:00:00+00:00', id: 7 },
      '(at.gt.2026-01-01T00:00:00+00:00,at.is.null,and(at.eq.2026-01-01T00:00:00+00:00,id.gt.7))',
    ],
  ];
  for (const [text, row, expected] of cases) {
    it(`${text} ${JSON.stringify(row)}`, () =>
      assert.deepEqual(parseOrder(text, ['id']).after(row), [['or', expected]]));
  }

  it('is not made of a row that lacks a column', () => {
    assert.throws(() => parseOrder('n', ['id']).after({ id: 7 }), /lacks the column "n"/);
  });
});
