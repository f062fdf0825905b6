/**
 * `npm run test:faults`: real pages against the embedded backend while everything breaks.
 *
 *     node test/faults/run.ts --ci            12 fixed seeds and 4 fresh ones
 *     node test/faults/run.ts --runs 1000     seeds 1 to 1000; those that have a result already are not run again
 *     node test/faults/run.ts --seed 42       one seed, again
 *
 * `--pages 4` says how many pages run at a time, `--out` where the results are kept, one file a seed.
 */
import { fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import puppeteer from 'puppeteer-core';
import { ensureChromium } from '../browser.ts';
import { startKitServer } from './kit-server.ts';
import type { RunResult } from './play.ts';
import { describeRun, summary } from './report.ts';

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string' },
    seed: { type: 'string' },
    pages: { type: 'string', default: '4' },
    out: { type: 'string', default: 'node_modules/.cache/livetags/faults' },
    ci: { type: 'boolean', default: false },
  },
});

function chooseSeeds(): number[] {
  if (options.seed !== undefined) return options.seed.split(',').map(Number);
  if (options.runs !== undefined) return Array.from({ length: Number(options.runs) }, (_, nth) => nth + 1);
  const fixed = Array.from({ length: 12 }, (_, nth) => nth + 1);
  // Two with silent faults and two without.
  const fresh = Array.from({ length: 4 }, (_, nth) => 2 * randomInt(1_000, 500_000_000) + (nth % 2));
  return [...fixed, ...fresh];
}

const seeds = chooseSeeds();
if (seeds.length === 0 || !seeds.every((seed) => Number.isSafeInteger(seed) && seed > 0)) {
  console.error('Seeds are whole numbers above 0.');
  process.exit(2);
}
const resumes = options.runs !== undefined;
const started = performance.now();
mkdirSync(options.out, { recursive: true });
const browser = await puppeteer.launch({
  executablePath: ensureChromium(),
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
  // Both switch the back/forward cache off.
  ignoreDefaultArgs: ['--disable-back-forward-cache'],
});
const kit = await startKitServer();
const results: RunResult[] = [];
const broken: string[] = [];
const waiting = [...seeds];
await Promise.all(Array.from({ length: Number(options.pages) }, work));
await browser.close();
kit.server.close();

const seconds = ((performance.now() - started) / 1_000).toFixed(0);
console.log(summary(results));
console.log(`${seconds} s, ${options.pages} pages at a time, load ${loadavg()[0]!.toFixed(1)}`);
for (const words of broken) console.log(words);
const failed = results.filter(({ passed }) => !passed);
const failedSeeds = failed.map(({ seed }) => seed);
if (failedSeeds.length > 0) console.log(`again: node test/faults/run.ts --seed ${failedSeeds.join()}`);
console.log(`${results.length - failed.length} passed, ${failed.length + broken.length} failed`);
process.exitCode = failed.length + broken.length === 0 ? 0 : 1;

async function work(): Promise<void> {
  for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
    const file = join(options.out, `${seed}.json`);
    if (resumes && existsSync(file)) {
      results.push(JSON.parse(readFileSync(file, 'utf8')) as RunResult);
      continue;
    }
    try {
      const result = await runSeed(seed);
      results.push(result);
      writeFileSync(file, JSON.stringify(result, null, 2));
      console.log(describeRun(result));
    } catch (error) {
      // Neither passed nor judged: the run itself broke, which is a failure of its own.
      broken.push(`seed ${seed} broke: ${(error as Error).message}`);
      console.log(broken.at(-1));
    }
  }
}

function runSeed(seed: number): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'one-run.ts'), [String(seed), browser.wsEndpoint(), kit.url], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    });
    let said = '';
    let result: RunResult | undefined;
    child.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('message', (message) => (result = message as RunResult));
    child.on('error', reject);
    child.on('close', (code) => {
      if (result !== undefined && code === 0) resolve(result);
      else reject(new Error(`its process ended with ${code}: ${said.trim()}`));
    });
  });
}
