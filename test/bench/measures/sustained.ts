/** A thousand changes a second for ten seconds: the frames a long list loses, against a page that does nothing. */
import type { Figures } from '../host/figures.ts';
import { rounds, type Lab } from '../host/lab.ts';
import { Player } from '../host/player.ts';
import { spreadOf } from '../host/statistics.ts';

const perSecond = 1_000;
const seconds = 10;

export async function measureSustained(lab: Lab): Promise<Figures> {
  const idle: number[] = [];
  const busy: number[] = [];
  for (let round = 0; round < rounds(lab, 3); round += 1) {
    const player = await Player.open(lab, 'livetags', 10_000);
    await player.show();
    const { page } = player.bench;
    await page.bringToFront();
    idle.push((await page.evaluate((time) => window.bench.watchIdle(time), seconds * 1_000)).dropped);
    await player.prepare(perSecond * seconds, 'uniform');
    busy.push((await page.evaluate((pace) => window.bench.sustain(pace), perSecond)).dropped);
    await player.check();
    await player.close();
  }
  return { frames: spreadOf(busy.map((dropped, round) => dropped - idle[round]!)) };
}
