/** What a baseline was made with: another version of the browser, or other fonts, draw the same page differently. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'puppeteer-core';

const file = fileURLToPath(new URL('./baseline/made-with.json', import.meta.url));

/** Every script and style of the sheets, and the sign for which a font is most likely to come or go. */
const sample = 'Aé€×#1 محمد 👩🏽‍🚀';

export interface MadeWith {
  readonly browser: string;
  readonly fonts: readonly string[];
}

/** The browser's major version, and the fonts it takes for the texts of the sheets. */
export async function madeWithNow(browser: Browser, address: string): Promise<MadeWith> {
  const page = await browser.newPage();
  await page.goto(address);
  await page.evaluate((text) => {
    for (const name of ['span', 'b', 'code']) {
      const element = document.createElement(name);
      element.textContent = text;
      document.body.append(element);
    }
    // The browser tells the fonts of what it has drawn.
    return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  }, sample);
  const session = await page.createCDPSession();
  await session.send('DOM.enable');
  await session.send('CSS.enable');
  const { root } = await session.send('DOM.getDocument');
  const { nodeIds } = await session.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: 'span, b, code' });
  const names = new Set<string>();
  for (const nodeId of nodeIds) {
    const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId });
    for (const font of fonts) names.add(font.postScriptName || font.familyName);
  }
  await page.close();
  // Taken for other fonts than the baseline's, it would be skipped.
  if (names.size === 0) throw new Error('The browser told none of the fonts it draws with.');
  return { browser: (await browser.version()).split('.')[0]!, fonts: [...names].sort() };
}

export function record(now: MadeWith): void {
  writeFileSync(file, `${JSON.stringify(now, null, 2)}\n`);
}

/** In words, how `now` differs from what the baseline was made with; null when it does not. */
export function otherThanBaseline(now: MadeWith): string | null {
  if (!existsSync(file)) return null;
  const then = JSON.parse(readFileSync(file, 'utf8')) as MadeWith;
  const name = ({ browser, fonts }: MadeWith): string => `${browser} with ${fonts.join(', ')}`;
  return name(then) === name(now) ? null : `${name(now)}, the baseline is of ${name(then)}`;
}
