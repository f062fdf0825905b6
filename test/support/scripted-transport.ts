/** A Realtime client that a test plays by hand: it keeps every join, and tells only what the test lets the server say. */
import type {
  ChangePayload,
  ChannelListener,
  TableBinding,
  Transport,
  TransportListener,
} from '../../src/realtime/transport.ts';

export class ScriptedChannel {
  readonly topic: string;
  readonly binding: TableBinding;
  left = false;
  readonly #listener: ChannelListener;

  constructor(topic: string, binding: TableBinding, listener: ChannelListener) {
    this.topic = topic;
    this.binding = binding;
    this.#listener = listener;
  }

  /** What a channel that was left says is heard by nobody: that is part of the port's contract. */
  #tell(tell: (listener: ChannelListener) => void): void {
    if (!this.left) tell(this.#listener);
  }

  join(): void {
    this.#tell((listener) => listener.joined());
  }

  /** "Subscribed to PostgreSQL": changes flow. */
  flow(): void {
    this.#tell((listener) =>
      listener.system({ extension: 'postgres_changes', status: 'ok', message: 'Subscribed to PostgreSQL' }),
    );
  }

  joinAndFlow(): void {
    this.join();
    this.flow();
  }

  fail(message: string): void {
    this.#tell((listener) => listener.failed(message));
  }

  systemError(message: string, extension = 'postgres_changes'): void {
    this.#tell((listener) => listener.system({ extension, status: 'error', message }));
  }

  systemOk(extension: string): void {
    this.#tell((listener) => listener.system({ extension, status: 'ok', message: 'ok' }));
  }

  close(): void {
    this.#tell((listener) => listener.closed());
  }

  change(payload: Partial<ChangePayload>): void {
    this.#tell((listener) => listener.change(changePayload({ ...this.binding, ...payload })));
  }
}

export class ScriptedTransport implements Transport {
  readonly managed: boolean;
  isOpen = false;
  /** What was asked, in order: `token a`, `open`, `close`, `join products`, `leave products`. */
  readonly calls: string[] = [];
  readonly channels: ScriptedChannel[] = [];
  /** Set to make the token, or the chunk that carries it, fail to arrive. */
  tokenFailure: Error | undefined;
  #listener: TransportListener | undefined;

  constructor({ managed = true } = {}) {
    this.managed = managed;
  }

  observe(listener: TransportListener): void {
    this.#listener = listener;
  }

  async setToken(token: string | null): Promise<void> {
    this.calls.push(`token ${token ?? 'none'}`);
    if (this.tokenFailure !== undefined) throw this.tokenFailure;
  }

  open(): void {
    this.calls.push('open');
  }

  async close(): Promise<void> {
    this.calls.push('close');
    this.isOpen = false;
  }

  join(topic: string, binding: TableBinding, listener: ChannelListener): () => void {
    this.calls.push(`join ${binding.table}`);
    const channel = new ScriptedChannel(topic, binding, listener);
    this.channels.push(channel);
    return () => {
      if (channel.left) return;
      channel.left = true;
      this.calls.push(`leave ${binding.table}`);
    };
  }

  /** The server accepts the socket. */
  accept(): void {
    this.isOpen = true;
    this.#listener?.opened();
  }

  /** The socket breaks. */
  break(why = 'socket closed: 1006'): void {
    this.isOpen = false;
    this.#listener?.lost(why);
  }

  /** Something comes that cannot be read. */
  garble(): void {
    this.#listener?.garbled();
  }

  count(call: string): number {
    return this.calls.filter((made) => made === call).length;
  }

  /** The newest join of the table that has not been left. */
  channel(table: string): ScriptedChannel {
    const found = this.channels.findLast((channel) => channel.binding.table === table && !channel.left);
    if (found === undefined) throw new Error(`nobody has joined ${table}`);
    return found;
  }

  /** Joined and not left. */
  get live(): readonly ScriptedChannel[] {
    return this.channels.filter(({ left }) => !left);
  }
}

export function changePayload(payload: Partial<ChangePayload> = {}): ChangePayload {
  return {
    eventType: 'INSERT',
    schema: 'public',
    table: 'products',
    commit_timestamp: '2026-01-01T00:00:00.000Z',
    new: { id: 'a' },
    old: {},
    errors: null,
    ...payload,
  };
}
