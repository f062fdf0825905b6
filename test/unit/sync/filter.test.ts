/** What a filter answers, one behaviour of Postgres a line; the random comparison with Postgres is an integration test. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RawRow } from '../../../src/domain/row.ts';
import type { FieldKind } from '../../../src/domain/tables.ts';
import { parseFilter, type Truth } from '../../../src/sync/filter.ts';

const kinds: Record<string, FieldKind> = {
  name: 'text',
  stock: 'number',
  done: 'boolean',
  at: 'timestamp',
  owner: 'uuid',
};
const owner = 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee';

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

describe('no filter', () => {
  for (const text of [undefined, '', ' \n ']) {
    it(`${JSON.stringify(text)} matches every row and sends nothing`, () => {
      const filter = parseFilter(text);
      assert.equal(filter.matches({}), true);
      assert.deepEqual(filter.searchParameters(), []);
      assert.equal(filter.columns.size, 0);
      assert.equal(filter.text, '');
    });
  }
});

describe('text', () => {
  check([
    ['name=eq.open', { name: 'open' }, true],
    ['name=eq.open', { name: 'closed' }, false],
    ['name=eq.open', { name: 'Open' }, 'unknown'], // citext
    ['name=eq.US', { name: 'US ' }, 'unknown'], // char(3)
    ['name=eq.cafe', { name: 'café' }, 'unknown'], // a collation that passes over accents
    ['name=neq.open', { name: 'closed' }, true],
    ['name=neq.open', { name: null }, false],
    ['name=not.eq.open', { name: null }, false],
    ['name=gt.a', { name: 'b' }, 'unknown'], // collation
    ['name=gte.b', { name: 'b' }, true],
    ['name=gt.b', { name: 'b' }, false],
    ['name=lt.b', { name: null }, false],
    ['name=eq.', { name: '' }, true],
    ['name=eq.null', { name: null }, false],
    ['name=eq.null', { name: 'null' }, true],
    ['name=isdistinct.open', { name: null }, true],
    ['name=isdistinct.open', { name: 'open' }, false],
    ['name=not.isdistinct.open', { name: null }, false],
    ['name=not.isdistinct.open', { name: 'open' }, true],
    ['name=in.(open,"a,b")', { name: 'a,b' }, true],
    ['name=in.(open,"a,b")', { name: 'a' }, false],
    ['name=in.(open,OPEN)', { name: 'open' }, true],
    ['name=not.in.(open)', { name: null }, false],
    ['name=in.()', { name: null }, false],
    ['name=not.in.()', { name: null }, true],
  ]);
});

describe('patterns', () => {
  check([
    ['name=like.foo*', { name: 'foobar' }, true],
    ['name=like.foo%', { name: 'foo' }, true],
    ['name=like.foo*', { name: 'a foo' }, false],
    ['name=like.foo*', { name: 'Foo' }, 'unknown'], // citext
    ['name=like.f_o', { name: 'f😀o' }, true],
    ['name=like.f_o', { name: 'fo' }, false],
    ['name=like.*😀_', { name: 'a😀b' }, true],
    ['name=like.100\\%', { name: '100%' }, true],
    ['name=like.100\\%', { name: '1000' }, false],
    ['name=like.*a*b*c', { name: 'xxaxxbxxbxxc' }, true],
    ['name=like.*a*b*c', { name: 'xxaxxcxxb' }, false],
    ['name=like.%\n%', { name: 'two\nlines' }, true],
    ['name=like.open\\', { name: 'open' }, 'unknown'], // refused by Postgres
    ['name=ilike.FOO*', { name: 'foobar' }, true],
    ['name=ilike.*é*', { name: 'É' }, 'unknown'], // locale
    ['name=ilike.x', { name: 'É' }, false],
    ['name=not.ilike.*foo*', { name: 'a FOO b' }, false],
    ['name=not.ilike.*foo*', { name: null }, false],
    ['name=match.^foo.*r$', { name: 'foobar' }, true],
    ['name=match.^foo', { name: 'a foo' }, false],
    ['name=match.oba', { name: 'foobar' }, true],
    ['name=match.o\\.b', { name: 'o.b' }, true],
    ['name=match.o\\.b', { name: 'oxb' }, false],
    ['name=match.5\\$', { name: 'costs 5$ today' }, true],
    ['name=match.fo.*?', { name: 'foo' }, 'unknown'],
    ['name=match.\\.+', { name: '..' }, 'unknown'],
    ['name=match.fo+', { name: 'foo' }, 'unknown'],
    ['name=match.\\d', { name: '1' }, 'unknown'],
    ['name=match.(a|b)', { name: 'a' }, 'unknown'],
    ['name=imatch.^FOO', { name: 'foobar' }, true],
    ['name=imatch.^FOO$', { name: 'foobar' }, false],
    ['name=match.^Foo', { name: 'foo' }, 'unknown'], // citext
    ['stock=like.4*', { stock: 42 }, 'unknown'],
    ['at=like.2026*', { at: '2026-01-01T00:00:00+00:00' }, 'unknown'],
  ]);
});

describe('numbers', () => {
  check([
    ['stock=eq.42', { stock: 42 }, true],
    ['stock=eq.42.0', { stock: 42 }, true],
    ['stock=eq.4.2e1', { stock: '42' }, true],
    ['stock=gt.9', { stock: 10 }, true],
    ['stock=gt.9', { stock: '10' }, true],
    ['stock=lt.-1', { stock: -2 }, true],
    ['stock=lte.9.90', { stock: 9.9 }, true],
    ['stock=eq.9007199254740993', { stock: '9007199254740993' }, true],
    ['stock=gt.9007199254740992', { stock: '9007199254740993' }, true],
    ['stock=eq.9007199254740993', { stock: 9007199254740992 }, 'unknown'], // digits lost on the way
    ['stock=eq.9007199254740993', { stock: '9007199254740992' }, 'unknown'], // equal as float8
    ['stock=gt.5', { stock: 9007199254740992 }, true],
    ['stock=eq.0.30000000000000001', { stock: 0.3 }, 'unknown'], // equal as float8, not as numeric
    ['stock=lt.0.1000000001', { stock: 0.1 }, 'unknown'], // equal as real
    ['stock=lt.0.1001', { stock: 0.1 }, true],
    ['stock=gt.1000000', { stock: 'NaN' }, true],
    ['stock=gt.Infinity', { stock: 'NaN' }, true],
    ['stock=eq.nan', { stock: 'NaN' }, true],
    ['stock=lt.0', { stock: '-Infinity' }, true],
    ['stock=gt.1e999999999', { stock: 42 }, false],
    ['stock=eq.0042', { stock: 42 }, true],
    ['stock=lt.0.05', { stock: '0.041' }, true],
    ['stock=eq.abc', { stock: 42 }, 'unknown'],
    ['stock=in.(1,2,3)', { stock: 2 }, true],
    ['stock=in.(1,2,3)', { stock: 4 }, false],
    ['stock=in.(1,abc)', { stock: 4 }, 'unknown'],
  ]);
});

describe('booleans', () => {
  check([
    ['done=eq.true', { done: true }, true],
    ['done=eq.f', { done: true }, false],
    ['done=eq.off', { done: false }, true],
    ['done=eq.o', { done: false }, 'unknown'],
    ['done=gt.false', { done: true }, true],
    ['done=is.true', { done: true }, true],
    ['done=is.true', { done: null }, false],
    ['done=not.is.true', { done: null }, true],
    ['done=is.unknown', { done: null }, true],
    ['done=is.unknown', { done: false }, false],
    ['done=is.NULL', { done: null }, true],
    ['done=not.is.null', { done: null }, false],
    ['done=is.not_null', { done: false }, true],
    ['done=is.not_null', { done: null }, false],
    ['name=is.true', { name: 'true' }, 'unknown'],
  ]);
});

describe('timestamps', () => {
  const at = '2026-01-01T00:00:00.000001+00:00';
  check([
    ['at=eq.2026-01-01T01:00:00.000001+01:00', { at }, true],
    ['at=gt.2026-01-01T00:00:00Z', { at }, true],
    ['at=lt.2026-01-01T00:00:00.000002Z', { at }, true],
    ['at=lt.2026-01-01T00:00:00.000001Z', { at }, false],
    ['at=gte.2025-12-01', { at }, true],
    ['at=gte.2026-01-01', { at }, 'unknown'], // the session's zone
    ['at=gte.2026-01-01T12:00:00', { at: '2026-01-01T00:00:00+00:00' }, 'unknown'],
    ['at=gte.2026-01-01', { at: '2026-01-01T00:00:00' }, true],
    ['at=gt.2026-01-01T00:00:00+05:00', { at: '2026-01-01T00:00:00' }, false], // a timestamp ignores the zone
    ['at=gt.2026-01-01T00:00:00Z', { at: 'infinity' }, true],
    ['at=lt.-infinity', { at }, false],
    ['at=gt.now', { at }, 'unknown'],
    ['at=eq.2026-02-30', { at: '2026-02-28T00:00:00' }, 'unknown'],
    ['at=lt.12026-01-01T00:00:00Z', { at }, true],
    ['at=eq.2026-01-05T10:00:00', { at: '2026-01-05' }, 'unknown'],
    ['at=eq.2026-01-05', { at: '2026-01-05' }, true],
  ]);
});

describe('uuids', () => {
  check([
    [`owner=eq.${owner.toUpperCase()}`, { owner }, true],
    [`owner=eq.{${owner}}`, { owner }, true],
    [`owner=eq.${owner.replaceAll('-', '')}`, { owner }, true],
    ['owner=gt.99999999-ffff-4fff-8fff-ffffffffffff', { owner }, true],
    ['owner=eq.nobody', { owner }, 'unknown'],
  ]);
});

describe('kinds guessed from the value', () => {
  check(
    [
      ['a=eq.1', { a: 1 }, true],
      ['a=gt.9', { a: 10 }, true],
      ['a=eq.1', { a: '1' }, true],
      ['a=eq.1.0', { a: '1' }, 'unknown'], // a numeric, or text
      ['a=gt.9', { a: '10' }, 'unknown'],
      ['a=eq.open', { a: 'closed' }, false],
      ['a=gte.2026-01-01T00:00:00Z', { a: '2026-01-02T00:00:00+00:00' }, true],
      ['a=eq.2026-01-02T00:00:00Z', { a: '2026-01-02T00:00:00+00:00' }, 'unknown'], // text would differ
      [`a=eq.${owner}`, { a: owner }, true],
      [`a=eq.${owner.toUpperCase()}`, { a: owner }, 'unknown'],
      ['a=eq.other', { a: owner }, false],
      ['a=eq.10.0.0.1/32', { a: '10.0.0.1' }, 'unknown'], // inet
      ['a=eq.24:00:00', { a: '1 day' }, 'unknown'], // interval
      ['a=eq.1 day', { a: '24:00:00' }, 'unknown'],
      ['a=eq."[1,3)"', { a: 'x' }, 'unknown'],
      ['toString=eq.a', { toString: 'a' }, true],
      ['a=eq.inf', { a: 'Infinity' }, 'unknown'],
      ['a=gt.2026-01-01', { a: '2026-01-02' }, true],
      ['a=eq.x', { a: { b: 1 } }, 'unknown'],
      ['a=is.null', { a: [1] }, false],
      ['a=is.null', { a: null }, true],
    ],
    undefined,
  );
});
