/** A transport without a socket: what realtime-js would hand over is handed over by hand. */
import type {
  ChangePayload,
  ChannelListener,
  TableBinding,
  Transport,
  TransportListener,
} from '../../../src/realtime/transport.ts';

export class DirectTransport implements Transport {
  readonly managed = true;
  isOpen = false;
  #listener: TransportListener | undefined;
  #channel: ChannelListener | undefined;

  observe(listener: TransportListener): void {
    this.#listener = listener;
  }

  setToken(): Promise<void> {
    return Promise.resolve();
  }

  open(): void {
    queueMicrotask(() => {
      this.isOpen = true;
      this.#listener?.opened();
    });
  }

  close(): Promise<void> {
    this.isOpen = false;
    return Promise.resolve();
  }

  join(_topic: string, _binding: TableBinding, listener: ChannelListener): () => void {
    this.#channel = listener;
    queueMicrotask(() => {
      listener.joined();
      listener.system({ extension: 'postgres_changes', status: 'ok', message: 'Subscribed to PostgreSQL' });
    });
    return () => undefined;
  }

  change(payload: ChangePayload): void {
    this.#channel!.change(payload);
  }
}
