/** Each stage of a change's way alone, so that what became slower has an address. */
import { BenchPage } from '../host/browser.ts';
import type { Figures } from '../host/figures.ts';
import { rounds, type Lab } from '../host/lab.ts';
import { batch } from '../host/player.ts';
import { ratios, spreadOf, type Spread } from '../host/statistics.ts';

/** Microseconds of script a change. */
export interface Stages {
  /** The frame through realtime-js, as it comes, to a callback. */
  readonly frame: Spread;
  /** The same with frames read by the kit, which keeps large numbers whole. */
  readonly ownFrame: Spread;
  /** From there through the dispatcher and the store to patches. */
  readonly routing: Spread;
  /** From patches to the DOM. */
  readonly drawing: Spread;
}

const changes = 20 * batch;
const rows = 1_000;

export async function measureStages(lab: Lab): Promise<{ figures: Figures; stages: Stages }> {
  const plain = await openStages(lab, false);
  const own = await openStages(lab, true);
  const spent = { frame: [] as number[], ownFrame: [] as number[], routing: [] as number[], drawing: [] as number[] };
  const count = rounds(lab, 12);
  for (let round = -3; round < count; round += 1) {
    for (const page of lab.shuffle([plain, own])) {
      await page.page.bringToFront();
      await page.page.evaluate((many) => window.stages.prepare(many), changes);
      const script = async (work: () => Promise<unknown>): Promise<number> => (await page.cost(work)).script / changes;
      const frame = await script(() => page.page.evaluate(() => window.stages.frames()));
      const routing = await script(() => page.page.evaluate(() => window.stages.routing()));
      const drawing = await script(() => page.page.evaluate((size) => window.stages.drawing(size), batch));
      if (round < 0) continue; // Nothing is compiled yet.
      if (page === own) spent.ownFrame.push(frame);
      else {
        spent.frame.push(frame);
        spent.routing.push(routing);
        spent.drawing.push(drawing);
      }
    }
  }
  await plain.close();
  await own.close();
  return {
    figures: { routing: ratios(spent.routing, spent.frame) },
    stages: {
      frame: spreadOf(spent.frame),
      ownFrame: spreadOf(spent.ownFrame),
      routing: spreadOf(spent.routing),
      drawing: spreadOf(spent.drawing),
    },
  };
}

async function openStages({ browser, site, seed }: Lab, ownReading: boolean): Promise<BenchPage> {
  const page = await BenchPage.open(browser, site, 'stages');
  await page.page.evaluate((count, chance, own) => window.stages.ready(count, chance, own), rows, seed, ownReading);
  return page;
}
