/** A bare client of the wire protocol (vsn 2.0.0) that keeps what it hears and can be asked to wait for a frame. */
import { once } from 'node:events';
import WebSocket from 'ws';
import { keys } from './endpoint.ts';

/** One change, as `data` of a `postgres_changes` frame has it. */
export interface ChangeData {
  readonly type: string;
  readonly schema: string;
  readonly table: string;
  readonly record: Readonly<Record<string, unknown>>;
  readonly old_record: Readonly<Record<string, unknown>>;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly errors: readonly string[] | null;
  readonly commit_timestamp: string;
}

/** What frames carry, as far as the tests look: which of it there is depends on the event. */
export interface Payload {
  readonly status: string;
  readonly message: string;
  readonly extension: string;
  readonly response: Readonly<Record<string, unknown>> & { readonly reason?: string };
  readonly data: ChangeData;
  readonly ids: readonly number[];
  readonly [name: string]: unknown;
}

export type Frame = [
  joinReference: string | null,
  reference: string | null,
  topic: string,
  event: string,
  payload: Payload,
];

export class SocketClient {
  readonly frames: Frame[] = [];
  /** The texts of the frames, for what JSON.parse would lose. */
  readonly texts: string[] = [];
  readonly binaries: Buffer[] = [];
  readonly socket: WebSocket;
  closed: number | null = null;
  private waiting: (() => void)[] = [];
  private reference = 0;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) this.binaries.push(data);
      else {
        this.texts.push(data.toString('utf8'));
        this.frames.push(JSON.parse(data.toString('utf8')) as Frame);
      }
      this.wake();
    });
    socket.on('close', (code) => {
      this.closed = code;
      this.wake();
    });
  }

  static async connect(url: string, apiKey: string = keys.anonKey): Promise<SocketClient> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/realtime/v1/websocket?vsn=2.0.0&apikey=${apiKey}`);
    const client = new SocketClient(socket);
    await once(socket, 'open');
    return client;
  }

  push(topic: string, event: string, payload: unknown, joinReference: string | null = '1'): string {
    const reference = String(++this.reference);
    this.socket.send(JSON.stringify([joinReference, reference, `realtime:${topic}`, event, payload]));
    return reference;
  }

  join(topic: string, bindings: unknown[] = [], config: Record<string, unknown> = {}, token?: string): string {
    const payload = { config: { postgres_changes: bindings, ...config }, ...(token && { access_token: token }) };
    return this.push(topic, 'phx_join', payload);
  }

  /** Joins and waits until changes flow. */
  async subscribe(topic: string, bindings: unknown[], token?: string): Promise<void> {
    this.join(topic, bindings, {}, token);
    const [, , , , payload] = await this.next((frame) => frame[2] === `realtime:${topic}` && frame[3] === 'system');
    if (payload.status !== 'ok') throw new Error(payload.message);
  }

  async until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  /** The first frame that matches, whether it has come already or not. */
  async next(matches: (frame: Frame) => boolean): Promise<Frame> {
    await this.until(() => this.frames.some(matches));
    return this.frames.find(matches)!;
  }

  changes(topic?: string): ChangeData[] {
    return this.frames
      .filter((frame) => frame[3] === 'postgres_changes' && (topic === undefined || frame[2] === `realtime:${topic}`))
      .map((frame) => frame[4].data);
  }

  /** Everything the server had sent until now has arrived when this resolves. */
  async caughtUp(): Promise<void> {
    await pingPong(this.socket);
  }

  close(): void {
    this.socket.terminate();
  }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}

/** The server has dealt with every frame it got before, and every frame it sent before has arrived. */
export async function pingPong(socket: WebSocket): Promise<void> {
  const done = new AbortController();
  const answered = Promise.race([once(socket, 'pong', done), once(socket, 'close', done)]);
  socket.ping();
  await answered;
  done.abort();
}
