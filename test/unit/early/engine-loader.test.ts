/** The engine's code is fetched until it has come. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EngineLoader, type Engine } from '../../../src/early/engine-loader.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

describe('EngineLoader', () => {
  it('is tried for until it is there', async () => {
    const clock = new VirtualClock();
    let attempts = 0;
    const arrived: Engine[] = [];
    const engine = {} as Engine;
    const fetch = (): Promise<Engine> =>
      ++attempts < 4 ? Promise.reject(new Error('not there')) : Promise.resolve(engine);
    const loader = new EngineLoader(fetch, clock, { arrived: (it) => arrived.push(it), failed: () => undefined });
    await clock.advance(120_000);
    assert.deepEqual([attempts, arrived], [4, [engine]]);
    loader.stop();
  });
});
