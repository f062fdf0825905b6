/** WebKitGTK: its MiniBrowser in a virtual screen. */
import type { WebKitFiles } from '../../engines.ts';
import { WebKitDriver, type WebKitWindow } from '../../engines/webkit-driver.ts';
import { until } from '../../support/until-async.ts';
import type { Engine, PageWork, Visit } from './engine.ts';

class WebKitVisit implements Visit {
  readonly complaints: readonly string[] = [];
  readonly #window: WebKitWindow;
  readonly #end: () => Promise<void>;

  constructor(window: WebKitWindow, end: () => Promise<void>) {
    this.#window = window;
    this.#end = end;
  }

  async open(address: string): Promise<void> {
    await this.#window.open(address);
  }

  /**
   * Asks the browser where it is before it asks the page: a script that runs as its page goes is never answered. The
   * browser may name a page that is still on its way, so the page is asked at last. Only of a visit that does not wait
   * for pages.
   */
  async begin(address: string): Promise<void> {
    await this.open(address);
    await until(`the page ${address}`, async () => (await this.#window.address()) === address);
    const script = 'return location.href === arguments[0] && document.body !== null;';
    await until('the body', async () => {
      try {
        return (await this.#window.post('/execute/sync', { script, args: [address] })) === true;
      } catch (error) {
        if (/no such (frame|window)/.test((error as Error).message)) return false; // Between two documents.
        throw error;
      }
    });
  }

  async back(): Promise<void> {
    await this.#window.post('/back', {});
  }

  async evaluate<Args extends unknown[], Result>(
    work: PageWork<Args, Result>,
    ...args: Args
  ): Promise<Awaited<Result>> {
    const script = `
      const done = arguments[1];
      (async () => (${work.toString()})(...arguments[0]))().then(
        (result) => done({ result }),
        (error) => done({ error: String(error && error.stack || error) }),
      );`;
    const answer = (await this.#window.post('/execute/async', { script, args: [args] })) as {
      result: Awaited<Result>;
      error?: string;
    };
    if (answer.error !== undefined) throw new Error(`In the page: ${answer.error}`);
    return answer.result;
  }

  /** Leaves nothing for the next visit: neither what the site stored, nor a window that no longer answers. */
  async close(): Promise<void> {
    try {
      await this.open(`${await this.evaluate(() => location.origin)}/left`);
      await until('a page of the site', () => this.evaluate(() => location.pathname === '/left'));
      await this.evaluate(() => localStorage.clear());
      await this.open('about:blank');
    } catch (error) {
      await this.#end();
      throw error;
    }
  }
}

/** One window serves many visits. */
class Windows {
  readonly #driver: WebKitDriver;
  #window: WebKitWindow | undefined;

  constructor(driver: WebKitDriver) {
    this.#driver = driver;
  }

  /** @param waits - for pages to load. */
  async take(waits: boolean): Promise<WebKitWindow> {
    if (this.#window?.waits !== waits) await this.end();
    return (this.#window ??= await this.#driver.openWindow(waits));
  }

  async end(): Promise<void> {
    const window = this.#window;
    this.#window = undefined;
    await window?.close();
  }
}

export async function startWebKit(files: WebKitFiles): Promise<Engine> {
  const driver = await WebKitDriver.start(files);
  const windows = new Windows(driver);
  const { version } = await windows.take(true);
  return {
    name: 'webkit',
    version: `WebKitGTK ${version}`,
    visit: async (waits) => new WebKitVisit(await windows.take(waits), () => windows.end()),
    close: () => driver.stop(),
  };
}
