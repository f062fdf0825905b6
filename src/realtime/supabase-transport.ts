/** The transport over a Realtime client of our own: opened, closed and signed in by us alone. */
import type { RealtimeChannelOptions, RealtimeClient } from '@supabase/supabase-js';
import { broadcastChange } from './broadcast.ts';
import type { SocketObserver } from './supabase-client.ts';
import type {
  ChangePayload,
  ChannelListener,
  ChannelMaker,
  SystemMessage,
  TableBinding,
  Transport,
  TransportListener,
} from './transport.ts';

/**
 * `replication_ready`: after a start, the server has joins before it has the connection to Postgres that brings it what
 * SQL sends, and says so when that stands (realtime-js, `RealtimeChannelOptions`).
 */
const privateBroadcast: RealtimeChannelOptions = { config: { private: true, broadcast: { replication_ready: true } } };

/**
 * Joins one table's changes. Every join is a channel of its own: a topic joined before hands back the old channel
 * object, whose `subscribe` may be called once only (read in RealtimeClient.ts; supabase-js#1440).
 */
export function joinTable(
  client: ChannelMaker,
  topic: string,
  binding: TableBinding,
  listener: ChannelListener,
): () => void {
  const { schema, table, broadcast } = binding;
  const channel = client.channel(topic, broadcast ? privateBroadcast : undefined);
  let left = false;
  const leave = (): void => {
    if (left) return;
    left = true;
    // Never `client.removeChannel`: it would wait for the answer of a socket that may be gone. `unsubscribe` frees the
    // topic at once; `teardown` stops realtime-js from joining it again by itself.
    void channel.unsubscribe().then(() => channel.teardown());
  };
  const told =
    (tell: (message: unknown) => void) =>
    (message: unknown): void => {
      if (!left) tell(message);
    };
  channel.on(
    'system',
    {},
    told((message) => listener.system(message as SystemMessage)),
  );
  if (broadcast) {
    const hear = told((message) =>
      listener.change(broadcastChange((message as { payload: unknown }).payload, binding)),
    );
    channel.on('broadcast', { event: '*' }, hear);
  } else {
    const hear = told((payload) => listener.change(payload as ChangePayload));
    channel.on('postgres_changes', { event: '*', schema, table }, hear);
  }
  channel.subscribe((status, error) => {
    if (left) return;
    if (String(status) === 'SUBSCRIBED') listener.joined();
    else if (String(status) === 'CLOSED') listener.closed();
    else listener.failed(error?.message ?? 'no answer to the join');
  });
  return leave;
}

/** Makes the client when it is first opened. */
export type MakeClient = (observer: SocketObserver) => Promise<RealtimeClient>;

export class ManagedTransport implements Transport {
  readonly managed = true;
  readonly #make: MakeClient;
  #client: RealtimeClient | undefined;
  #making: Promise<RealtimeClient> | undefined;
  #listener: TransportListener | undefined;
  #wanted = false;
  /** The socket that counts: an abandoned one may tell of its end long after the next one stands. */
  #socket: WebSocket | undefined;
  /** Closing takes time; `connect()` while it lasts is skipped by realtime-js and never made up for. */
  #closing: Promise<unknown> = Promise.resolve();

  constructor(make: MakeClient) {
    this.#make = make;
  }

  get isOpen(): boolean {
    return this.#client?.isConnected() ?? false;
  }

  get channelMaker(): ChannelMaker | undefined {
    return this.#client;
  }

  observe(listener: TransportListener): void {
    this.#listener = listener;
  }

  open(): void {
    this.#wanted = true;
    void this.#open();
  }

  close(): Promise<void> {
    this.#wanted = false;
    this.#socket = undefined;
    const client = this.#client;
    // A second `disconnect()` while the first lasts answers at once, so the first is waited for as well.
    if (client !== undefined) this.#closing = Promise.allSettled([this.#closing, client.disconnect()]);
    return this.#closing.then(() => undefined);
  }

  async setToken(_token: string | null): Promise<void> {
    // The client asks for the token itself (`accessToken`), here and at every heartbeat.
    const client = await this.#ensureClient();
    await client.setAuth();
  }

  join(topic: string, binding: TableBinding, listener: ChannelListener): () => void {
    if (this.#client === undefined) throw new Error('join before open');
    return joinTable(this.#client, topic, binding, listener);
  }

  async #open(): Promise<void> {
    try {
      const client = await this.#ensureClient();
      await this.#closing;
      if (this.#wanted) client.connect();
    } catch (error) {
      // The chunk with supabase-js did not load, or the page's policy forbids the socket: both may pass.
      this.#listener?.lost(error instanceof Error ? error.message : String(error));
    }
  }

  async #ensureClient(): Promise<RealtimeClient> {
    this.#making ??= this.#make({
      created: (socket) => {
        if (this.#wanted) this.#socket = socket;
      },
      opened: (socket) => {
        if (socket === this.#socket) this.#listener?.opened();
        // phoenix reconnects by itself when the page is shown again (read in its socket.js, `visibilitychange`), also
        // while a try of ours is under way, which that ends: `connect()` would be skipped while this one stands.
        else if (!this.#wanted) void this.close();
      },
      lost: (socket, why) => {
        if (socket === this.#socket) this.#listener?.lost(why);
      },
      garbled: () => this.#listener?.garbled(),
      heartbeatMissed: () => {
        if (this.#socket !== undefined) this.#listener?.lost('no answer to the heartbeat');
      },
    });
    try {
      return (this.#client = await this.#making);
    } catch (error) {
      this.#making = undefined;
      throw error;
    }
  }
}
