/** The grammar of `filter`: what is sent for it, what is said of a mistake, what a hostile text can do (nothing). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseFilter } from '../../../src/sync/filter.ts';
import { QueryError } from '../../../src/sync/query-error.ts';

describe('what is sent', () => {
  const cases: [string, [string, string][]][] = [
    ['status=eq.open', [['status', 'eq.open']]],
    [
      ' status = eq.open ,\n priority=in.( high , urgent ) ',
      [
        ['status', 'eq.open'],
        ['priority', 'in.(high,urgent)'],
      ],
    ],
    ['name=not.ilike.*foo*', [['name', 'not.ilike.*foo*']]],
    // At the top of a parameter a value stands as it is, in a list or a group in quotes.
    ['note=eq."quo,ted"', [['note', 'eq.quo,ted']]],
    ['note=eq."say \\"hi\\" \\\\o/"', [['note', 'eq.say "hi" \\o/']]],
    ['note=in.("a,b","c\\"d",e)', [['note', 'in.("a,b","c\\"d",e)']]],
    ['note=in.()', [['note', 'in.()']]],
    ['or=(a.eq."x,y",b.gt.2)', [['or', '(a.eq."x,y",b.gt.2)']]],
    ['not.or=(a.eq.1,not.and(b.is.null,c.not.in.(1,2)))', [['not.or', '(a.eq.1,not.and(b.is.null,c.not.in.(1,2)))']]],
    ['or=(a.eq."",b.eq." ",c.like."back\\\\slash")', [['or', '(a.eq."",b.eq." ",c.like."back\\\\slash")']]],
    [
      'at=gte.2026-01-01,at=lt.2026-02-01',
      [
        ['at', 'gte.2026-01-01'],
        ['at', 'lt.2026-02-01'],
      ],
    ],
    ['deleted_at=is.NULL', [['deleted_at', 'is.null']]],
    ['"odd name, really"=eq.1', [['"odd name, really"', 'eq.1']]],
    ['name=eq.a(b)c', [['name', 'eq.a(b)c']]],
    ['name=eq.a=b', [['name', 'eq.a=b']]],
    ['data->>a=eq.1', [['data->>a', 'eq.1']]],
    ['tags=cs.{a,b}', [['tags', 'cs.{a,b}']]],
    ['name=eq.a&b#c?d', [['name', 'eq.a&b#c?d']]],
  ];
  for (const [text, parameters] of cases) {
    it(JSON.stringify(text), () => assert.deepEqual(parseFilter(text).searchParameters(), parameters));
  }

  it('has one text however it is spaced and quoted', () => {
    const texts = ['a=eq.1,b=in.(x,"y z")', ' a = eq."1" , b=in.( "x","y z" )'];
    for (const text of texts) assert.equal(parseFilter(text).text, 'a=eq.1,b=in.(x,"y z")');
  });
});

describe('what is said of a mistake', () => {
  const cases: [string, number, RegExp][] = [
    ['status', 7, /"=" and an operator/],
    ['status=open', 8, /an operator and a dot.*eq, neq/],
    ['status=eq', 8, /an operator/],
    ['status.eq.open', 15, /"="/],
    ['price>5', 8, /"="/],
    ['status=eq.open,', 16, /name of a column/],
    ['=eq.1', 1, /name of a column/],
    ['name=eq.a,b', 12, /"="/],
    ['priority=in.high', 13, /"\("/],
    ['priority=in.(high', 18, /"\)"/],
    ['note=eq."open', 14, /a closing quote/],
    ['note=eq."a" b', 13, /a comma or the end after/],
    ['a=is.nothing', 6, /one of null, not_null/],
    ['or=(a.eq.1', 11, /"\)"/],
    ['or=(a=eq.1)', 6, /a dot and an operator \(within/],
    ['or=(a.eq.1)x', 12, /a comma or the end/],
    ['or=()', 5, /name of a column/],
    ['status=EQ.open', 8, /an operator/],
    ['status=not.not.eq.1', 12, /an operator/],
  ];
  for (const [text, character, expected] of cases) {
    it(JSON.stringify(text), () => {
      assert.throws(
        () => parseFilter(text),
        (error) => {
          assert.ok(error instanceof QueryError, String(error));
          assert.equal(error.code, 'bad-filter');
          assert.equal(error.problem.permanent, true);
          assert.match(error.message, new RegExp(`^filter ".*character ${character} \\(`, 's'));
          assert.match(error.message, expected);
          assert.match(error.remedy, /column=operator\.value/);
          return true;
        },
      );
    });
  }
});

describe('hostile texts', () => {
  it('ends deep nesting with an error, not with the stack', () => {
    const text = `or=(${'and('.repeat(100_000)}a.eq.1${')'.repeat(100_000)})`;
    assert.throws(() => parseFilter(text), { code: 'bad-filter', message: /levels of parentheses/ });
  });

  it('matches wildcards in time that grows with the product of the lengths, at most', () => {
    const filter = parseFilter(`name=like.${'*a'.repeat(200)}*b`);
    // A backtracking matcher would not come back.
    assert.equal(filter.matches({ name: 'a'.repeat(3000) }), false);
  });

  it('leaves an expression that could hang an engine to the database', () => {
    assert.equal(parseFilter('name=match.(a+)+$').matches({ name: `${'a'.repeat(60)}!` }), 'unknown');
  });

  it('takes names of Object.prototype for columns like any other', () => {
    const filter = parseFilter(
      'constructor=eq.1,__proto__=eq.2,toString=is.null',
      Object.fromEntries([['toString', 'text']]),
    );
    assert.deepEqual([...filter.columns], ['constructor', '__proto__', 'toString']);
    assert.equal(filter.matches(JSON.parse('{"constructor": 1, "__proto__": 2, "toString": null}')), true);
  });

  it('cannot make a second parameter out of a value', () => {
    const filter = parseFilter('a=eq.1&select=secret');
    assert.equal(new URLSearchParams(filter.searchParameters()).toString(), 'a=eq.1%26select%3Dsecret');
  });
});
