/** WebKit for the runner of component tests. */
import type { BrowserLauncher, SessionResult } from '@web/test-runner';
import type { WebKitFiles } from '../engines.ts';
import { WebKitDriver, type WebKitWindow } from './webkit-driver.ts';
import { WebKitPage } from './webkit-page.ts';

export class WebKitLauncher implements BrowserLauncher {
  name = 'WebKit';
  /** The runner's commands ask such launchers for a page as puppeteer has them: see `WebKitPage`. */
  readonly type = 'puppeteer';
  /** There is one window. */
  readonly concurrency = 1;
  readonly #files: WebKitFiles;
  #driver: WebKitDriver | undefined;
  #starting: Promise<WebKitWindow> | undefined;
  #page: WebKitPage | undefined;
  #active: string | undefined;

  constructor(files: WebKitFiles) {
    this.#files = files;
  }

  async startSession(id: string, url: string): Promise<void> {
    const window = await (this.#starting ??= this.#start());
    this.#active = id;
    await window.resize(800, 600);
    await window.open(url);
  }

  async stopSession(id: string): Promise<SessionResult> {
    if (this.#active === id) this.#active = undefined;
    const window = await this.#starting!;
    // Lets go of keys and buttons that a test that failed has left down.
    await window.call('DELETE', '/actions');
    await window.open('about:blank');
    return {};
  }

  isActive(id: string): boolean {
    return this.#active === id;
  }

  async getBrowserUrl(): Promise<string | undefined> {
    return (await this.#starting)?.address();
  }

  getPage(): WebKitPage {
    if (!this.#page) throw new Error('There is no page yet.');
    return this.#page;
  }

  startDebugSession(): Promise<void> {
    return Promise.reject(new Error('WebKit is not debugged here.'));
  }

  async stop(): Promise<void> {
    await this.#driver?.stop();
  }

  async #start(): Promise<WebKitWindow> {
    this.#driver = await WebKitDriver.start(this.#files);
    const window = await this.#driver.openWindow();
    this.#page = new WebKitPage(window);
    this.name = `WebKitGTK ${window.version}`;
    return window;
  }
}
