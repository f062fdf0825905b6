/** What a binding may say, and what it may reach. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { evaluate, holds, parseCondition, parseExpression, pathsOf } from '../../../src/template/expression.ts';
import { changesWithTime, formatNames, registerFormat, watchFormats } from '../../../src/template/format-registry.ts';
import { englishReader } from '../../support/reader.ts';

const context = englishReader(Date.UTC(2026, 10, 22, 12));
const never = (format: string, error: unknown): never => assert.fail(`${format}: ${String(error)}`);
const read = (written: string, row: object): unknown => evaluate(parseExpression(written)!, row, context, never);

describe('a binding', () => {
  it('reads fields, and fields within them', () => {
    const row = { name: 'Ada', address: { city: 'London' }, tags: ['a', 'b'] };
    assert.equal(read('name', row), 'Ada');
    assert.equal(read(' address.city ', row), 'London');
    assert.equal(read('tags.1', row), 'b');
    assert.equal(read('address.street.number', row), undefined);
  });

  it('reaches nothing a row inherits', () => {
    const row = Object.create({ inherited: 'x' }, { name: { value: 'Ada', enumerable: true } }) as object;
    for (const path of ['inherited', 'constructor', '__proto__', 'toString', 'name.length', 'constructor.name']) {
      assert.equal(read(path, row), undefined, path);
    }
  });

  it('passes a value through formats, with text and fields as parameters', () => {
    const row = {
      price: 12.5,
      currency: 'EUR',
      share: 0.256,
      size: 2048,
      status: 'on_hold',
      at: '2026-11-22T11:58:00Z',
    };
    assert.equal(read('price | currency:USD', row), '$12.50');
    assert.equal(read('price|currency:.currency', row), '€12.50');
    assert.equal(read('price | number:2', row), '12.50');
    assert.equal(read('share | percent', row), '26%');
    assert.equal(read('share | percent:1', row), '25.6%');
    assert.equal(read('size | bytes', row), '2 kB');
    assert.equal(read('status | term', row), 'On hold');
    assert.equal(read('at | relative', row), '2 minutes ago');
    assert.match(String(read('at | date:long', row)), /^November 2\d, 2026$/);
    assert.match(String(read('at | time', row)), /\d:58/);
  });

  it('shows a day of the calendar as that day, wherever the reader is', () => {
    const { TZ } = process.env;
    try {
      for (const zone of ['America/Los_Angeles', 'Pacific/Kiritimati']) {
        process.env['TZ'] = zone;
        assert.equal(read('day | date', { day: '2026-03-01' }), 'Mar 1, 2026', zone);
      }
    } finally {
      if (TZ === undefined) delete process.env['TZ'];
      else process.env['TZ'] = TZ;
    }
  });

  it('shows nothing for null, and what does not fit a format as it is', () => {
    for (const format of ['relative', 'date', 'time', 'number', 'currency:EUR', 'percent', 'bytes', 'term']) {
      assert.equal(read(`value | ${format}`, { value: null }), '', format);
      assert.equal(read(`value | ${format}`, {}), '', format);
    }
    for (const format of ['relative', 'date:nonsense', 'number:nonsense', 'currency:nonsense', 'bytes']) {
      assert.equal(read(`value | ${format}`, { value: 'soon' }), 'soon', format);
    }
    assert.equal(read('value | number:99', { value: 1 }), '1.00000000000000000000');
  });

  it('is refused when it is more than a path and formats', () => {
    for (const written of ['', 'a b', 'f()', 'a.', '.a', 'a..b', 'a |', 'a | f(1)', 'a | f:.', 'a:b', 'a;b', '!a']) {
      assert.equal(parseExpression(written), null, written);
    }
  });

  it('tells which fields it looks at', () => {
    assert.deepEqual(pathsOf(parseExpression('price | currency:.money.code | stars:5')!), [
      ['price'],
      ['money', 'code'],
    ]);
  });
});

describe('a condition', () => {
  it('holds for what is there and not false, zero or empty', () => {
    for (const value of [true, 1, 'x', [], {}]) assert.equal(holds(parseCondition('value')!, { value }), true);
    for (const value of [false, 0, '', null, undefined])
      assert.equal(holds(parseCondition('value')!, { value }), false);
    assert.equal(holds(parseCondition('!value')!, { value: 0 }), true);
    assert.equal(parseCondition('a == b'), null);
    assert.equal(parseCondition('!'), null);
  });
});

describe('registered formats', () => {
  it('get value, context and parameters', () => {
    registerFormat('stars', (value, { locale }, most = '3') => `${locale} ${'★'.repeat(Number(value))}/${most}`);
    assert.equal(read('rank | stars:5', { rank: 2 }), 'en ★★/5');
    assert.equal(read('rank | stars', { rank: 1 }), 'en ★/3');
    assert.ok(formatNames().includes('stars'));
  });

  it('are told to those who watch, and count as changing with time, for nobody knows', () => {
    let heard = 0;
    const stop = watchFormats(() => (heard += 1));
    registerFormat('shout', (value) => String(value).toUpperCase());
    stop();
    registerFormat('shout', (value) => `${String(value).toUpperCase()}!`);
    assert.equal(heard, 1);
    assert.equal(read('name | shout', { name: 'hey' }), 'HEY!');
    assert.equal(changesWithTime('shout'), true);
    assert.equal(changesWithTime('relative'), true);
    assert.equal(changesWithTime('currency'), false);
  });

  it('that throw leave the value, and say so; unknown ones leave it', () => {
    registerFormat('broken', () => {
      throw new Error('no');
    });
    const failures: string[] = [];
    const expression = parseExpression('name | broken | nowhere')!;
    const shown = evaluate(expression, { name: 'Ada' }, context, (format) => failures.push(format));
    assert.equal(shown, 'Ada');
    assert.deepEqual(failures, ['broken']);
  });

  it('with a name nobody could write, or no function, are refused with a warning', (test) => {
    const warned = test.mock.method(console, 'warn', () => undefined);
    registerFormat('a b', () => '');
    registerFormat('nothing', undefined as never);
    assert.equal(warned.mock.callCount(), 2);
    assert.ok(!formatNames().includes('a b') && !formatNames().includes('nothing'));
  });
});
