/**
 * The Realtime server: holds the sockets and what they share, and is what the rest of the backend talks to.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Database } from '../database-port.ts';
import { Activity } from './activity.ts';
import { handleBroadcastRequest } from './broadcast-http.ts';
import type { Channel } from './channel.ts';
import type { Clock } from './clock.ts';
import { Connection } from './connection.ts';
import { Faults } from './faults.ts';
import { Feed } from './feed.ts';
import { checkHandshake, refuseHandshake } from './handshake.ts';
import { Messages } from './messages.ts';
import { publicationCheck, type Pace } from './pace.ts';
import { RateLimit } from './rate-limit.ts';
import { Subscriptions } from './subscriptions.ts';
import { Tokens, type TokenKeys } from './tokens.ts';
import { Topics } from './topics.ts';

/** The real server's max_payload_size_in_kb. */
const MAXIMUM_PAYLOAD = 3_000 * 1024;

export class Server {
  readonly database: Database;
  readonly clock: Clock;
  readonly pace: Pace;
  readonly tokens: Tokens;
  readonly activity: Activity;
  readonly topics = new Topics();
  readonly subscriptions: Subscriptions;
  readonly connections = new Set<Connection>();
  readonly faults: Faults;
  private readonly rateLimit: RateLimit;
  private readonly feed: Feed;
  private readonly messages: Messages;
  private readonly sockets = new WebSocketServer({ noServer: true, maxPayload: MAXIMUM_PAYLOAD });
  /** When the first subscription may be in force; null until somebody asks for one. */
  private warmFrom: number | null = null;
  private publicationChanged = false;
  private stopListening: (() => Promise<void>) | undefined;
  private cancelCheck: () => void = () => undefined;

  constructor(database: Database, keys: TokenKeys, clock: Clock, pace: Pace) {
    this.database = database;
    this.clock = clock;
    this.pace = pace;
    this.tokens = new Tokens(keys, clock);
    this.activity = new Activity(clock);
    this.subscriptions = new Subscriptions(database, pace.pollInterval !== null);
    this.rateLimit = new RateLimit(clock, pace.rateLimitPerSecond);
    this.feed = new Feed({ ...this.parts(), rateLimit: this.rateLimit });
    this.messages = new Messages(database, this.topics, this.activity);
    this.faults = new Faults(
      ({ rateLimitPerSecond }) => {
        this.rateLimit.perSecond = rateLimitPerSecond ?? pace.rateLimitPerSecond;
      },
      () => this.connections.forEach((connection) => connection.terminate()),
    );
  }

  async open(): Promise<void> {
    await this.feed.open();
    await this.messages.open();
    this.stopListening = await this.database.listen('realtime_publication', () => {
      this.publicationChanged = true;
    });
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (this.faults.settings.refuseConnections) {
      socket.destroy();
      return;
    }
    // Until the handshake is done nobody else listens, and a client that goes away meanwhile must not end the process.
    const ignore = (): void => undefined;
    socket.on('error', ignore);
    const handshake = checkHandshake(request, this.tokens);
    if ('status' in handshake) {
      const { status, error } = handshake;
      const patience = error === null ? 0 : this.pace.refusedHandshake;
      this.clock.after(patience, () => refuseHandshake(socket, status, error));
      return;
    }
    this.sockets.handleUpgrade(request, socket, head, (webSocket) => {
      socket.off('error', ignore);
      const { version, apiKey, claims } = handshake;
      this.connections.add(new Connection(this, webSocket, version, apiKey, claims));
    });
  }

  handleBroadcast(request: Request): Promise<Response> {
    return this.activity.run(() => handleBroadcastRequest(this, request));
  }

  expireTokens(issuedBefore: number): void {
    this.tokens.expire(issuedBefore);
    for (const channel of this.channels()) channel.closeWhenExpired();
  }

  /** Subscribes a channel to its changes, in its own time: the join has been answered already. */
  subscribeLater(channel: Channel, hasBindings: boolean): void {
    if (!hasBindings) return;
    this.inBackground(async () => {
      const { systemOk, systemDelayMs } = this.faults.settings;
      if (systemOk === 'missing') return;
      await this.warmUp();
      await this.activity.sleep(this.pace.warmSubscribe + (systemOk === 'late' ? systemDelayMs : 0));
      await channel.subscribe();
    });
  }

  inBackground(work: () => Promise<void>): void {
    void this.activity.run(work).catch((error: unknown) => console.error('realtime:', error));
  }

  async close(): Promise<void> {
    this.cancelCheck();
    // 1012, "service restart", is what the real server's sockets close with (transcript k-restart-term).
    await Promise.all([...this.connections].map((connection) => connection.close(1012)));
    await this.activity.settled();
    await this.feed.close();
    await this.messages.close();
    await this.stopListening?.();
    this.sockets.close();
  }

  /** The first subscriber waits until the stream of changes has been set up; those who come meanwhile wait as well. */
  private async warmUp(): Promise<void> {
    if (this.warmFrom === null) {
      this.warmFrom = this.clock.now() + this.pace.coldSubscribe();
      await this.subscriptions.watch();
      this.feed.start();
      this.checkPublicationLater();
    }
    await this.activity.sleep(this.warmFrom - this.clock.now());
  }

  private checkPublicationLater(): void {
    this.cancelCheck = this.clock.after(publicationCheck, () => {
      this.checkPublicationLater();
      if (!this.publicationChanged) return;
      this.publicationChanged = false;
      for (const channel of this.channels()) this.inBackground(() => channel.subscribeAnew());
    });
  }

  private channels(): Channel[] {
    return [...this.connections].flatMap(({ channels }) => [...channels.values()]);
  }

  private parts(): { database: Database; subscriptions: Subscriptions; clock: Clock; pace: Pace; activity: Activity } {
    const { database, subscriptions, clock, pace, activity } = this;
    return { database, subscriptions, clock, pace, activity };
  }
}
