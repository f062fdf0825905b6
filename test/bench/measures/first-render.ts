/** The first thousand rows, each time in a page of their own: until they can be seen, and until all are drawn. */
import { totalOf } from '../host/browser.ts';
import type { Figures } from '../host/figures.ts';
import { rounds, type Lab } from '../host/lab.ts';
import { Player } from '../host/player.ts';
import { ratios } from '../host/statistics.ts';

const contenders = ['vanilla', 'livetags'] as const;

export async function measureFirstRender(lab: Lab): Promise<Figures> {
  const seen = { vanilla: [] as number[], livetags: [] as number[] };
  const drawn = { vanilla: [] as number[], livetags: [] as number[] };
  for (let round = 0; round < rounds(lab, 9); round += 1) {
    for (const name of lab.shuffle(contenders)) {
      const player = await Player.open(lab, name, 1_000);
      const cost = await player.show();
      await player.check();
      seen[name].push(totalOf(cost.seen));
      drawn[name].push(totalOf(cost.drawn));
      await player.close();
    }
  }
  return {
    'first-render': ratios(seen.livetags, seen.vanilla),
    'first-render-all': ratios(drawn.livetags, drawn.vanilla),
  };
}
