/** The engine under random faults, in virtual time: every list ends equal to its SELECT and says live. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { randomSchedule } from '../../model/random-schedule.ts';
import { run } from '../../model/schedule.ts';

const fresh = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));

test('100 fixed and 100 fresh schedules end right', async () => {
  console.log(`SEED=${fresh}`);
  const seeds = [
    ...Array.from({ length: 100 }, (_, seed) => seed + 1),
    ...Array.from({ length: 100 }, (_, at) => fresh + at),
  ];
  for (const seed of seeds) {
    const { wrong, left } = await run(randomSchedule(seed));
    assert.deepEqual({ wrong, left }, { wrong: [], left: 0 }, `node test/model/virtual-schedules.ts --seed ${seed}`);
  }
});
