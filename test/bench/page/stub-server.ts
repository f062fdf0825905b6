/**
 * A Supabase project inside the page: a WebSocket that answers joins and hands over frames in the server's own form,
 * and a `fetch` that answers reads. The network is not what is measured here; everything behind the socket is.
 */
import type { Change, Model } from './model.ts';
import type { FromTable, ToTable } from './table-server.ts';

export const projectUrl = 'http://project.test';
const table = 'tickets';

const types: { readonly [column: string]: string } = {
  id: 'uuid',
  number: 'int8',
  customer_id: 'uuid',
  partner_id: 'uuid',
  created_at: 'timestamptz',
  updated_at: 'timestamptz',
};

type Message = readonly [string | null, string | null, string, string, object];

class StubSocket extends EventTarget {
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: (() => void) | null = null;
  onmessage: ((event: { readonly data: string }) => void) | null = null;
  readyState = 0;
  binaryType = 'arraybuffer';

  constructor() {
    super();
    queueMicrotask(() => {
      this.readyState = 1;
      this.onopen?.();
      this.dispatchEvent(new Event('open'));
    });
  }

  send(text: string): void {
    const [joinRef, ref, topic, event] = JSON.parse(text) as Message;
    if (event === 'access_token' || event === 'phx_leave') return;
    const id = 1_000 + server.joins.length;
    const response = event === 'phx_join' ? { postgres_changes: [{ id, event: '*', schema: 'public', table }] } : {};
    queueMicrotask(() => {
      this.#say([joinRef, ref, topic, 'phx_reply', { status: 'ok', response }]);
      if (event !== 'phx_join') return;
      const message = 'Subscribed to PostgreSQL';
      this.#say([
        joinRef,
        null,
        topic,
        'system',
        { message, status: 'ok', extension: 'postgres_changes', channel: '' },
      ]);
      server.joins.push({ socket: this, topic, id });
      server.joined();
    });
  }

  close(): void {
    this.readyState = 3;
  }

  #say(message: Message): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}

/** A frame that is ready to be handed over. */
export type Delivery = () => void;

class StubServer {
  readonly joins: { readonly socket: StubSocket; readonly topic: string; readonly id: number }[] = [];
  joined: () => void = () => undefined;
  #table: Worker | undefined;
  #columns: readonly { readonly name: string; readonly type: string }[] = [];
  #held: (() => void)[] | null = null;
  /** Made, and not yet known to the table. */
  #planned: Change[] = [];
  /** How many changes were handed over. */
  #told = 0;
  readonly #answers = new Map<number, (json: ArrayBuffer) => void>();
  #reads = 0;

  /** Takes the place of the network. */
  install(model: Model): void {
    this.#table = new Worker('/table-server.js', { type: 'module' });
    this.#table.onmessage = ({ data: { read, json } }: MessageEvent<FromTable>) => {
      this.#answers.get(read)!(json);
      this.#answers.delete(read);
    };
    this.#post({ rows: model.rows });
    this.#columns = Object.keys(model.rows[0]!).map((name) => ({ name, type: types[name] ?? 'text' }));
    Object.assign(globalThis, {
      WebSocket: StubSocket,
      fetch: (address: URL | string, options?: RequestInit) => this.#read(address, options?.signal),
    });
  }

  /** What follows is measured without the reads that come between. */
  holdReads(): void {
    this.#held ??= [];
  }

  releaseReads(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const answer of held) answer();
  }

  /** The change as the wire has it, made now to be handed over later: in the order in which they are made. */
  delivery(change: Change): Delivery {
    if (this.#planned.length === 0) queueMicrotask(() => this.#plan());
    this.#planned.push(change);
    const { type, record, old } = change;
    const { socket, topic, id } = this.joins[0]!;
    const data = {
      table,
      type,
      ...(record && { record }),
      columns: this.#columns,
      errors: null,
      schema: 'public',
      commit_timestamp: '2026-11-22T10:21:22.162Z',
      ...(old && { old_record: old }),
    };
    const text = JSON.stringify([null, null, topic, 'postgres_changes', { data, ids: [id] }]);
    return () => {
      this.#told += 1;
      socket.onmessage!({ data: text });
    };
  }

  async #read(address: URL | string, signal?: AbortSignal | null): Promise<Response> {
    await new Promise<void>((resolve) => (this.#held ? this.#held.push(resolve) : resolve()));
    signal?.throwIfAborted();
    const json = await new Promise<ArrayBuffer>((resolve) => {
      this.#answers.set(++this.#reads, resolve);
      this.#post({ read: this.#reads, search: new URL(address).search, told: this.#told });
    });
    signal?.throwIfAborted();
    return new Response(json, { headers: { 'content-type': 'application/json' } });
  }

  #plan(): void {
    this.#post({ changes: this.#planned });
    this.#planned = [];
  }

  #post(message: ToTable): void {
    this.#table!.postMessage(message);
  }
}

export const server = new StubServer();
