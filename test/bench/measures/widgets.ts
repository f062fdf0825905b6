/** Fifty lists of one table on one page: what a change costs them, outside the DOM, against one list. */
import { BenchPage } from '../host/browser.ts';
import type { Figures } from '../host/figures.ts';
import { rounds, type Lab } from '../host/lab.ts';
import { ratios } from '../host/statistics.ts';
import type { Lists } from '../page/widgets.ts';

const changes = 500;
const rows = 1_000;

export async function measureWidgets(lab: Lab): Promise<Figures> {
  const pages = {
    one: await openWidgets(lab, 1, 'same'),
    same: await openWidgets(lab, 50, 'same'),
    slices: await openWidgets(lab, 50, 'slices'),
  };
  const spent = { one: [] as number[], same: [] as number[], slices: [] as number[] };
  const names = Object.keys(pages) as (keyof typeof pages)[];
  const count = rounds(lab, 12);
  for (let round = -3; round < count; round += 1) {
    for (const name of lab.shuffle(names)) {
      const page = pages[name];
      await page.page.evaluate((many) => window.widgets.prepare(many), changes);
      const { script } = await page.cost(() => page.page.evaluate(() => window.widgets.play()));
      if (round >= 0) spent[name].push(script / changes);
    }
  }
  for (const name of names) await pages[name].close();
  return {
    'widgets-slices': ratios(spent.slices, spent.one),
    'widgets-same': ratios(spent.same, spent.one),
  };
}

async function openWidgets({ browser, site, seed }: Lab, count: number, lists: Lists): Promise<BenchPage> {
  const page = await BenchPage.open(browser, site, 'widgets');
  await page.page.evaluate(
    (many, which, size, chance) => window.widgets.ready(many, which, size, chance),
    count,
    lists,
    rows,
    seed,
  );
  return page;
}
