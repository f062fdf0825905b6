/**
 * A thousand changes a second for ten seconds: the frames a long list loses, against a page that does nothing.
 *
 * A frame is lost where the page's main thread had more to do between two than a frame's time, by the processor's time:
 * what other programs take of the machine makes frames late as well, and says nothing of the list.
 */
import type { Figures } from '../host/figures.ts';
import { rounds, type Lab } from '../host/lab.ts';
import { Player } from '../host/player.ts';
import { spreadOf } from '../host/statistics.ts';
import { traceOf, type Trace } from '../host/trace.ts';

const perSecond = 1_000;
const seconds = 10;
/** Milliseconds. */
const budget = 1_000 / 60;

export async function measureSustained(lab: Lab): Promise<Figures> {
  const lost: number[] = [];
  const longest: number[] = [];
  for (let round = 0; round < rounds(lab, 3); round += 1) {
    const player = await Player.open(lab, 'livetags', 10_000);
    await player.show();
    const { bench } = player;
    await bench.page.bringToFront();
    const idle = await traceOf(bench, () => bench.page.evaluate((time) => window.bench.idle(time), seconds * 1_000));
    await player.prepare(perSecond * seconds, 'uniform');
    const busy = await traceOf(bench, () => bench.page.evaluate((pace) => window.bench.sustain(pace), perSecond));
    lost.push(framesLost(busy) - framesLost(idle));
    longest.push(Math.max(...busy.frames));
    await player.check();
    await player.close();
  }
  return { frames: spreadOf(lost), 'frames-longest': spreadOf(longest) };
}

function framesLost({ frames }: Trace): number {
  return frames.reduce((sum, spent) => sum + Math.floor(spent / budget), 0);
}
