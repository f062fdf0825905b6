/** A transport whose code is fetched when it is first signed in: what few pages use costs the others nothing. */
import type { ChannelListener, TabRole, TableBinding, Transport, TransportListener } from './transport.ts';

export class LateTransport implements Transport {
  readonly managed = true;
  readonly #fetch: () => Promise<Transport>;
  /** Instead of one that does not come. */
  readonly #plain: Transport;
  readonly #failed: (error: unknown) => void;
  #fetching: Promise<Transport> | undefined;
  #transport: Transport | undefined;
  #listener: TransportListener | undefined;

  /** `failed` is told once that it does not come, and why. */
  constructor(fetch: () => Promise<Transport>, plain: Transport, failed: (error: unknown) => void) {
    this.#fetch = fetch;
    this.#plain = plain;
    this.#failed = failed;
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
    const transport = this.#transport ?? (await (this.#fetching ??= this.#fetched()));
    await transport.setToken(token);
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

  async #fetched(): Promise<Transport> {
    const transport = await this.#fetch().catch((error: unknown) => {
      this.#failed(error);
      return this.#plain;
    });
    if (this.#listener) transport.observe(this.#listener);
    return (this.#transport = transport);
  }
}
