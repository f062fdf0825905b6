/**
 * Hours in minutes: one page under 50 changes a second and a fault every 20 seconds.
 *
 *     node test/faults/soak.ts --minutes 30
 *
 * Fails when a list has drifted from its SELECT, when the heap, the listeners or the nodes grow, or when anything is
 * left once the elements are gone from the page.
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import puppeteer from 'puppeteer-core';
import { startBackend } from '../../demo/server/index.ts';
import { ensureChromium } from '../browser.ts';
import { seededRandom } from '../support/virtual-clock.ts';
import { wait } from './agenda.ts';
import { censusScript, takeCensus, type Census } from './census.ts';
import { judge } from './judge.ts';
import { startKitServer } from './kit-server.ts';
import { Observer } from './observer.ts';
import { Site } from './page-server.ts';
import { drawWireFault } from './random-faults.ts';
import { drawWrites } from './random-writes.ts';
import { WatchedPage } from './watched-page.ts';
import { WireFaults } from './wire-faults.ts';

const WRITES_PER_SECOND = 50;
const FAULT_EVERY = 20_000;
/** From one census, and one judgement, to the next: writes rest for it, or there would be nothing to compare. */
const ROUND = 60_000;
/** Growth of the heap from the first round to the last that is called a leak, in megabytes a minute. */
const HEAP_SLOPE = 0.25;
/** Once the elements are off the page, nothing of them may be left after so long. */
const GONE_WITHIN = 15_000;

const { values: options } = parseArgs({
  options: { minutes: { type: 'string', default: '30' }, seed: { type: 'string', default: '1' } },
});
const random = seededRandom(Number(options.seed));
const rounds = Math.max(2, Math.round((Number(options.minutes) * 60_000) / ROUND));

const browser = await puppeteer.launch({
  executablePath: ensureChromium(),
  args: ['--no-sandbox', '--disable-dev-shm-usage'],
});
const kit = await startKitServer();
const backend = await startBackend({ pace: 'real', faults: true });
const site = await Site.start(backend, kit.url);
const page = await WatchedPage.open(browser, `${site.url}/`, censusScript);
const observer = new Observer(backend, [page], () => site.partner);
const wire = new WireFaults(backend.url);
const problems: string[] = [];
const censuses: Census[] = [];
// The server's own limit, 100 changes times subscriptions a second, would silence a stream of 50 a second for good.
await wire.begin({ socket: { rateLimitPerSecond: 100_000 } });
await observer.ready();

for (let round = 1; round <= rounds; round++) {
  await Promise.all([write(), breakThings()]);
  const judgement = await judge(page, await observer.truths(), true);
  if (!judgement.passed) problems.push(`round ${round}: ${judgement.wrong.join('; ')}`);
  const census = await page.census(takeCensus);
  censuses.push(census);
  const { heap, listeners, nodes, timers, sockets } = census;
  console.log(
    `minute ${round}: ${judgement.passed ? 'right' : 'WRONG'} after ${judgement.rightAfter ?? '-'} ms; heap ${heap.toFixed(1)} MB, ${listeners} listeners, ${nodes} nodes, ${timers} timers, ${sockets} sockets`,
  );
}

const slope = slopeOf(censuses.map(({ heap }) => heap));
if (slope > HEAP_SLOPE) problems.push(`the heap grows by ${slope.toFixed(2)} MB a minute`);
const [first, last] = [censuses[0]!, censuses.at(-1)!];
if (last.listeners > first.listeners * 1.2)
  problems.push(`listeners grew from ${first.listeners} to ${last.listeners}`);
await page.removeProviders();
let left = await page.census(takeCensus);
// Sockets close with a handshake, and channels linger for elements that are only moved.
for (const end = performance.now() + GONE_WITHIN; left.timers + left.sockets > 0 && performance.now() < end;) {
  await wait(100);
  left = await page.census(takeCensus);
}
console.log(`removed: ${JSON.stringify(left)}; heap slope ${slope.toFixed(3)} MB a minute`);
if (left.timers > 0) problems.push(`${left.timers} timers are left`);
if (left.sockets > 0) problems.push(`${left.sockets} sockets are left`);
problems.forEach((words) => console.log(words));
console.log(problems.length === 0 ? '1 passed, 0 failed' : `0 passed, 1 failed (seed ${options.seed})`);
process.exitCode = problems.length === 0 ? 0 : 1;
await page.close();
await browser.close();
await site.stop();
await backend.stop();
kit.server.close();

async function write(): Promise<void> {
  // Drawn at seven a second, written at fifty.
  const writes = drawWrites(random, ROUND * 8);
  const start = performance.now();
  for (let nth = 0; nth < writes.length && performance.now() - start < ROUND; nth++) {
    await wait(start + (nth * 1_000) / WRITES_PER_SECOND - performance.now());
    const { statements } = writes[nth]!;
    await backend.database.query(statements[0]!);
    // More rows would be more heap, and no leak.
    await backend.database.query(
      'delete from public.tickets where id in (select id from public.tickets order by id offset 300)',
    );
    await backend.database.query(
      'delete from public.products where id in (select id from public.products order by id offset 100)',
    );
  }
}

async function breakThings(): Promise<void> {
  for (let at = FAULT_EVERY / 2; at < ROUND; at += FAULT_EVERY) {
    await wait(FAULT_EVERY / 2);
    const { wire: fault, lasts } = drawWireFault(random);
    await wire.begin(fault);
    await wait(lasts);
    await wire.end(fault);
    await wait(FAULT_EVERY / 2 - lasts);
  }
}

/** Least squares over the rounds, the first left out: it warms up. */
function slopeOf(values: readonly number[]): number {
  const points = values.slice(1).map((value, nth) => ({ x: nth, y: value }));
  const mean = (of: (point: { x: number; y: number }) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)];
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  if (spread === 0) return 0;
  return points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
}
