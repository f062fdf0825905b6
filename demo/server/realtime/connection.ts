/**
 * One socket. Like Phoenix' transport process it does one thing at a time, in order of arrival: frames of the client
 * and frames to it stand in one queue, so a join that fails (and sleeps five seconds at the real pace) holds up
 * everything else on the socket (transcript l-bad-join-stalls-socket).
 */
import type { RawData, WebSocket } from 'ws';
import type { Channel } from './channel.ts';
import * as errors from './errors.ts';
import { joinChannel } from './join.ts';
import { idleTimeout } from './pace.ts';
import * as protocol from './protocol.ts';
import type { Server } from './server.ts';
import type { Claims } from './tokens.ts';

type Task = () => void | Promise<void>;

/** How long a frame that was to change places with the next waits for one. */
const REORDER_PATIENCE = 50;

/** How long a client may take to answer that its socket is being closed. */
const CLOSING_PATIENCE = 1_000;

export class Connection {
  readonly server: Server;
  readonly apiKey: string;
  readonly claims: Claims;
  readonly channels = new Map<string, Channel>();
  private readonly socket: WebSocket;
  private readonly version: protocol.Version;
  private readonly mailbox: Task[] = [];
  private isBusy = false;
  private cancelIdle: () => void = () => undefined;
  private heldBack: (() => void) | null = null;
  /** Frames that the fault `delayMs` holds back, in order. */
  private readonly delayed: { readonly due: number; readonly encode: () => string | Buffer }[] = [];

  constructor(server: Server, socket: WebSocket, version: protocol.Version, apiKey: string, claims: Claims) {
    this.server = server;
    this.socket = socket;
    this.version = version;
    this.apiKey = apiKey;
    this.claims = claims;
    socket.on('message', (data, isBinary) => this.receive(data, isBinary));
    socket.on('close', () => this.end());
    // A broken connection is followed by its close; there is nobody left to tell.
    socket.on('error', () => socket.terminate());
    this.expectLife();
  }

  /** Sends a frame after everything that came before it. */
  send(frame: protocol.OutgoingFrame): void {
    this.post(() => this.write(frame));
  }

  sendBroadcast(broadcast: protocol.OutgoingBroadcast): void {
    this.post(() => this.transmit(() => protocol.encodeBroadcast(this.version, broadcast)));
  }

  /** Sends a frame of changes, or what the faults asked for make of it. */
  sendChanges(frame: protocol.OutgoingFrame): void {
    const fate = this.server.faults.fate();
    if (fate === 'drop') return;
    if (fate === 'reorder' && this.heldBack === null) {
      this.heldBack = () => {
        this.heldBack = null;
        this.send(frame);
      };
      const { heldBack } = this;
      this.server.clock.after(REORDER_PATIENCE, () => this.heldBack === heldBack && heldBack());
      return;
    }
    this.send(frame);
    if (fate === 'double') this.send(frame);
    this.heldBack?.();
  }

  /** Answers at once; for use within a task of the mailbox. */
  reply(
    joinReference: string | null,
    reference: string | null,
    topic: string,
    status: 'ok' | 'error',
    response: unknown,
  ): void {
    const payload = JSON.stringify({ status, response });
    this.write({ joinReference, reference, topic, event: 'phx_reply', payload });
  }

  write(frame: protocol.OutgoingFrame): void {
    this.transmit(() => protocol.encodeFrame(this.version, frame));
  }

  /** Resolves when the socket is closed; a client that does not answer is cut off. */
  async close(code: number): Promise<void> {
    const closed = new Promise<void>((resolve) => this.socket.once('close', () => resolve()));
    this.socket.close(code);
    const impatience = setTimeout(() => this.socket.terminate(), CLOSING_PATIENCE);
    await closed;
    clearTimeout(impatience);
  }

  terminate(): void {
    this.socket.terminate();
  }

  private receive(data: RawData, isBinary: boolean): void {
    this.expectLife();
    if (this.server.faults.settings.mute) return;
    const bytes = Buffer.isBuffer(data) ? data : Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
    const frame = isBinary ? protocol.decodeBinary(bytes) : protocol.decodeText(this.version, bytes.toString('utf8'));
    if (frame) this.post(() => this.handle(frame));
  }

  private handle(frame: protocol.IncomingFrame): void | Promise<void> {
    const { joinReference, reference, topic, event } = frame;
    if (topic === 'phoenix') {
      if (event === 'heartbeat') this.reply(null, reference, topic, 'ok', {});
      return;
    }
    if (event === 'phx_join') return this.server.activity.run(async () => joinChannel(this, frame));
    const channel = this.channels.get(topic);
    // A leave of an earlier join, sent late: Phoenix neither answers it nor ends the present one (phoenix, socket.ex).
    if (event === 'phx_leave' && channel && joinReference !== null && joinReference !== channel.joinReference) return;
    if (event === 'phx_leave') {
      this.reply(joinReference, reference, topic, 'ok', {});
      channel?.close();
    } else if (channel) {
      channel.handle(frame);
    } else {
      this.reply(null, reference, topic, 'error', { reason: errors.unmatchedTopic });
    }
  }

  private post(task: Task): void {
    this.mailbox.push(task);
    if (!this.isBusy) void this.work();
  }

  private async work(): Promise<void> {
    this.isBusy = true;
    for (let task = this.mailbox.shift(); task; task = this.mailbox.shift()) {
      const pending = task();
      if (pending) await pending.catch((error: unknown) => this.fail(error));
    }
    this.isBusy = false;
  }

  private fail(error: unknown): void {
    console.error('realtime: a socket is closed because of an error:', error);
    this.socket.close(1011);
  }

  private transmit(encode: () => string | Buffer): void {
    const { mute, delayMs } = this.server.faults.settings;
    if (mute || this.socket.readyState !== this.socket.OPEN) return;
    const last = this.delayed.at(-1);
    // What is sent after the delay has ended waits for what it still holds back: one socket keeps its order.
    const due = Math.max(last?.due ?? 0, this.server.clock.now() + delayMs);
    if (delayMs === 0 && last === undefined) return this.socket.send(encode());
    this.delayed.push({ due, encode });
    this.server.clock.after(due - this.server.clock.now(), () => this.sendDue());
  }

  private sendDue(): void {
    while (this.delayed[0] !== undefined && this.delayed[0].due <= this.server.clock.now()) {
      const { encode } = this.delayed.shift()!;
      if (this.socket.readyState === this.socket.OPEN) this.socket.send(encode());
    }
    // A timer may ring a moment early.
    if (this.delayed[0] !== undefined) this.server.clock.after(1, () => this.sendDue());
  }

  private expectLife(): void {
    this.cancelIdle();
    this.cancelIdle = this.server.clock.after(idleTimeout, () => this.socket.close(1000));
  }

  private end(): void {
    this.cancelIdle();
    this.mailbox.length = 0;
    for (const channel of this.channels.values()) channel.end();
    this.channels.clear();
    this.server.connections.delete(this);
  }
}
