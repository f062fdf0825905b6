/** Chromium by the DevTools protocol, Firefox by WebDriver BiDi; both through puppeteer. */
import puppeteer, { type Browser, type BrowserContext, type Page } from 'puppeteer-core';
import { until } from '../../support/until-async.ts';
import type { Engine, EngineName, PageWork, Visit } from './engine.ts';

class PuppeteerVisit implements Visit {
  readonly complaints: string[] = [];
  readonly #context: BrowserContext;
  readonly #page: Page;

  constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.#page = page;
    page.setDefaultTimeout(30_000);
    // What scripts say is recorded in the page itself, alike in every engine: see page/recorder.js.
    page.on('console', (message) => {
      const isBrowsers = message.args().length === 0 && ['error', 'warn'].includes(message.type());
      if (isBrowsers) this.complaints.push(`${message.text()} ${message.location().url ?? ''}`);
    });
  }

  async open(address: string): Promise<void> {
    await this.#page.goto(address);
  }

  async begin(address: string): Promise<void> {
    await this.evaluate((url) => void setTimeout(() => (location.href = url)), address);
    const isThere = (url: string): boolean => location.href === url && document.body !== null;
    await until(`the page ${address}`, () => this.evaluate(isThere, address).catch(falseBetweenPages));
  }

  async back(): Promise<void> {
    await this.#page.goBack();
  }

  async evaluate<Args extends unknown[], Result>(
    work: PageWork<Args, Result>,
    ...args: Args
  ): Promise<Awaited<Result>> {
    return (await this.#page.evaluate(work as (...given: unknown[]) => unknown, ...args)) as Awaited<Result>;
  }

  async close(): Promise<void> {
    await this.#context.close();
  }
}

/** One document is gone and the next not there yet; any other error is one. */
function falseBetweenPages(error: Error): false {
  if (/context|navigat|destroyed|no such frame/i.test(error.message)) return false;
  throw error;
}

export async function startPuppeteer(
  name: Extract<EngineName, 'chromium' | 'firefox'>,
  executablePath: string,
): Promise<Engine> {
  const browser: Browser = await puppeteer.launch({
    browser: name === 'chromium' ? 'chrome' : 'firefox',
    executablePath,
    args: name === 'chromium' ? ['--no-sandbox', '--disable-dev-shm-usage', '--lang=en-US'] : [],
    defaultViewport: { width: 800, height: 600 },
  });
  return {
    name,
    version: await browser.version(),
    async visit() {
      const context = await browser.createBrowserContext();
      return new PuppeteerVisit(context, await context.newPage());
    },
    close: () => browser.close(),
  };
}
