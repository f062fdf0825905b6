/**
 * Runs schedules in virtual time: `node test/model/virtual-schedules.ts --runs 1000 [--from 1] [--seed 7] [--kind announced]
 * [--watch] [--json]`.
 *
 * Prints the seed of every failure; `--seed` replays one and tells the list that is wrong. `--watch` also counts rows
 * painted back to older values and the share of instants at which the lists were right; it is five times slower.
 */
import { parseArgs } from 'node:util';
import { randomSchedule } from './random-schedule.ts';
import { run } from './schedule.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    from: { type: 'string' },
    seed: { type: 'string' },
    json: { type: 'boolean' },
    watch: { type: 'boolean' },
    kind: { type: 'string' },
  },
});
const from = Number(values.seed ?? values.from ?? 1);
const runs = values.seed === undefined ? Number(values.runs ?? 200) : 1;

const kind = values.kind === 'announced' ? 'announced' : 'all';

const times: number[] = [];
const liveTimes: number[] = [];
const total = { wrong: 0, reads: 0, olderPaints: 0, brokenPaints: 0, equalShare: 0, left: 0 };
const started = performance.now();
for (let seed = from; seed < from + runs; seed++) {
  const outcome = await run(randomSchedule(seed, kind), values.watch);
  times.push(outcome.rightAfter);
  liveTimes.push(outcome.liveAfter);
  total.reads += outcome.reads;
  total.olderPaints += outcome.olderPaints;
  total.brokenPaints += outcome.brokenPaints;
  total.equalShare += outcome.equalShare;
  total.left += outcome.left;
  if (outcome.wrong.length === 0 && outcome.left === 0) continue;
  total.wrong++;
  if (!values.json)
    console.log(`seed ${seed}: ${outcome.wrong.join('; ') || `${outcome.left} timers or listeners left`}`);
}
for (const each of [times, liveTimes]) each.sort((a, b) => a - b);
const quantile = (share: number, of = times): number => of[Math.floor(share * (of.length - 1))] ?? 0;
const figures = {
  runs,
  wrong: total.wrong,
  rightAfterP50: quantile(0.5),
  rightAfterP95: quantile(0.95),
  rightAfterMax: quantile(1),
  liveAfterP95: quantile(0.95, liveTimes),
  readsPerRun: total.reads / runs,
  olderPaintsPerRun: total.olderPaints / runs,
  brokenPaintsPerRun: total.brokenPaints / runs,
  equalShare: total.equalShare / runs,
  seconds: (performance.now() - started) / 1_000,
};
if (values.json) console.log(JSON.stringify(figures));
else {
  const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(2)} s`;
  console.log(`${runs} schedules in ${figures.seconds.toFixed(1)} s: ${total.wrong} wrong`);
  console.log(
    `  right after p50 ${seconds(quantile(0.5))}, p95 ${seconds(quantile(0.95))}, max ${seconds(quantile(1))}`,
  );
  console.log(`  live after p50 ${seconds(quantile(0.5, liveTimes))}, p95 ${seconds(quantile(0.95, liveTimes))}`);
  console.log(`  ${figures.readsPerRun.toFixed(0)} reads each`);
  if (values.watch) {
    console.log(`  ${figures.olderPaintsPerRun.toFixed(2)} rows painted back to an older value each`);
    console.log(`  equal to the database of the last second at ${(100 * figures.equalShare).toFixed(1)} % of instants`);
  }
}
process.exitCode = total.wrong === 0 ? 0 : 1;
