/** Many changes in one task: a transaction over a whole table, or a page that comes back. */
import { totalOf } from '../host/browser.ts';
import type { Figures } from '../host/figures.ts';
import { rounds, type Lab } from '../host/lab.ts';
import { Player } from '../host/player.ts';
import { ratios, spreadOf } from '../host/statistics.ts';
import { traceOf } from '../host/trace.ts';

export async function measureBursts(lab: Lab): Promise<Figures> {
  const vanilla = await Player.open(lab, 'vanilla', 1_000);
  const livetags = await Player.open(lab, 'livetags', 1_000);
  const players = [vanilla, livetags];
  for (const player of players) {
    await player.show();
    await player.burst(1_000, 'uniform');
    await player.check();
  }
  const spent = new Map<string, number[]>();
  const longest: number[] = [];
  for (let round = 0; round < rounds(lab, 9); round += 1) {
    for (const count of [1_000, 5_000]) {
      for (const player of lab.shuffle(players)) {
        const cost = await player.burst(count, 'uniform');
        const name = `${player.name} ${count}`;
        spent.set(name, [...(spent.get(name) ?? []), totalOf(cost)]);
        await player.check();
      }
    }
  }
  for (let round = 0; round < rounds(lab, 5); round += 1) {
    const { tasks } = await traceOf(livetags.bench, () => livetags.burst(5_000, 'uniform'));
    longest.push(Math.max(...tasks));
    await livetags.check();
  }
  for (const player of players) await player.close();
  return {
    'burst-1000': ratios(spent.get('livetags 1000')!, spent.get('vanilla 1000')!),
    'burst-5000': ratios(spent.get('livetags 5000')!, spent.get('vanilla 5000')!),
    'burst-task': spreadOf(longest),
  };
}
