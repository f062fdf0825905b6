/** WebKitGTK: its MiniBrowser in a virtual screen, driven by plain W3C WebDriver. */
import { spawn, type ChildProcess } from 'node:child_process';
import { freePort } from '../../../demo/host/free-port.ts';
import type { WebKitFiles } from '../../engines.ts';
import { until } from '../../support/until-async.ts';
import { falseBetweenPages, type Engine, type PageWork, type Visit } from './engine.ts';

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

  constructor(driver: WebDriver, session: string) {
    this.#driver = driver;
    this.#session = session;
  }

  async open(address: string): Promise<void> {
    await this.begin(address);
    await this.#isThere(address, true);
  }

  async begin(address: string): Promise<void> {
    await this.#post('/url', { url: address });
    await this.#isThere(address, false);
  }

  async back(): Promise<void> {
    const from = await this.evaluate(() => location.href);
    await this.#post('/back', {});
    const hasLeft = (url: string): boolean => location.href !== url && document.readyState === 'complete';
    await until('the page before', () => this.evaluate(hasLeft, from).catch(falseBetweenPages));
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

  async close(): Promise<void> {
    await this.#driver.call('DELETE', this.#session);
  }

  #post(path: string, body: object): Promise<unknown> {
    return this.#driver.call('POST', this.#session + path, body);
  }

  /** The session does not wait for pages by itself, so that one can be looked at while it loads. */
  async #isThere(address: string, loaded: boolean): Promise<void> {
    const isThere = (url: string, whole: boolean): boolean =>
      location.href === url && document.body !== null && (!whole || document.readyState === 'complete');
    await until(`the page ${address}`, () => this.evaluate(isThere, address, loaded).catch(falseBetweenPages));
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
  const session = async (): Promise<{ path: string; version: string }> => {
    const made = (await driver.call('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          browserName: 'MiniBrowser',
          pageLoadStrategy: 'none',
          timeouts: { script: 30_000 },
          'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] },
        },
      },
    })) as { sessionId: string; capabilities: { browserVersion: string } };
    return { path: `/session/${made.sessionId}`, version: made.capabilities.browserVersion };
  };
  const first = await session();
  await driver.call('DELETE', first.path);
  return {
    name: 'webkit',
    version: `WebKitGTK ${first.version}`,
    // Every session has a store of its own, as a private window has.
    visit: async () => {
      const { path } = await session();
      await sized(driver, path);
      return new WebKitVisit(driver, path);
    },
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
