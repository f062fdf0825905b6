/** The engine's code is fetched until it has come. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EngineLoader, type Engine } from '../../../src/early/engine-loader.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

describe('EngineLoader', () => {
  it('says which attempt it is, so that each can ask for another address', async () => {
    const clock = new VirtualClock();
    const attempts: number[] = [];
    const arrived: Engine[] = [];
    const engine = {} as Engine;
    const fetch = (attempt: number): Promise<Engine> => {
      attempts.push(attempt);
      return attempt < 3 ? Promise.reject(new Error('not there')) : Promise.resolve(engine);
    };
    const loader = new EngineLoader(fetch, clock, { arrived: (it) => arrived.push(it), failed: () => undefined });
    await clock.advance(120_000);
    assert.deepEqual([attempts, arrived], [[0, 1, 2, 3], [engine]]);
    loader.stop();
  });
});
