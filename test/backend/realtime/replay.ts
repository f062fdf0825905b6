/**
 * Plays a recorded scenario against our server: the client's frames and the SQL as they were, in their order and at
 * their times on a clock that jumps, and keeps what the server answers.
 */
import { once } from 'node:events';
import WebSocket from 'ws';
import { VirtualClock } from '../../../demo/server/realtime/clock.ts';
import type { TestDatabase } from './database.ts';
import { keys, startEndpoint, type Endpoint } from './endpoint.ts';
import { pingPong } from './socket-client.ts';
import { tokenNamed } from './recorded-tokens.ts';
import { requestUpgrade } from './upgrade-request.ts';
import type { Entry } from './transcript.ts';

export interface Received {
  data: string | Buffer;
  at: number;
}

interface Client {
  socket: WebSocket;
  received: Received[];
  closed: { code: number } | null;
  failure: string | null;
}

export interface ReplayOptions {
  /** The first subscription waits, as on a server that was just started. */
  isCold?: boolean;
  /** Sockets the recorded client cut or left without saying so in a frame. */
  abandoned?: Record<string, 'terminate' | 'close'>;
  /** What the database held from before. */
  setup?: string;
  /** Statements the recording shortened, whole. */
  statements?: Record<string, string>;
  /** The recording ended in the middle of things: nothing is to be awaited after it. */
  endsAbruptly?: boolean;
  /** How long ago the server's first subscription was: the phase of its check of the publication. */
  startedBefore?: number;
}

/** How much later than recorded a frame may come before its absence is taken for an answer. */
const PATIENCE = 12_000;

export class Replay {
  readonly clients = new Map<string, Client>();
  /** What came of each recorded HTTP request. */
  readonly responses: { path: string; status: number; body: string }[] = [];
  readonly sqlErrors: string[] = [];
  private readonly database: TestDatabase;
  private readonly entries: Entry[];
  private readonly options: ReplayOptions;
  private readonly clock = new VirtualClock(Date.parse('2026-11-22T10:00:00Z'));
  private readonly tokens = new Map<string, string>();
  private readonly expected = new Map<string, number>();
  private start = 0;
  private endpoint: Endpoint | null = null;
  private port = 0;
  private frozen: (() => Promise<void>)[] | null = null;

  constructor(database: TestDatabase, entries: Entry[], options: ReplayOptions = {}) {
    this.database = database;
    this.entries = entries;
    this.options = options;
  }

  async run(): Promise<void> {
    if (this.options.setup) await this.database.exec(this.options.setup);
    await this.startServer();
    if (!this.options.isCold) await this.warmUp();
    await this.advance(this.clock.now() + (this.options.startedBefore ?? 0));
    this.start = this.clock.now();
    for (const [index, entry] of this.entries.entries()) {
      if (entry.dir === 'in') {
        this.expected.set(entry.sock!, (this.expected.get(entry.sock!) ?? 0) + 1);
        continue;
      }
      await this.advance(this.start + entry.t);
      await this.awaitExpected();
      const outcome = this.entries.slice(index + 1).find(({ sock, dir }) => dir === 'evt' && sock === entry.sock);
      await this.play(entry, outcome);
    }
    if (!this.options.endsAbruptly) await this.advance(this.clock.now() + 2_000);
    await this.flush();
    for (const { socket } of this.clients.values()) socket.terminate();
    await this.endpoint?.close();
  }

  private async play(entry: Entry, next: Entry | undefined): Promise<void> {
    if (entry.dir === 'sql') await this.execute(entry);
    else if (entry.dir === 'http') await this.handshake(entry);
    else if (entry.dir === 'note') await this.obey(entry.text!);
    else if (this.frozen) this.frozen.push(() => this.playSocket(entry, next));
    else await this.playSocket(entry, next);
  }

  private async playSocket(entry: Entry, next: Entry | undefined): Promise<void> {
    const name = entry.sock!;
    const client = this.clients.get(name);
    if (entry.dir === 'out') {
      const text = entry.raw === undefined ? Buffer.from(entry.binary_base64!, 'base64') : this.withTokens(entry.raw);
      client!.socket.send(text);
      await this.flush();
    } else if (entry.ev === 'connecting') {
      await this.connect(name, entry.url!, next);
    } else if (entry.ev === 'close' && client && client.closed === null) {
      await this.end(name, client, entry.code!);
    }
  }

  private async connect(name: string, url: string, next: Entry | undefined): Promise<void> {
    // The recorded server took seconds to start; ours is up at once.
    if (!this.endpoint || next?.message?.includes('ECONNREFUSED')) return;
    const path = this.withTokens(url.slice('ws://'.length).replace(/^[^/]*/, ''));
    const arrived = once(this.endpoint.server, 'upgrade');
    const socket = new WebSocket(`ws://127.0.0.1:${this.port}${path}`);
    const client: Client = { socket, received: [], closed: null, failure: null };
    this.clients.set(name, client);
    socket.on('message', (data: Buffer, isBinary) => {
      client.received.push({ data: isBinary ? data : data.toString('utf8'), at: this.clock.now() - this.start });
    });
    socket.on('close', (code) => (client.closed = { code }));
    socket.on('error', ({ message }) => (client.failure = message));
    await arrived;
    if (next?.ev !== 'error') await once(socket, 'open');
  }

  /** A close nobody announced is the client's own; others are the server's and must come from it. */
  private async end(name: string, client: Client, code: number): Promise<void> {
    const manner = this.options.abandoned?.[name] ?? (code === 1005 ? 'close' : 'server');
    if (manner === 'terminate') client.socket.terminate();
    else if (manner === 'close') client.socket.close();
    if (manner !== 'server') await once(client.socket, 'close');
    await this.flush();
  }

  private async execute({ sql, error }: Entry): Promise<void> {
    if (error !== undefined) return;
    try {
      await this.database.exec(this.wholeStatement(sql!));
    } catch (failure) {
      this.sqlErrors.push((failure as Error).message);
    }
    await this.flush();
  }

  private wholeStatement(sql: string): string {
    if (!sql.endsWith('…')) return sql;
    const whole = Object.entries(this.options.statements ?? {}).find(([beginning]) => sql.startsWith(beginning));
    if (!whole) throw new Error(`The recording shortened a statement that is not given whole: ${sql}`);
    return whole[1];
  }

  private async handshake({ path }: Entry): Promise<void> {
    const arrived = once(this.endpoint!.server, 'upgrade');
    const answered = requestUpgrade(`http://127.0.0.1:${this.port}${this.withTokens(path!)}`);
    await arrived;
    await this.advance(this.clock.now() + 2_000);
    this.responses.push({ path: path!, ...(await answered) });
  }

  /** What the recorded scenario did besides frames and SQL. */
  private async obey(note: string): Promise<void> {
    if (note.startsWith('kill -')) {
      const { endpoint } = this;
      this.endpoint = null;
      await (note.includes('KILL') ? endpoint!.kill() : endpoint!.close());
    } else if (note === 'start server') await this.startServer(this.port);
    else if (note.startsWith('SIGSTOP')) this.frozen = [];
    else if (note === 'SIGCONT') await this.thaw();
    else if (note === 'httpSend') await this.post('/room/events/via-http', { k: 1 });
    else if (note === 'REST /api/broadcast')
      await this.post('', { messages: [{ topic: 'room', event: 'rest', payload: { k: 2 } }] });
  }

  private async thaw(): Promise<void> {
    const waiting = this.frozen!;
    this.frozen = null;
    for (const action of waiting) await action();
  }

  private async post(path: string, body: unknown): Promise<void> {
    const response = await fetch(`http://127.0.0.1:${this.port}/realtime/v1/api/broadcast${path}`, {
      method: 'POST',
      headers: { apikey: this.withTokens('<JWT anon>'), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    this.responses.push({ path: `POST ${path}`, status: response.status, body: await response.text() });
    await this.flush();
  }

  private async startServer(port = 0): Promise<void> {
    let seed = 1;
    const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    this.endpoint = await startEndpoint(this.database, { clock: this.clock, pace: 'real', random }, port);
    this.port = Number(new URL(this.endpoint.url).port);
  }

  private async warmUp(): Promise<void> {
    const socket = new WebSocket(`ws://127.0.0.1:${this.port}/?vsn=2.0.0&apikey=${keys.anonKey}`);
    await once(socket, 'open');
    const bindings = [{ event: '*', schema: 'public', table: 'moods' }];
    socket.send(JSON.stringify(['1', '1', 'realtime:warm', 'phx_join', { config: { postgres_changes: bindings } }]));
    await this.flush([socket]);
    await this.advance(this.clock.now() + 3_000);
    socket.close();
    await once(socket, 'close');
    await this.endpoint!.realtime.settled();
  }

  private async awaitExpected(): Promise<void> {
    await this.flush();
    const deadline = this.clock.now() + PATIENCE;
    while (this.isMissing() && this.clock.now() < deadline) {
      await this.advance(this.clock.now() + 50);
      await this.flush();
    }
  }

  private isMissing(): boolean {
    return [...this.expected].some(([name, count]) => (this.clients.get(name)?.received.length ?? 0) < count);
  }

  private advance(until: number): Promise<void> {
    return this.clock.advanceTo(until, async () => this.endpoint?.realtime.settled());
  }

  /** Waits until what the clients sent has been dealt with and what the server answered has arrived. */
  private async flush(sockets = [...this.clients.values()].map(({ socket }) => socket)): Promise<void> {
    for (let round = 0; round < 2; round++) {
      await Promise.all(sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).map(pingPong));
      await this.endpoint?.realtime.settled();
    }
    await Promise.all(sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).map(pingPong));
  }

  private withTokens(text: string): string {
    // The database keeps the time of the machine, not of the recording.
    const recent = text.replace(/"since":\d+/, `"since":${Date.now() - 600_000}`);
    return recent.replace(/<JWT ([^>]+)>/g, (_, name: string) => {
      const token = this.tokens.get(name) ?? tokenNamed(name, this.clock.now());
      this.tokens.set(name, token);
      return token;
    });
  }
}
