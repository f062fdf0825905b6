/**
 * A Supabase project inside the page: a WebSocket that answers joins and hands over frames in the server's own form,
 * and a `fetch` that answers reads. The network is not what is measured here; everything behind the socket is.
 */
import type { Change, Model } from './model.ts';
import { TableCopy } from './table-copy.ts';

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
  #table = new TableCopy([]);
  #columns: readonly { readonly name: string; readonly type: string }[] = [];
  #held: (() => void)[] | null = null;

  /** Takes the place of the network. */
  install(model: Model): void {
    this.#table = new TableCopy(model.rows);
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

  /** The change as the wire has it, made now to be handed over later. */
  delivery(change: Change): Delivery {
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
      this.#table.tell(change);
      socket.onmessage!({ data: text });
    };
  }

  async #read(address: URL | string, signal?: AbortSignal | null): Promise<Response> {
    await new Promise<void>((resolve) => (this.#held ? this.#held.push(resolve) : resolve()));
    signal?.throwIfAborted();
    const { searchParams } = new URL(address);
    const after = /number\.lt\.(\d+)/.exec(searchParams.toString());
    const below = after ? Number(after[1]) : Infinity;
    const keys = searchParams.get('id')?.match(/[0-9a-f-]{36}/g);
    const wanted = filtersIn(searchParams);
    const rows = this.#table.rows.filter(
      (row) =>
        row.number < below &&
        (!keys || keys.includes(row.id)) &&
        wanted.every(([column, value]) => row[column] === value),
    );
    return new Response(JSON.stringify(rows.slice(0, Number(searchParams.get('limit') ?? 1_000))), {
      headers: { 'content-type': 'application/json' },
    });
  }
}

function filtersIn(parameters: URLSearchParams): (readonly ['status' | 'priority' | 'assignee', string | null])[] {
  return (['status', 'priority', 'assignee'] as const).flatMap((column) => {
    const value = parameters.get(column);
    return value === null ? [] : [[column, value === 'is.null' ? null : value.replace('eq.', '')] as const];
  });
}

export const server = new StubServer();
