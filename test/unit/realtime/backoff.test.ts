/** Waits between tries: they grow, they are spread, they have a floor and a cap. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Backoff } from '../../../src/realtime/backoff.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

/** A clock whose chance is always the same number. */
function clockWith(chance: number): VirtualClock {
  const clock = new VirtualClock();
  clock.random = () => chance;
  return clock;
}

function waits(backoff: Backoff, count: number): number[] {
  return Array.from({ length: count }, () => backoff.next());
}

describe('Backoff', () => {
  it('doubles its ceiling up to the cap', () => {
    const backoff = new Backoff(clockWith(1), { base: 1_000, cap: 30_000, floor: 100 });
    assert.deepEqual(waits(backoff, 7), [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('never waits less than its floor', () => {
    const backoff = new Backoff(clockWith(0), { base: 1_000, cap: 30_000, floor: 100 });
    assert.deepEqual(waits(backoff, 3), [100, 100, 100]);
  });

  it('spreads its waits over the whole of floor to ceiling', () => {
    const seed = 7;
    const clock = new VirtualClock(seed);
    const drawn = Array.from({ length: 1_000 }, () => new Backoff(clock, { base: 1_000, floor: 100 }).next());
    assert.ok(
      drawn.every((wait) => wait >= 100 && wait < 1_000),
      `seed ${seed}`,
    );
    for (let low = 100; low < 1_000; low += 300) {
      const share = drawn.filter((wait) => wait >= low && wait < low + 300).length / drawn.length;
      assert.ok(share > 0.27 && share < 0.4, `seed ${seed}: ${share} of the waits are in ${low} to ${low + 300} ms`);
    }
  });

  it('begins anew after a reset, and counts the tries since', () => {
    const backoff = new Backoff(clockWith(1));
    waits(backoff, 4);
    assert.equal(backoff.tries, 4);
    backoff.reset();
    assert.equal(backoff.tries, 0);
    assert.equal(backoff.next(), 1_000);
  });

  it('forgets failures once what was tried for has stood for half a minute, and not before', async () => {
    const clock = clockWith(1);
    const backoff = new Backoff(clock);
    waits(backoff, 3);
    backoff.stands();
    await clock.advance(29_999);
    assert.equal(backoff.next(), 8_000);
    backoff.stands();
    await clock.advance(30_000);
    assert.equal(backoff.next(), 1_000);
  });

  it('does not take the time it was down for time it stood', async () => {
    const clock = clockWith(1);
    const backoff = new Backoff(clock);
    waits(backoff, 3);
    backoff.stands();
    await clock.advance(10_000);
    backoff.ended();
    await clock.advance(60_000);
    assert.equal(backoff.next(), 8_000);
  });

  it('stays at its cap however long it goes on', () => {
    const backoff = new Backoff(clockWith(1));
    const late = waits(backoff, 2_000).at(-1);
    assert.equal(late, 30_000);
  });
});
