/** What every measurement works with. */
import type { Browser } from 'puppeteer-core';
import { openBrowser } from './browser.ts';
import { startSite, type Site } from './site.ts';
import { shuffler, type Shuffle } from './statistics.ts';

export interface Lab {
  readonly browser: Browser;
  readonly site: Site;
  readonly seed: number;
  readonly shuffle: Shuffle;
  /** How many rounds, as a share of the usual. */
  readonly thoroughness: number;
  close(): Promise<void>;
}

export async function openLab(seed: number, thoroughness: number): Promise<Lab> {
  const site = await startSite();
  const browser = await openBrowser();
  return {
    browser,
    site,
    seed,
    shuffle: shuffler(seed),
    thoroughness,
    close: async () => {
      await browser.close();
      site.close();
    },
  };
}

export function rounds({ thoroughness }: Lab, usual: number): number {
  return Math.max(3, Math.round(usual * thoroughness));
}
