/** Values as a reader sees them; never an exception, whatever the database holds. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  formatBytes,
  formatCurrency,
  formatDate,
  formatDateTime,
  formatNumber,
  formatRelative,
  text,
} from '../../../src/template/formats.ts';

/** Intl parts words by kinds of blanks that differ from version to version. */
const plain = (shown: string): string => shown.replaceAll(/\s/g, ' ');

describe('formats', () => {
  it('number, in the reader’s language, from numbers and from numeric text', () => {
    assert.equal(formatNumber(1234.5, 'en'), '1,234.5');
    assert.equal(formatNumber('1234.5', 'de'), '1.234,5');
    assert.equal(formatNumber('many', 'en'), 'many');
    assert.equal(formatNumber(null, 'en'), '');
    assert.equal(formatNumber('', 'en'), '');
  });

  it('currency, by the row’s own code', () => {
    assert.equal(plain(formatCurrency(49.9, 'EUR', 'en')), '€49.90');
    assert.equal(plain(formatCurrency('1234.5', 'EUR', 'de')), '1.234,50 €');
    assert.equal(plain(formatCurrency(500, 'JPY', 'en')), '¥500');
  });

  it('currency without a usable code is a number', () => {
    for (const code of [null, undefined, '', 'E', 'EURO', '<b>', 7]) {
      assert.equal(formatCurrency(1234.5, code, 'en'), '1,234.5');
    }
  });

  it('date and date with time', () => {
    assert.equal(formatDate('2026-11-01T12:00:00Z', 'en'), 'Nov 1, 2026');
    assert.match(plain(formatDateTime('2026-11-01T12:00:00Z', 'en')), /^Nov 1, 2026, \d{1,2}:00 [AP]M$/);
    assert.equal(formatDate('yesterday', 'en'), 'yesterday');
    assert.equal(formatDateTime(null, 'en'), '');
  });

  it('age, in the largest unit that fits, and no seconds', () => {
    const now = Date.parse('2026-11-22T12:00:00Z');
    const ago = (seconds: number): string => formatRelative(new Date(now - seconds * 1000), now, 'en');
    assert.equal(ago(0), 'now');
    assert.equal(ago(59), 'now');
    assert.equal(ago(60), '1 minute ago');
    assert.equal(ago(3599), '59 minutes ago');
    assert.equal(ago(3600), '1 hour ago');
    assert.equal(ago(86_399), '23 hours ago');
    assert.equal(ago(86_400), 'yesterday');
    assert.equal(ago(86_400 * 29), '29 days ago');
    assert.equal(ago(86_400 * 30), 'last month');
    assert.equal(ago(86_400 * 365), 'last year');
    assert.equal(ago(-7200), 'in 2 hours');
    assert.equal(formatRelative('never', now, 'en'), 'never');
  });

  it('bytes, to the nearest unit', () => {
    assert.equal(formatBytes(0, 'en'), '0 bytes');
    assert.equal(formatBytes(1, 'en'), '1 byte');
    assert.equal(formatBytes(999, 'en'), '999 bytes');
    assert.equal(formatBytes(1000, 'en'), '1 kB');
    assert.equal(formatBytes('1536000', 'en'), '1.5 MB');
    assert.equal(formatBytes(999_999, 'en'), '1 MB');
    assert.equal(formatBytes(5e15, 'en'), '5,000 TB');
    assert.equal(formatBytes(-1, 'en'), '-1');
    assert.equal(formatBytes(null, 'en'), '');
  });

  it('text, of whatever a column holds', () => {
    assert.equal(text(null), '');
    assert.equal(text(undefined), '');
    assert.equal(text(false), 'false');
    assert.equal(text({ a: 1 }), '{"a":1}');
    assert.equal(text(Number.NaN), '');
  });
});
