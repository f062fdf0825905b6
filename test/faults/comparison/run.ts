/**
 * "Rows wrong after the faults": five practices on the same seeds, and the table of `docs/convergence.md`.
 *
 *     node test/faults/comparison/run.ts --runs 20
 *
 * `--at-a-time 2` says how many seeds run beside each other, `--from 1` which is the first, `--dry` leaves the document
 * alone, `--out` is where the results are kept, one file a seed; those that are there are not run again.
 */
import { fork } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ContestResult } from './contest.ts';
import { comparisonTable } from './table.ts';

const document = join(import.meta.dirname, '../../../docs/convergence.md');
const begin = '<!-- comparison:begin -->';
const end = '<!-- comparison:end -->';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '20' },
    from: { type: 'string', default: '1' },
    'at-a-time': { type: 'string', default: '2' },
    out: { type: 'string', default: 'node_modules/.cache/livetags/comparison' },
    dry: { type: 'boolean', default: false },
  },
});

mkdirSync(options.out, { recursive: true });
const first = Number(options.from);
const seeds = Array.from({ length: Number(options.runs) }, (_, nth) => first + nth);
const waiting = [...seeds];
const results: ContestResult[] = [];
const loads: number[] = [];
await Promise.all(Array.from({ length: Number(options['at-a-time']) }, work));

const telling = results.filter(({ silent }) => !silent);
const silent = results.filter((result) => result.silent);
const load =
  loads.length === 0 ? 'no new runs' : `load ${Math.min(...loads).toFixed(0)} to ${Math.max(...loads).toFixed(0)}`;
const words = [
  `Seeds ${first} to ${seeds.at(-1)}, ${options['at-a-time']} at a time, on ${new Date().toISOString().slice(0, 10)} (${load}).`,
  `**Faults that are told of** (${telling.length} runs: sockets cut or refused, the server gone or back slowly, the system message late or missing, frames doubled, REST failing, slow, out of order):`,
  comparisonTable(telling),
  `**Silent ones too** (${silent.length} runs: frames lost, late or out of order, half-open sockets, the rate limit, TRUNCATE, policies, the publication, 5,000 rows at once):`,
  comparisonTable(silent),
].join('\n\n');
console.log(words);
if (!options.dry) {
  const text = readFileSync(document, 'utf8');
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`${document} has no place for the table: ${begin} … ${end}`);
  writeFileSync(document, `${text.slice(0, from + begin.length)}\n\n${words}\n\n${text.slice(to)}`);
}

async function work(): Promise<void> {
  for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
    const file = join(options.out, `${seed}.json`);
    if (!existsSync(file)) {
      writeFileSync(file, JSON.stringify(await runSeed(seed), null, 2));
      loads.push(loadavg()[0]!);
    }
    const result = JSON.parse(readFileSync(file, 'utf8')) as ContestResult;
    results.push(result);
    const wrong = Object.entries(result.standings).filter(([, standing]) => standing.wrong[1]);
    console.log(
      `seed ${seed}: wrong after 25 s: ${wrong.map(([letter]) => letter).join(' ') || 'none'} (${result.faults.join('; ')})`,
    );
  }
}

function runSeed(seed: number): Promise<ContestResult> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'one-contest.ts'), [String(seed)], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    let result: ContestResult | undefined;
    child.on('message', (message) => (result = message as ContestResult));
    child.on('error', reject);
    child.on('close', (code) => {
      if (result !== undefined) resolve(result);
      else reject(new Error(`seed ${seed}: its process ended with ${code}`));
    });
  });
}
