/** A Realtime client whose server is in memory: joins are accepted at once, and changes arrive as they are sent. */
import type {
  ChangePayload,
  ChannelListener,
  TableBinding,
  Transport,
  TransportListener,
} from '../realtime/transport.ts';

export class MemoryTransport implements Transport {
  readonly managed = true;
  isOpen = false;
  readonly #reachable: () => boolean;
  readonly #channels = new Set<{ readonly binding: TableBinding; readonly listener: ChannelListener }>();
  #listener: TransportListener | undefined;

  constructor(reachable: () => boolean) {
    this.#reachable = reachable;
  }

  observe(listener: TransportListener): void {
    this.#listener = listener;
  }

  setToken(): Promise<void> {
    return Promise.resolve();
  }

  open(): void {
    queueMicrotask(() => {
      this.isOpen = this.#reachable();
      if (this.isOpen) this.#listener?.opened();
      else this.#listener?.lost('the memory project is disconnected');
    });
  }

  close(): Promise<void> {
    this.isOpen = false;
    this.#channels.clear();
    return Promise.resolve();
  }

  join(_topic: string, binding: TableBinding, listener: ChannelListener): () => void {
    const channel = { binding, listener };
    this.#channels.add(channel);
    queueMicrotask(() => {
      if (!this.#channels.has(channel)) return;
      listener.joined();
      listener.system({ extension: 'postgres_changes', status: 'ok', message: 'Subscribed to PostgreSQL' });
    });
    return () => this.#channels.delete(channel);
  }

  break(): void {
    if (this.isOpen) this.#listener?.lost('the memory project was disconnected');
  }

  /** In every schema: the tables in memory have none. */
  send(change: Omit<ChangePayload, 'schema' | 'errors' | 'commit_timestamp'>): void {
    const commit_timestamp = new Date().toISOString();
    for (const { binding, listener } of [...this.#channels]) {
      if (binding.table !== change.table) continue;
      listener.change({ ...change, schema: binding.schema, commit_timestamp, errors: null });
    }
  }
}
