/** One timer for all that listen at a rhythm, and none when nobody does. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Ticker } from '../../../src/page/ticker.ts';
import { ManualClock } from '../../support/manual-clock.ts';

it('a ticker keeps one timer a rhythm, and rests when nobody listens', () => {
  const clock = new ManualClock();
  const ticker = new Ticker(clock);
  const heard: string[] = [];
  const endFirst = ticker.every(1000, () => heard.push('first'));
  const endSecond = ticker.every(1000, () => heard.push('second'));
  assert.equal(clock.timers, 1);
  clock.pass(2000);
  assert.deepEqual(heard, ['first', 'second', 'first', 'second']);
  endFirst();
  clock.pass(1000);
  assert.deepEqual(heard.slice(4), ['second']);
  endSecond();
  assert.equal(clock.timers, 0);
  ticker.every(1000, () => heard.push('again'));
  clock.pass(1000);
  assert.equal(heard.at(-1), 'again');
});

it('a listener that leaves while it is called ends the timer', () => {
  const clock = new ManualClock();
  const ticker = new Ticker(clock);
  let calls = 0;
  const end = ticker.every(1000, () => {
    calls += 1;
    end();
  });
  clock.pass(5000);
  assert.equal(calls, 1);
  assert.equal(clock.timers, 0);
});

it('a ticker keeps no timer while nobody sees the page, and calls everyone when it is seen', () => {
  const clock = new ManualClock();
  const page = Object.assign(new EventTarget(), { hidden: false });
  const ticker = new Ticker(clock, page);
  const heard: string[] = [];
  const show = (shown: boolean): void => {
    page.hidden = !shown;
    page.dispatchEvent(new Event('visibilitychange'));
  };
  const end = ticker.every(1000, () => heard.push('first'));
  show(false);
  assert.equal(clock.timers, 0);
  ticker.every(500, () => heard.push('second'));
  assert.equal(clock.timers, 0);
  show(true);
  assert.deepEqual(heard, ['first', 'second']);
  assert.equal(clock.timers, 2);
  clock.pass(500);
  assert.deepEqual(heard, ['first', 'second', 'second']);
  end();
  show(false);
  show(true);
  assert.deepEqual(heard, ['first', 'second', 'second', 'second']);
});
