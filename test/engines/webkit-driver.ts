/** WebKitGTK by plain W3C WebDriver: its driver, a screen for it, and windows of its MiniBrowser. */
import { spawn, type ChildProcess } from 'node:child_process';
import { freePort } from '../../demo/host/free-port.ts';
import type { WebKitFiles } from '../engines.ts';
import { until } from '../support/until-async.ts';

/** Longer than any script may take, and shorter than a test: one that hangs says where. */
const commandLimit = 45_000;

export type Method = 'GET' | 'POST' | 'DELETE';

export class WebKitDriver {
  readonly #base: string;
  readonly #miniBrowser: string;
  readonly #child: ChildProcess;

  private constructor(base: string, miniBrowser: string, child: ChildProcess) {
    this.#base = base;
    this.#miniBrowser = miniBrowser;
    this.#child = child;
  }

  static async start({ miniBrowser }: WebKitFiles): Promise<WebKitDriver> {
    const port = await freePort(0);
    // A group of its own, so that the screen ends with the driver.
    const child = spawn('xvfb-run', ['-a', '-s', '-screen 0 1280x1024x24', 'WebKitWebDriver', `--port=${port}`], {
      stdio: 'ignore',
      detached: true,
    });
    const base = `http://127.0.0.1:${port}`;
    await until('WebKitWebDriver', async () => {
      if (child.exitCode !== null) throw new Error(`xvfb-run ended with ${child.exitCode}.`);
      return fetch(`${base}/status`).then(
        () => true,
        () => false,
      );
    });
    return new WebKitDriver(base, miniBrowser, child);
  }

  /**
   * The driver has one window at a time, and takes long to open one.
   *
   * @param waits - for pages to load; that is for a whole window to say.
   */
  async openWindow(waits = true): Promise<WebKitWindow> {
    const { sessionId, capabilities } = (await this.call('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          browserName: 'MiniBrowser',
          pageLoadStrategy: waits ? 'normal' : 'none',
          timeouts: { script: 30_000 },
          'webkitgtk:browserOptions': { binary: this.#miniBrowser, args: ['--automation'] },
        },
      },
    })) as { sessionId: string; capabilities: { browserVersion: string } };
    const window = new WebKitWindow(this, `/session/${sessionId}`, capabilities.browserVersion, waits);
    await window.resize(800, 600);
    return window;
  }

  async call(method: Method, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(this.#base + path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(commandLimit),
    }).catch((cause: unknown) => {
      throw new Error(`WebDriver ${method} ${path}: no answer`, { cause });
    });
    const { value } = (await answer.json()) as { readonly value: unknown };
    const problem = value as { error?: string; message?: string } | null;
    if (problem?.error) throw new Error(`WebDriver ${method} ${path}: ${problem.error}: ${problem.message}`);
    return value;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.pid === undefined) return;
    const gone = new Promise((resolve) => this.#child.once('exit', resolve));
    process.kill(-this.#child.pid, 'SIGTERM');
    await gone;
  }
}

export class WebKitWindow {
  readonly version: string;
  /** Whether it waits for pages to load. */
  readonly waits: boolean;
  readonly #driver: WebKitDriver;
  readonly #path: string;

  constructor(driver: WebKitDriver, path: string, version: string, waits: boolean) {
    this.#driver = driver;
    this.#path = path;
    this.version = version;
    this.waits = waits;
  }

  call(method: Method, path: string, body?: object): Promise<unknown> {
    return this.#driver.call(method, this.#path + path, body);
  }

  post(path: string, body: object): Promise<unknown> {
    return this.call('POST', path, body);
  }

  async open(address: string): Promise<void> {
    await this.post('/url', { url: address });
  }

  async address(): Promise<string> {
    return (await this.call('GET', '/url')) as string;
  }

  /** So large is the page, inside the window's frame. */
  async resize(width: number, height: number): Promise<void> {
    const [frameWidth, frameHeight] = (await this.post('/execute/sync', {
      script: 'return [outerWidth - innerWidth, outerHeight - innerHeight]',
      args: [],
    })) as [number, number];
    await this.post('/window/rect', { width: width + frameWidth, height: height + frameHeight });
  }

  async close(): Promise<void> {
    await this.call('DELETE', '');
  }
}
