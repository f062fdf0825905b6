/**
 * Runs tabs that share a socket through random faults in virtual time: `node test/model/virtual-tabs.ts --runs 500
 * [--from 1] [--seed 7] [--tabs 3]`. Prints what befell the tabs in every run that ended wrong; `--seed` replays one.
 */
import { parseArgs } from 'node:util';
import { runTabs } from './tabs-schedule.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    tabs: { type: 'string', default: '3' },
  },
});
const from = Number(values.seed ?? values.from);
const runs = values.seed === undefined ? Number(values.runs) : 1;

const times: number[] = [];
let failed = 0;
for (let seed = from; seed < from + runs; seed++) {
  const { wrong, rightAfter, faults, left } = await runTabs(seed, Number(values.tabs));
  times.push(rightAfter);
  if (wrong.length === 0 && left === 0) continue;
  failed++;
  console.log(`seed ${seed}: ${[...wrong, ...(left > 0 ? [`${left} things left`] : [])].join('; ')}`);
  console.log(`  ${faults.join(', ')}`);
}
times.sort((a, b) => a - b);
const quantile = (share: number): string => (times[Math.floor(share * (times.length - 1))]! / 1_000).toFixed(2);
console.log(`${runs} runs of ${values.tabs} tabs: ${failed} wrong`);
console.log(`  right after p50 ${quantile(0.5)} s, p95 ${quantile(0.95)} s, max ${quantile(1)} s`);
process.exitCode = failed === 0 ? 0 : 1;
