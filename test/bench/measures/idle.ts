/** What ten lists take of the processor while nothing changes. */
import { BenchPage } from '../host/browser.ts';
import type { Figures } from '../host/figures.ts';
import { rounds, type Lab } from '../host/lab.ts';
import { Player } from '../host/player.ts';
import { spreadOf } from '../host/statistics.ts';

const seconds = 10;

export async function measureIdle(lab: Lab): Promise<Figures> {
  const empty = await BenchPage.open(lab.browser, lab.site, 'empty');
  const player = await Player.open(lab, 'livetags', 100, 10);
  await player.show();
  const beyond: number[] = [];
  for (let round = 0; round < rounds(lab, 3); round += 1) {
    const spent: number[] = [];
    for (const { page, cost } of [empty, player.bench].map((bench) => ({
      page: bench.page,
      cost: bench.cost.bind(bench),
    }))) {
      await page.bringToFront();
      const { thread } = await cost(() => new Promise((resolve) => setTimeout(resolve, seconds * 1_000)));
      spent.push(thread / 1_000 / seconds);
    }
    beyond.push(spent[1]! - spent[0]!);
  }
  await player.close();
  await empty.close();
  return { idle: spreadOf(beyond) };
}
