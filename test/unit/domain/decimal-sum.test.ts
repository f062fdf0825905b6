/** Sums are exact, and what is no number, or a hostile one, is no part of them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decimalText, decimalUnits } from '../../../src/domain/decimal-sum.ts';

const sum = (...texts: string[]): string =>
  decimalText(texts.reduce((units, text) => units + decimalUnits(text)!, 0n)).replace(/\.?0+$/, '');

describe('sums of decimals', () => {
  it('are exact where doubles are not', () => {
    assert.equal(sum('0.1', '0.2'), '0.3');
    assert.equal(sum('9007199254740993.01', '0.02'), '9007199254740993.03');
    assert.equal(sum('1.005', '-3'), '-1.995');
    assert.equal(sum('-0.05', '0.02'), '-0.03');
    assert.equal(sum('5', '-5'), '0');
    assert.equal(sum('1e3', '2.5e-7'), '1000.00000025');
  });

  it('have no part that is no number or too long a one', () => {
    for (const text of ['', 'many', 'NaN', 'Infinity', '-Infinity', '1e999999999', '1e-999999999', '1e21']) {
      assert.equal(decimalUnits(text), null, text);
    }
  });
});
