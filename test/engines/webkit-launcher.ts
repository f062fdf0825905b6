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
  #driver: Promise<WebKitDriver> | undefined;
  #window: WebKitWindow | undefined;
  #page: WebKitPage | undefined;
  #active: string | undefined;

  constructor(files: WebKitFiles) {
    this.#files = files;
  }

  async startSession(id: string, url: string): Promise<void> {
    const window = await this.#freshWindow();
    this.#active = id;
    await window.open(url);
  }

  async stopSession(id: string): Promise<SessionResult> {
    if (this.#active === id) this.#active = undefined;
    return {};
  }

  isActive(id: string): boolean {
    return this.#active === id;
  }

  async getBrowserUrl(): Promise<string | undefined> {
    return this.#window?.address();
  }

  getPage(): WebKitPage {
    if (!this.#page) throw new Error('There is no page yet.');
    return this.#page;
  }

  startDebugSession(): Promise<void> {
    return Promise.reject(new Error('WebKit is not debugged here.'));
  }

  async stop(): Promise<void> {
    await (await this.#driver)?.stop();
  }

  /** What a page leaves behind makes those after it four times as slow, for they share a process with it. */
  async #freshWindow(): Promise<WebKitWindow> {
    const driver = await (this.#driver ??= WebKitDriver.start(this.#files));
    await this.#window?.close();
    const window = (this.#window = await driver.openWindow());
    this.#page = new WebKitPage(window);
    this.name = `WebKitGTK ${window.version}`;
    return window;
  }
}
