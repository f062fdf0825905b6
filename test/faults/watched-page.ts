/** A real page in Chromium: what it shows, and what can befall a page. */
import type { Browser, BrowserContext, CDPSession, Page } from 'puppeteer-core';
import type { Look } from './look.ts';
import { lookScript } from './look.ts';
import { strangersScript, type StrangersWindow } from './strangers.ts';

/** `closed`: another page is opened in its place later. `stopped`: it runs nothing, and no event has told it so. */
export type PageState = 'hidden' | 'frozen' | 'away' | 'offline' | 'closed' | 'stopped';

/** What a provider has counted, and by which role it comes by its stream. */
export type PageStats = Readonly<Record<string, Readonly<Record<string, number | string>>>>;

interface ProviderElement extends HTMLElement {
  readonly stats: PageStats[string];
}

export class WatchedPage {
  /** What the page said in its console, and errors nobody caught. */
  readonly complaints: string[] = [];
  /** How often it came back from the back/forward cache, and how often it had to be loaded anew. */
  readonly returns = { restored: 0, loaded: 0 };
  /** Rows of a reader who had gone, seen in a frame. */
  readonly strangers: string[] = [];
  readonly #context: BrowserContext;
  readonly #url: string;
  readonly #scripts: readonly string[];
  /** Covers the page when nobody is to see it. */
  #other!: Page;
  #page!: Page;
  #devtools!: CDPSession;
  #shown = true;
  #waiting: (() => void)[] = [];

  private constructor(context: BrowserContext, url: string, scripts: readonly string[]) {
    this.#context = context;
    this.#url = url;
    this.#scripts = [lookScript, strangersScript, ...scripts];
  }

  static async open(browser: Browser, url: string, ...scripts: string[]): Promise<WatchedPage> {
    return this.openIn(await browser.createBrowserContext(), url, ...scripts);
  }

  /** In a window of its own, so that several pages of one browser are seen at once. */
  static async openIn(context: BrowserContext, url: string, ...scripts: string[]): Promise<WatchedPage> {
    const watched = new WatchedPage(context, url, scripts);
    await watched.#load();
    return watched;
  }

  async #load(): Promise<void> {
    const first = (await this.#context.pages()).length === 0; // It has a window of its own anyway.
    this.#other = await this.#context.newPage(first ? {} : { type: 'window' });
    const page = await this.#context.newPage(); // It opens in the window that was opened last.
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warn') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(`uncaught: ${String(error)}`));
    await page.exposeFunction('stranger', (words: string) => this.strangers.push(words));
    for (const script of this.#scripts) await page.evaluateOnNewDocument(script);
    this.#page = page;
    this.#devtools = await page.createCDPSession();
    await page.goto(this.#url);
  }

  /** Whether it is there to be seen. */
  get shown(): boolean {
    return this.#shown;
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
  stats(): Promise<PageStats> {
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
    if (state === 'closed') {
      await this.#page.close();
      return this.#other.close();
    }
    if (state === 'stopped') {
      await this.#devtools.send('Debugger.enable');
      await this.#devtools.send('Debugger.pause');
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
    } else if (state === 'closed') {
      await this.#load();
    } else if (state === 'stopped') {
      await this.#devtools.send('Debugger.disable');
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
