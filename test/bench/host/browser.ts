/**
 * Pages in a real browser, each in a window and a process of its own, and what their main threads have spent.
 *
 * Time is that of the thread (`threadTicks`), not of the wall: what other programs took of the processor is not in it.
 */
import puppeteer, { type Browser, type CDPSession, type Page } from 'puppeteer-core';
import { findChromium } from '../../browser.ts';
import type { PageName, Site } from './site.ts';

/** In microseconds. */
export interface Cost {
  readonly script: number;
  readonly style: number;
  readonly layout: number;
  /** All the main thread did, painting too. */
  readonly thread: number;
}

export const totalOf = ({ script, style, layout }: Cost): number => script + style + layout;

export async function openBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === null) throw new Error('No Chromium was found: name one in the environment variable CHROMIUM.');
  return puppeteer.launch({
    executablePath,
    protocolTimeout: 600_000,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-renderer-backgrounding',
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
      '--lang=en-US',
    ],
  });
}

export class BenchPage {
  readonly page: Page;
  readonly devtools: CDPSession;

  private constructor(page: Page, devtools: CDPSession) {
    this.page = page;
    this.devtools = devtools;
  }

  static async open(browser: Browser, site: Site, name: PageName): Promise<BenchPage> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(`${name}: ${String(error)}`));
    await page.setViewport({ width: 800, height: 600 });
    const devtools = await page.createCDPSession();
    await devtools.send('Emulation.setFocusEmulationEnabled', { enabled: true });
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.goto(site.address(name));
    return new BenchPage(page, devtools);
  }

  /** What `work` made the page's main thread spend. */
  async cost(work: () => Promise<unknown>): Promise<Cost> {
    const before = await this.#metrics();
    await work();
    const after = await this.#metrics();
    const spent = (name: string): number => (after.get(name)! - before.get(name)!) * 1e6;
    return {
      script: spent('ScriptDuration'),
      style: spent('RecalcStyleDuration'),
      layout: spent('LayoutDuration'),
      thread: spent('ThreadTime'),
    };
  }

  /** Bytes that stay after the garbage is gone. */
  async heap(): Promise<number> {
    await this.devtools.send('HeapProfiler.collectGarbage');
    await this.devtools.send('HeapProfiler.collectGarbage');
    return (await this.devtools.send('Runtime.getHeapUsage')).usedSize;
  }

  async close(): Promise<void> {
    await this.page.browserContext().close();
  }

  async #metrics(): Promise<ReadonlyMap<string, number>> {
    const { metrics } = await this.devtools.send('Performance.getMetrics');
    return new Map(metrics.map(({ name, value }) => [name, value]));
  }
}
