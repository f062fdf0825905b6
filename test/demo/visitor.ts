/** Somebody with a browser who opens a page of the demo, signs in, and looks. */
import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';

/** As much of an element as the tests ask it for. */
interface Live extends HTMLElement {
  readonly status: string;
}

const allLists =
  'live-product-list, live-customer-list, live-acquisition-list, live-interaction-list, live-ticket-feed, ' +
  'live-comment-thread, live-attachment-list';

export class Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Warnings and errors in the console, exceptions nobody caught, and requests to anywhere but this machine. */
  readonly complaints: string[] = [];
  /** Topics of the Realtime joins, in their order. */
  readonly joins: string[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error.stack)));
    page.on('request', (request) => {
      if (new URL(request.url()).hostname !== '127.0.0.1') this.complaints.push(`asked the network: ${request.url()}`);
    });
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => {
        const [, , topic, event] = JSON.parse(String(payload)) as [string, string, string, string];
        if (event === 'phx_join') this.joins.push(topic);
      });
    });
  }

  static async open(browser: Browser, address: string): Promise<Visitor> {
    const context = await browser.newContext({ viewport: { width: 1400, height: 1000 }, locale: 'en-GB' });
    const visitor = new Visitor(context, await context.newPage());
    await visitor.page.goto(address);
    return visitor;
  }

  /** By the form. Its fields come filled in for the first of its users; choosing another one signs in at once. */
  async signIn(name: string): Promise<void> {
    const who = this.page.getByLabel('Who');
    const chosen = who.locator('option:checked');
    if ((await chosen.innerText()) === name) await this.page.getByRole('button', { name: 'Sign in' }).click();
    else await who.selectOption(name);
    await this.page.getByText(`Signed in as ${await chosen.getAttribute('value')}`).waitFor();
    await this.live();
  }

  /** Loads the page again and forgets what was said before: it must come up without a word. */
  async reload(): Promise<void> {
    this.complaints.length = 0;
    this.joins.length = 0;
    await this.page.reload();
    await this.live();
  }

  /** Until the provider is connected and every list verified. */
  async live(): Promise<void> {
    await this.status('connected');
    await this.page.waitForFunction(
      (lists) => [...document.querySelectorAll<Live>(lists)].every((list) => list.status === 'live'),
      allLists,
    );
  }

  async status(wanted: string): Promise<void> {
    await this.page.waitForFunction(
      (status) => document.querySelector<Live>('live-provider')!.status === status,
      wanted,
    );
  }

  /** Presses the banner's button, unless its time has come by itself: then it is hidden, and to press it does no harm. */
  async tryNow(): Promise<void> {
    await this.page
      .locator('live-connection-banner')
      .getByText('Try now')
      .evaluate((button: HTMLElement) => button.click());
  }

  /** A row of a list that has these words. */
  row(list: string, words: string): Locator {
    return this.page.locator(list).locator('[part~=row]', { hasText: words }).first();
  }

  /** Waits for it; answers the milliseconds that took. */
  async sees(list: string, words: string): Promise<number> {
    const started = performance.now();
    await this.row(list, words).waitFor();
    return performance.now() - started;
  }

  async noLongerSees(list: string, words: string): Promise<number> {
    const started = performance.now();
    await this.row(list, words).waitFor({ state: 'detached' });
    return performance.now() - started;
  }

  /** The rows as drawn: key and the words of one field. */
  drawn(list: string, field: string): Promise<[key: string, words: string][]> {
    return this.page
      .locator(list)
      .evaluate(
        (element, part) =>
          [...element.shadowRoot!.querySelectorAll<HTMLElement>('[part~=row]')].map((row): [string, string] => [
            row.dataset.key!,
            row.querySelector(`[part~=${part}]`)!.textContent,
          ]),
        field,
      );
  }

  assertNothingToComplainOf(): void {
    assert.deepEqual(this.complaints, []);
  }
}
