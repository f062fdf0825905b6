/** A session over scripted ports in virtual time, over one table of one row whose stock a test changes. */
import type { RawRow } from '../../src/domain/row.ts';
import { LiveSession, type SessionOptions } from '../../src/live-session.ts';
import { ScriptedLifecycle } from './scripted-lifecycle.ts';
import { ScriptedReader } from './scripted-reader.ts';
import { ScriptedTransport } from './scripted-transport.ts';
import { VirtualClock } from './virtual-clock.ts';

export class SessionRig {
  readonly clock = new VirtualClock();
  readonly transport = new ScriptedTransport();
  readonly reader = new ScriptedReader();
  readonly lifecycle = new ScriptedLifecycle();
  readonly problems: string[] = [];
  readonly gaps: string[] = [];
  readonly session: LiveSession;
  /** As the table has it. */
  stock = 0;

  constructor(options: Partial<SessionOptions> = {}) {
    this.reader.rows = [this.#row];
    const { clock, transport, reader, lifecycle } = this;
    this.session = new LiveSession({
      ...{ url: 'https://ref.supabase.co', apiKey: 'sb_publishable_x', clock, transport, reader, lifecycle },
      onProblem: ({ code }) => this.problems.push(code),
      onGap: ({ why }) => this.gaps.push(why),
      ...options,
    });
  }

  /** A list of products that is live. */
  async live() {
    const list = this.session.query({ table: 'products' });
    this.session.connect();
    await this.clock.advance(0);
    this.transport.accept();
    this.transport.channel('products').joinAndFlow();
    await this.clock.advance(1_000);
    return list;
  }

  /** Writes another stock; the page is told of it if it has a channel. */
  write(): void {
    this.stock++;
    this.reader.rows = [this.#row];
    const channel = this.transport.live.find(({ binding }) => binding.table === 'products');
    channel?.change({ eventType: 'UPDATE', new: { ...this.#row }, old: { id: 'a' } });
  }

  /** So many writes in one second, spread over it. */
  async second(writes: number): Promise<void> {
    for (let count = 0; count < writes; count++) {
      this.write();
      await this.clock.advance(1_000 / writes);
    }
    if (writes === 0) await this.clock.advance(1_000);
  }

  get reads(): number {
    return this.reader.requests.length;
  }

  get #row(): RawRow {
    return { id: 'a', name: 'Mug', stock: this.stock };
  }
}
