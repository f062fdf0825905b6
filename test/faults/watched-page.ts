/** A real page in Chromium: what it shows, and what can befall a page. */
import type { Browser, BrowserContext, CDPSession, Page } from 'puppeteer-core';
import type { Look } from './look.ts';
import { lookScript } from './look.ts';
import { strangersScript, type StrangersWindow } from './strangers.ts';

export type PageState = 'hidden' | 'frozen' | 'away' | 'offline';

interface ProviderElement extends HTMLElement {
  readonly stats: Readonly<Record<string, number>>;
}

export class WatchedPage {
  /** What the page said in its console, and errors nobody caught. */
  readonly complaints: string[] = [];
  /** How often it came back from the back/forward cache, and how often it had to be loaded anew. */
  readonly returns = { restored: 0, loaded: 0 };
  /** Rows of a reader who had gone, seen in a frame. */
  readonly strangers: string[] = [];
  readonly #context: BrowserContext;
  readonly #page: Page;
  readonly #other: Page;
  readonly #devtools: CDPSession;
  readonly #url: string;
  #shown = true;
  #waiting: (() => void)[] = [];

  private constructor(context: BrowserContext, page: Page, other: Page, devtools: CDPSession, url: string) {
    this.#context = context;
    this.#page = page;
    this.#other = other;
    this.#devtools = devtools;
    this.#url = url;
  }

  static async open(browser: Browser, url: string, ...scripts: string[]): Promise<WatchedPage> {
    const context = await browser.createBrowserContext();
    const other = await context.newPage();
    const page = await context.newPage();
    const watched = new WatchedPage(context, page, other, await page.createCDPSession(), url);
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warn') watched.complaints.push(message.text());
    });
    page.on('pageerror', (error) => watched.complaints.push(`uncaught: ${String(error)}`));
    await page.exposeFunction('stranger', (words: string) => watched.strangers.push(words));
    for (const script of [lookScript, strangersScript, ...scripts]) await page.evaluateOnNewDocument(script);
    await page.goto(url);
    return watched;
  }

  /** Null while nobody can see it: hidden, frozen, elsewhere. */
  async look(): Promise<Look[] | null> {
    if (!this.#shown) return null;
    try {
      const looks = await this.#page.evaluate(() => (window as unknown as { look(): Look[] }).look());
      return this.#shown ? looks : null;
    } catch (error) {
      if (!this.#shown) return null; // It went away while it was looked at.
      throw error;
    }
  }

  /** Everything the list shows, as text. */
  lines(place: number): Promise<string[]> {
    return this.#page.evaluate((nth) => (window as unknown as { lines(place: number): string[] }).lines(nth), place);
  }

  /** What the providers have counted since they began. */
  stats(): Promise<Record<string, Record<string, number>>> {
    return this.#page.evaluate(() =>
      Object.fromEntries(
        [...document.querySelectorAll<ProviderElement>('live-provider')].map(({ id, stats }) => [id, { ...stats }]),
      ),
    );
  }

  /** How often its reader changed while rows of the last one were shown, since the page was loaded. */
  changesOfReader(): Promise<number> {
    return this.#page.evaluate(() => (window as unknown as StrangersWindow).changesOfReader());
  }

  /** Signs `user` in. */
  setTokenUrl(provider: string, tokenUrl: string, user: string): Promise<void> {
    return this.#page.evaluate(
      (id, address, reader) => {
        (window as unknown as StrangersWindow).anotherReader(reader);
        document.querySelector(`#${id}`)!.setAttribute('token-url', address);
      },
      provider,
      tokenUrl,
      user,
    );
  }

  async enter(state: PageState): Promise<void> {
    if (state === 'offline') return this.#page.setOfflineMode(true);
    this.#shown = false;
    if (state === 'away') {
      await this.#page.evaluate(() => Object.assign(window, { here: true }));
      await this.#page.goto(`${this.#url}elsewhere`);
      return;
    }
    await this.#other.bringToFront();
    if (state === 'frozen') await this.#devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  }

  async leave(state: PageState): Promise<void> {
    if (state === 'offline') return this.#page.setOfflineMode(false);
    if (state === 'frozen') await this.#devtools.send('Page.setWebLifecycleState', { state: 'active' });
    if (state === 'away') {
      await this.#page.goBack();
      const restored = await this.#page.evaluate(() => 'here' in window);
      this.returns[restored ? 'restored' : 'loaded']++;
    } else {
      await this.#page.bringToFront();
    }
    this.#shown = true;
    this.#waiting.splice(0).forEach((go) => go());
  }

  /** Runs `action` when the page is there to be acted on. */
  async whenThere(action: () => Promise<void>): Promise<void> {
    if (!this.#shown) await new Promise<void>((go) => this.#waiting.push(go));
    await action();
  }

  census<Census>(take: (page: Page, devtools: CDPSession) => Promise<Census>): Promise<Census> {
    return take(this.#page, this.#devtools);
  }

  /** Takes every live element off the page. */
  removeProviders(): Promise<void> {
    return this.#page.evaluate(() =>
      document.querySelectorAll('live-provider').forEach((provider) => provider.remove()),
    );
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}
