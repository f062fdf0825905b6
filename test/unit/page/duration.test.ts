/** Durations as an author writes them. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseDuration } from '../../../src/page/duration.ts';

it('durations: units, plain seconds, and nothing else', () => {
  assert.equal(parseDuration('5s'), 5000);
  assert.equal(parseDuration('2m'), 120_000);
  assert.equal(parseDuration('1h'), 3_600_000);
  assert.equal(parseDuration('250ms'), 250);
  assert.equal(parseDuration('30'), 30_000);
  assert.equal(parseDuration(' 1.5 s '), 1500);
  for (const value of ['', 'soon', '-5s', '5 sec', '1m30s', 'NaN']) assert.equal(parseDuration(value), null, value);
});
