/**
 * `npm run test:faults`: real pages against the embedded backend while everything breaks.
 *
 *     node test/faults/run.ts --ci            12 fixed seeds and 4 fresh ones, then 2 and 1 with three tabs each
 *     node test/faults/run.ts --runs 1000     seeds 1 to 1000; those that have a result already are not run again
 *     node test/faults/run.ts --seed 42       one seed, again
 *     node test/faults/run.ts --tabs 3 …      each with three tabs that share a connection, and faults of tabs
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
    tabs: { type: 'string', default: '1' },
    out: { type: 'string', default: 'node_modules/.cache/livetags/faults' },
    ci: { type: 'boolean', default: false },
  },
});

interface Run {
  readonly seed: number;
  readonly tabs: number;
}

function chooseRuns(): Run[] {
  const fresh = (): number => 2 * randomInt(1_000, 500_000_000);
  const upTo = (last: number): number[] => Array.from({ length: last }, (_, nth) => nth + 1);
  const withTabs = (tabs: number, seeds: readonly number[]): Run[] => seeds.map((seed) => ({ seed, tabs }));
  const tabs = Number(options.tabs);
  if (options.seed !== undefined) return withTabs(tabs, options.seed.split(',').map(Number));
  if (options.runs !== undefined) return withTabs(tabs, upTo(Number(options.runs)));
  // Of the fresh ones every other has silent faults.
  const runs = withTabs(tabs, [...upTo(12), fresh(), fresh() + 1, fresh(), fresh() + 1]);
  return tabs === 1 ? [...runs, ...withTabs(3, [...upTo(2), fresh() + 1])] : runs;
}

const runs = chooseRuns();
if (runs.length === 0 || !runs.every(({ seed, tabs }) => Number.isSafeInteger(seed) && seed > 0 && tabs > 0)) {
  console.error('Seeds are whole numbers above 0, and so are tabs.');
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
const pages = Number(options.pages);
await playAll(
  runs.filter(({ tabs }) => tabs === 1),
  pages,
);
// One of these is three pages or more.
await playAll(
  runs.filter(({ tabs }) => tabs > 1),
  runs.some(({ tabs }) => tabs === 1) ? Math.ceil(pages / 2) : pages,
);
await browser.close();
kit.server.close();

const seconds = ((performance.now() - started) / 1_000).toFixed(0);
console.log(summary(results));
console.log(`${seconds} s, ${options.pages} pages at a time, load ${loadavg()[0]!.toFixed(1)}`);
for (const words of broken) console.log(words);
const failed = results.filter(({ passed }) => !passed);
for (const tabs of new Set(failed.map((result) => result.tabs))) {
  const seeds = failed.filter((result) => result.tabs === tabs).map(({ seed }) => seed);
  console.log(`again: node test/faults/run.ts --tabs ${tabs} --seed ${seeds.join()}`);
}
console.log(`${results.length - failed.length} passed, ${failed.length + broken.length} failed`);
process.exitCode = failed.length + broken.length === 0 ? 0 : 1;

async function playAll(some: readonly Run[], atOnce: number): Promise<void> {
  const waiting = [...some];
  await Promise.all(Array.from({ length: atOnce }, () => work(waiting)));
}

async function work(waiting: Run[]): Promise<void> {
  for (let run = waiting.shift(); run !== undefined; run = waiting.shift()) {
    const { seed, tabs } = run;
    const file = join(options.out, tabs === 1 ? `${seed}.json` : `${seed}-${tabs}-tabs.json`);
    if (resumes && existsSync(file)) {
      results.push(JSON.parse(readFileSync(file, 'utf8')) as RunResult);
      continue;
    }
    try {
      const result = await play(run);
      results.push(result);
      writeFileSync(file, JSON.stringify(result, null, 2));
      console.log(describeRun(result));
    } catch (error) {
      // Neither passed nor judged: the run itself broke, which is a failure of its own.
      broken.push(`seed ${seed}, ${tabs} tabs, broke: ${(error as Error).message}`);
      console.log(broken.at(-1));
    }
  }
}

function play({ seed, tabs }: Run): Promise<RunResult> {
  return new Promise((resolve, reject) => {
    const words = [String(seed), String(tabs), browser.wsEndpoint(), kit.url];
    const child = fork(join(import.meta.dirname, 'one-run.ts'), words, {
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
