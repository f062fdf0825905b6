/** Draws what befalls single tabs of several that share a connection: mostly the one that has it. */
import type { Fault, Tab } from './schedule.ts';
import type { PageState } from './watched-page.ts';

const names: readonly (readonly [PageState, string])[] = [
  ['closed', 'closed'],
  ['closed', 'closed'],
  ['frozen', 'frozen'],
  ['hidden', 'hidden'],
  ['away', 'left and restored'],
  // Longer than the others wait for an answer.
  ['stopped', 'stopped without a word'],
];
const tabs: readonly Tab[] = ['staff', 'staff', 'partner', 'partner', 'any'];

const LAST_AT = 13_000;
const OTHERS_WAIT = 12_000;

export function drawTabFaults(random: () => number): Fault[] {
  const from = (least: number, most: number): number => Math.round(least + random() * (most - least));
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)]!;
  const faults: Fault[] = [];
  for (let free = from(500, 3_000); free < LAST_AT && faults.length < 4;) {
    const [page, words] = pick(names);
    const tab = pick(tabs);
    const lasts = page === 'stopped' ? OTHERS_WAIT + from(500, 3_000) : from(500, 4_000);
    const whose = tab === 'any' ? 'a tab' : `the tab with the connection of ${tab}`;
    faults.push({
      ...{ name: `${whose} ${words}`, at: free, until: free + lasts, echo: 0, silent: false },
      action: { on: 'page', page, tab },
    });
    free += lasts + from(300, 2_500);
  }
  return faults;
}
