/** WebKitGTK: its MiniBrowser in a virtual screen, driven by plain W3C WebDriver. */
import { spawn, type ChildProcess } from 'node:child_process';
import { freePort } from '../../../demo/host/free-port.ts';
import type { WebKitFiles } from '../../engines.ts';
import { until } from '../../support/until-async.ts';
import type { Engine, PageWork, Visit } from './engine.ts';

/** Longer than any script may take, and shorter than a test: one that hangs says where. */
const commandLimit = 45_000;

type Answer = { readonly value: unknown };

class WebDriver {
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  async call(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown> {
    const answer = await fetch(this.#base + path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(commandLimit),
    }).catch((cause: unknown) => {
      throw new Error(`WebDriver ${method} ${path}: no answer`, { cause });
    });
    const { value } = (await answer.json()) as Answer;
    const problem = value as { error?: string; message?: string } | null;
    if (problem?.error) throw new Error(`WebDriver ${method} ${path}: ${problem.error}: ${problem.message}`);
    return value;
  }
}

class WebKitVisit implements Visit {
  readonly complaints: readonly string[] = [];
  readonly #driver: WebDriver;
  readonly #session: string;
  readonly #end: () => Promise<void>;

  constructor(driver: WebDriver, session: string, end: () => Promise<void>) {
    this.#driver = driver;
    this.#session = session;
    this.#end = end;
  }

  async open(address: string): Promise<void> {
    await this.#post('/url', { url: address });
  }

  /**
   * Asks the browser where it is, not the page: a script that runs as its page goes is never answered. Only of a
   * visit that does not wait for pages.
   */
  async begin(address: string): Promise<void> {
    await this.open(address);
    await until(
      `the page ${address}`,
      async () => (await this.#driver.call('GET', `${this.#session}/url`)) === address,
    );
    await until('the body', () => this.evaluate(() => document.body !== null));
  }

  async back(): Promise<void> {
    await this.#post('/back', {});
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
    const answer = (await this.#post('/execute/async', { script, args: [args] })) as {
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

  #post(path: string, body: object): Promise<unknown> {
    return this.#driver.call('POST', this.#session + path, body);
  }
}

/** A window of MiniBrowser. The driver has one at a time, and takes long to open one: it serves many visits. */
class Sessions {
  version = '';
  readonly #driver: WebDriver;
  readonly #miniBrowser: string;
  #path = '';
  #waits = false;

  constructor(driver: WebDriver, miniBrowser: string) {
    this.#driver = driver;
    this.#miniBrowser = miniBrowser;
  }

  /** @param waits - for pages to load; that is for a whole session to say. */
  async take(waits: boolean): Promise<string> {
    if (this.#path === '' || this.#waits !== waits) await this.#open(waits);
    return this.#path;
  }

  async end(): Promise<void> {
    const path = this.#path;
    this.#path = '';
    if (path !== '') await this.#driver.call('DELETE', path);
  }

  async #open(waits: boolean): Promise<void> {
    await this.end();
    const { sessionId, capabilities } = (await this.#driver.call('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          browserName: 'MiniBrowser',
          pageLoadStrategy: waits ? 'normal' : 'none',
          timeouts: { script: 30_000 },
          'webkitgtk:browserOptions': { binary: this.#miniBrowser, args: ['--automation'] },
        },
      },
    })) as { sessionId: string; capabilities: { browserVersion: string } };
    this.#path = `/session/${sessionId}`;
    this.#waits = waits;
    this.version = capabilities.browserVersion;
    await sized(this.#driver, this.#path);
  }
}

export async function startWebKit({ miniBrowser }: WebKitFiles): Promise<Engine> {
  const port = await freePort(0);
  // A group of its own, so that the screen ends with the driver.
  const child = spawn('xvfb-run', ['-a', '-s', '-screen 0 1280x1024x24', 'WebKitWebDriver', `--port=${port}`], {
    stdio: 'ignore',
    detached: true,
  });
  const driver = new WebDriver(`http://127.0.0.1:${port}`);
  await until('WebKitWebDriver', async () => {
    if (child.exitCode !== null) throw new Error(`xvfb-run ended with ${child.exitCode}.`);
    return fetch(`http://127.0.0.1:${port}/status`).then(
      () => true,
      () => false,
    );
  });
  const sessions = new Sessions(driver, miniBrowser);
  await sessions.take(true);
  return {
    name: 'webkit',
    version: `WebKitGTK ${sessions.version}`,
    visit: async (waits) => new WebKitVisit(driver, await sessions.take(waits), () => sessions.end()),
    close: () => ended(child),
  };
}

/** As large as in the other engines, inside the window's frame. */
async function sized(driver: WebDriver, session: string): Promise<void> {
  const [width, height] = (await driver.call('POST', `${session}/execute/sync`, {
    script: 'return [outerWidth - innerWidth, outerHeight - innerHeight]',
    args: [],
  })) as [number, number];
  await driver.call('POST', `${session}/window/rect`, { width: 800 + width, height: 600 + height });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-child.pid, 'SIGTERM');
  await gone;
}
