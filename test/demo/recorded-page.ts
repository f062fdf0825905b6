/** A page of which every byte that comes in is kept: bodies of answers and frames of sockets, as the browser got them. */
import type { Browser, BrowserContext, Page } from 'playwright-core';

export class RecordedPage {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What came in, one entry an answer or frame; binary frames are read as UTF-8. */
  readonly received: { readonly from: string; readonly text: string }[] = [];
  readonly complaints: string[] = [];
  readonly #underway = new Set<Promise<void>>();
  /** Bodies that could not be fetched: what is not known is not known to be harmless. */
  readonly #failures: unknown[] = [];

  private constructor(context: BrowserContext, page: Page) {
    this.context = context;
    this.page = page;
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(String(error.stack)));
  }

  static async open(browser: Browser): Promise<RecordedPage> {
    const context = await browser.newContext({ viewport: { width: 1000, height: 900 } });
    const page = await context.newPage();
    const recorded = new RecordedPage(context, page);
    const protocol = await context.newCDPSession(page);
    const addresses = new Map<string, string>();
    protocol.on('Network.webSocketCreated', ({ requestId, url }) => addresses.set(requestId, url));
    protocol.on('Network.webSocketFrameReceived', ({ requestId, response }) => {
      // Opcode 2 is a binary frame, which the protocol hands over in base64.
      const text =
        response.opcode === 2 ? Buffer.from(response.payloadData, 'base64').toString() : response.payloadData;
      recorded.received.push({ from: addresses.get(requestId) ?? 'socket', text });
    });
    protocol.on('Network.responseReceived', ({ requestId, response }) => {
      addresses.set(requestId, response.url);
      recorded.received.push({ from: response.url, text: JSON.stringify(response.headers) });
    });
    protocol.on('Network.loadingFinished', ({ requestId }) => {
      const from = addresses.get(requestId) ?? 'answer';
      const body = protocol
        .send('Network.getResponseBody', { requestId })
        .then(({ body, base64Encoded }) => {
          recorded.received.push({ from, text: base64Encoded ? Buffer.from(body, 'base64').toString() : body });
        })
        .catch((error: unknown) => {
          // A redirect, and an answer without a body, have none to be fetched.
          if (!/No (resource|data)/.test(String(error))) recorded.#failures.push(error);
        })
        .finally(() => recorded.#underway.delete(body));
      recorded.#underway.add(body);
    });
    await protocol.send('Network.enable', { maxTotalBufferSize: 200_000_000, maxResourceBufferSize: 50_000_000 });
    return recorded;
  }

  /** All there is, once the bodies under way have been fetched; without the kit's own scripts. */
  async all(): Promise<{ readonly from: string; readonly text: string }[]> {
    await Promise.all(this.#underway);
    if (this.#failures.length > 0) throw new AggregateError(this.#failures, 'not every byte was kept');
    return this.received.filter(({ from }) => !from.endsWith('.js'));
  }

  /** Only once the page asks for nothing more, so that no body is left to be fetched. */
  async close(): Promise<void> {
    await this.page.evaluate(() =>
      (document.querySelector('live-provider') as { disconnect(): void } | null)?.disconnect(),
    );
    await this.all();
    await this.context.close();
  }

  /** Which of `secrets` came in, each with where it was. */
  async leaked(secrets: Iterable<string>): Promise<string[]> {
    const all = await this.all();
    const found: string[] = [];
    for (const secret of secrets) {
      const at = all.find(({ text }) => text.includes(secret));
      if (at !== undefined) found.push(`${secret} in ${at.from}: ${at.text.slice(0, 300)}`);
    }
    return found;
  }
}
