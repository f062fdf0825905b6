/** The element's names and the user's columns; what `select` asks for. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseColumns, parseSelect } from '../../../src/sync/columns.ts';
import { QueryError } from '../../../src/sync/query-error.ts';

describe('columns', () => {
  it('are the same without a mapping', () => {
    for (const text of [undefined, '', '  ']) {
      const columns = parseColumns(text);
      assert.deepEqual(columns.toEntity({ id: 1, name: 'a' }), { id: 1, name: 'a' });
      assert.equal(columns.toColumn('name'), 'name');
      assert.deepEqual(columns.toNames('name'), ['name']);
    }
  });

  it('are renamed both ways, the others kept', () => {
    const columns = parseColumns('name:title, price : unit_price');
    assert.deepEqual(columns.toEntity({ id: 1, title: 'a', unit_price: 2 }), { id: 1, name: 'a', price: 2 });
    assert.equal(columns.toColumn('price'), 'unit_price');
    assert.deepEqual(columns.toNames('unit_price'), ['price']);
  });

  it('may be exchanged, or shown under two names', () => {
    assert.deepEqual(parseColumns('a:b,b:a').toEntity({ a: 1, b: 2 }), { a: 2, b: 1 });
    assert.deepEqual(parseColumns('a:x,b:x').toEntity({ x: 1 }), { a: 1, b: 1 });
  });

  it('give way to a name that stands for another column', () => {
    const columns = parseColumns('name:title');
    assert.deepEqual(columns.toEntity({ name: 'shadowed', title: 'shown' }), { name: 'shown' });
    assert.deepEqual(columns.toNames('name'), []);
  });

  it('that are absent stay absent, for a part of a row', () => {
    assert.deepEqual(parseColumns('name:title').toEntity({ id: 1 }), { id: 1 });
  });

  it('cannot reach Object.prototype', () => {
    const entity = parseColumns('__proto__:evil').toEntity({ evil: { polluted: true } });
    assert.equal(Object.getPrototypeOf(entity), Object.prototype);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });

  for (const [text, character] of [
    ['name', 1],
    ['name:', 1],
    [':title', 1],
    ['a:b,,c:d', 5],
    ['a:b,a:c', 5],
    ['a:b:c', 1],
  ] as const) {
    it(`say what is wrong with ${JSON.stringify(text)}`, () => {
      assert.throws(
        () => parseColumns(text),
        (error) => {
          assert.ok(error instanceof QueryError, String(error));
          assert.equal(error.code, 'bad-attribute');
          assert.match(error.message, new RegExp(`^columns ".*character ${character} \\(`));
          return true;
        },
      );
    });
  }
});

describe('select', () => {
  const cases: [string | undefined, string[], string, string[] | null, boolean][] = [
    [undefined, ['id'], '*', null, true],
    ['*', ['id'], '*', null, true],
    ['id,title', ['id'], 'id,title', ['id', 'title'], true],
    [' title ,\n price ', ['id', 'price', 'at'], 'title,price,id,at', ['title', 'price', 'id', 'at'], true],
    ['*,customers(name)', ['id'], '*,customers(name)', null, false],
    [
      'title,customers(name,tickets(id,subject))',
      ['id'],
      'title,customers(name,tickets(id,subject)),id',
      ['title', 'id'],
      false,
    ],
    ['name:title', ['id'], 'name:title,id', ['id'], false],
    ['price::text', ['id'], 'price::text,id', ['id'], false],
    ['data->>a', ['id'], 'data->>a,id', ['id'], false],
    ['id.count()', ['id'], 'id.count(),id', ['id'], false],
    ['"odd, name"', ['key.part'], '"odd, name","key.part"', ['odd, name', 'key.part'], true],
    ['...customers(name)', ['id'], '...customers(name),id', ['id'], false],
  ];
  for (const [text, required, sent, columns, plain] of cases) {
    it(JSON.stringify([text, required]), () => {
      const select = parseSelect(text, required);
      assert.equal(select.text, sent);
      assert.deepEqual(select.columns && [...select.columns], columns);
      assert.equal(select.plain, plain);
    });
  }

  for (const text of ['a,,b', 'a,', 'customers(name', 'a)', '"a']) {
    it(`says what is wrong with ${text}`, () => {
      assert.throws(() => parseSelect(text, ['id']), { code: 'bad-attribute', message: /^select / });
    });
  }
});
