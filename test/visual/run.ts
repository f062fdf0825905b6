/**
 * Draws every element in every state, in each appearance a reader may have, and compares the sheets with those that were
 * looked at and found good. `--update` takes today's for good; words name the sheets to draw (`ticket-feed dark`).
 * Another version of the browser and other fonts draw other pictures: there nothing is compared, and that is said.
 */
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { ensureChromium } from '../browser.ts';
import { compare } from './compare.ts';
import { madeWithNow, otherThanBaseline, record } from './made-with.ts';
import { servePage } from './page-server.ts';

const tags = [
  ...['product-list', 'customer-list', 'acquisition-list', 'interaction-list', 'ticket-feed', 'comment-thread'],
  ...['attachment-list', 'list', 'value', 'count', 'status-dot', 'connection-banner'],
];

/** The example themes, each on a sheet of what it draws. */
const themes = ['theme-plain', 'theme-cards', 'theme-dense'];

interface Appearance {
  readonly name: string;
  readonly width?: number;
  readonly dark?: boolean;
  readonly rightToLeft?: boolean;
  readonly forcedColours?: boolean;
  readonly smallRoot?: boolean;
  /** Must look like another one, pixel by pixel. */
  readonly like?: string;
  /** The themes are drawn in it too. */
  readonly themed?: boolean;
}

const appearances: readonly Appearance[] = [
  { name: 'light', themed: true },
  { name: 'dark', dark: true, themed: true },
  { name: 'rtl', rightToLeft: true },
  { name: 'forced', forcedColours: true },
  { name: 'narrow', width: 320 },
  { name: 'small-root', smallRoot: true, like: 'light' },
];

async function dress(page: Page, { width = 840, dark, forcedColours, smallRoot }: Appearance): Promise<void> {
  await page.setViewport({ width, height: 600 });
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  const session = await page.createCDPSession();
  const features = [{ name: 'forced-colors', value: forcedColours ? 'active' : 'none' }];
  const scheme = { name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' };
  const motion = { name: 'prefers-reduced-motion', value: 'reduce' };
  await session.send('Emulation.setEmulatedMedia', { features: [...features, scheme, motion] });
  await page.evaluate(
    (isDark, small) => {
      document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
      document.documentElement.style.fontSize = small ? '62.5%' : '';
    },
    dark === true,
    smallRoot === true,
  );
}

async function shoot(page: Page, tag: string, rightToLeft: boolean): Promise<Uint8Array> {
  await page.evaluate(
    async (name, rtl) => {
      await (window as unknown as { draw: (tag: string, rtl: boolean) => Promise<void> }).draw(name, rtl);
    },
    `live-${tag}`,
    rightToLeft,
  );
  await page.waitForNetworkIdle({ idleTime: 100, concurrency: 0 });
  await page.evaluate(animationsOver);
  // A viewport as high as the page: pictures from beyond it may come out shifted in a page written from right to left.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewport({ width: page.viewport()!.width, height });
  await page.evaluate(picturesDecoded);
  return page.screenshot({ type: 'png' });
}

/** Also what is only about to begin. A document knows of no animation in a shadow root. Runs in the page. */
function animationsOver(): void {
  const roots = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  for (const root of [document, ...roots]) {
    for (const animation of root.getAnimations()) {
      // One that goes on for ever, as a skeleton's, has no end.
      if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
    }
  }
}

/** Pictures below the fold are fetched only now, and what is fetched is not yet what is painted. Runs in the page. */
async function picturesDecoded(): Promise<void> {
  const roots = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  const pictures = roots.flatMap((root) => [...root.querySelectorAll('img')]).filter((each) => each.checkVisibility());
  for (const picture of pictures) picture.loading = 'eager';
  // One that cannot be shown is not waited for: the row puts something else in its place.
  await Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)));
}

const words = process.argv.slice(2);
const update = words.includes('--update');
const wanted = words.filter((word) => !word.startsWith('--'));
const isWanted = (name: string): boolean => wanted.every((word) => name.includes(word));

/** Draws and compares what is wanted; true when nothing differs. */
async function compareSheets(browser: Browser, address: string): Promise<boolean> {
  const begun = performance.now();
  let drawn = 0;
  let differing = 0;
  for (const appearance of appearances) {
    for (const tag of [...tags, ...(appearance.themed ? themes : [])].filter((each) =>
      isWanted(`${each} ${appearance.name}`),
    )) {
      // A page of its own: nothing that one sheet leaves behind can be seen in the next.
      const page = await browser.newPage();
      await page.goto(address);
      await page.waitForFunction('window.draw');
      page.on('pageerror', (error) => {
        throw error;
      });
      await dress(page, appearance);
      const name = `${tag}.${appearance.name}`;
      const shot = await shoot(page, tag, appearance.rightToLeft === true);
      const { like = appearance.name } = appearance;
      await page.close();
      const difference = compare(name, `${tag}.${like}`, shot, update && like === appearance.name);
      drawn += 1;
      if (difference === null) continue;
      differing += 1;
      console.log(`${name} ${difference}`);
    }
  }
  console.log(`${drawn - differing} passed, ${differing} failed, ${((performance.now() - begun) / 1000).toFixed(0)} s`);
  if (differing > 0) {
    console.log('Look at the pictures named above. Are they as you mean them? npm run test:visual -- --update');
  }
  return drawn > 0 && differing === 0;
}

const { server, address } = await servePage();
const browser = await puppeteer.launch({
  executablePath: ensureChromium(),
  args: [
    '--no-sandbox',
    '--disable-dev-shm-usage',
    '--font-render-hinting=none',
    '--disable-lcd-text',
    '--force-color-profile=srgb',
  ],
});
try {
  const now = await madeWithNow(browser, address);
  const other = otherThanBaseline(now);
  if (other !== null && !update) {
    console.log(`skipped: other browser version or fonts than the baseline's. Here is ${other}.`);
  } else if (other !== null && wanted.length > 0) {
    console.log(`Here is ${other}: draw all sheets anew (--update without further words).`);
    process.exitCode = 1;
  } else {
    if (update) record(now);
    if (!(await compareSheets(browser, address))) process.exitCode = 1;
  }
} finally {
  await browser.close();
  server.close();
}
