/** A transport whose code is fetched when it is first signed in: what few pages use costs the others nothing. */
import type { ChannelListener, TabRole, TableBinding, Transport, TransportListener } from './transport.ts';

export class LateTransport implements Transport {
  readonly managed = true;
  readonly #fetch: () => Promise<Transport>;
  /** Instead of one that does not come. */
  readonly #plain: Transport;
  #transport: Transport | undefined;
  #listener: TransportListener | undefined;

  constructor(fetch: () => Promise<Transport>, plain: Transport) {
    this.#fetch = fetch;
    this.#plain = plain;
  }

  get role(): TabRole {
    return this.#transport?.role ?? 'alone';
  }

  get isOpen(): boolean {
    return this.#transport?.isOpen ?? false;
  }

  observe(listener: TransportListener): void {
    this.#listener = listener;
  }

  async setToken(token: string | null): Promise<void> {
    if (this.#transport === undefined) {
      const fetched = await this.#fetch().catch(() => this.#plain);
      this.#transport ??= fetched;
      if (this.#listener) this.#transport.observe(this.#listener);
    }
    await this.#transport.setToken(token);
  }

  open(): void {
    this.#transport?.open();
  }

  close(): Promise<void> {
    return this.#transport?.close() ?? Promise.resolve();
  }

  join(topic: string, binding: TableBinding, listener: ChannelListener): () => void {
    if (this.#transport === undefined) throw new Error('join before open');
    return this.#transport.join(topic, binding, listener);
  }
}
