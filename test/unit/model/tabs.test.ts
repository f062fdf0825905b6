/** Tabs that share a connection under random faults, in virtual time: every list of every tab ends right and live. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runTabs } from '../../model/tabs-schedule.ts';

const fresh = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));

test('20 fixed and 20 fresh runs of three tabs end right, over one connection', async () => {
  console.log(`SEED=${fresh}`);
  const first = (seed: number): number[] => Array.from({ length: 20 }, (_, at) => seed + at);
  for (const seed of [...first(1), ...first(fresh)]) {
    const { wrong, left } = await runTabs(seed);
    assert.deepEqual({ wrong, left }, { wrong: [], left: 0 }, `node test/model/virtual-tabs.ts --seed ${seed}`);
  }
});
