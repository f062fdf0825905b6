/** What a hundred thousand changes leave behind in a list that stays as long as it is. */
import type { ContenderName } from '../contenders/index.ts';
import type { Figures } from '../host/figures.ts';
import type { Lab } from '../host/lab.ts';
import { Player } from '../host/player.ts';
import { spreadOf } from '../host/statistics.ts';

const changes = 20_000;
const samples = 5;

export async function measureHeap(lab: Lab): Promise<Figures> {
  const beyond: number[] = [];
  for (let round = 0; round < Math.max(1, Math.round(3 * lab.thoroughness)); round += 1) {
    const slopes = new Map<ContenderName, number>();
    for (const name of lab.shuffle(['vanilla', 'livetags'] as const)) slopes.set(name, await slope(lab, name));
    beyond.push(slopes.get('livetags')! - slopes.get('vanilla')!);
  }
  return { heap: spreadOf(beyond) };
}

/** Bytes a change, after the first fifth. */
async function slope(lab: Lab, name: ContenderName): Promise<number> {
  const player = await Player.open(lab, name, 200);
  await player.show();
  await player.bench.page.bringToFront();
  const heaps: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    await player.prepare(changes, 'uniform');
    await player.bench.page.evaluate(() => window.bench.rush(200));
    await player.bench.page.evaluate(() => window.bench.rest(2_000));
    heaps.push(await player.bench.heap());
  }
  await player.check();
  await player.close();
  return (heaps.at(-1)! - heaps[0]!) / (changes * (samples - 1));
}
