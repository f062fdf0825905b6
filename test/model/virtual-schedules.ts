/**
 * Runs schedules: `node test/model/virtual-schedules.ts --runs 1000 [--from 1] [--seed 7]`.
 *
 * Prints the seed of every failure; `--seed` replays one and tells the list that is wrong.
 */
import { parseArgs } from 'node:util';
import { randomSchedule } from './random-schedule.ts';
import { run } from './schedule.ts';

const { values } = parseArgs({
  options: { runs: { type: 'string' }, from: { type: 'string' }, seed: { type: 'string' } },
});
const from = Number(values.seed ?? values.from ?? 1);
const runs = values.seed === undefined ? Number(values.runs ?? 200) : 1;

const times: number[] = [];
let reads = 0;
let failures = 0;
const started = performance.now();
for (let seed = from; seed < from + runs; seed++) {
  const outcome = await run(randomSchedule(seed));
  times.push(outcome.rightAfter);
  reads += outcome.reads;
  if (outcome.wrong.length === 0 && outcome.timersLeft === 0) continue;
  failures++;
  console.log(`seed ${seed}: ${outcome.wrong.join('; ') || `${outcome.timersLeft} listeners left`}`);
}
times.sort((a, b) => a - b);
const quantile = (share: number): string =>
  `${((times[Math.floor(share * (times.length - 1))] ?? 0) / 1_000).toFixed(2)} s`;
const seconds = ((performance.now() - started) / 1_000).toFixed(1);
console.log(
  `${runs} schedules in ${seconds} s: ${failures} wrong; right after p50 ${quantile(0.5)}, p95 ${quantile(0.95)}, max ${quantile(1)}; ${(reads / runs).toFixed(0)} reads each`,
);
process.exitCode = failures === 0 ? 0 : 1;
