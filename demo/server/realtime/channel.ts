/**
 * One joined topic on one socket: its subscriptions to changes, its token and the end of it, broadcasts and presence.
 */
import type { Connection } from './connection.ts';
import * as errors from './errors.ts';
import { FilterSyntaxError } from './filters.ts';
import type { IncomingFrame, OutgoingBroadcast } from './protocol.ts';
import { SubscriptionError, type Action, type Binding, type Subscriber } from './subscriptions.ts';
import type { Participant } from './topics.ts';
import type { TopicPolicies } from './topic-policies.ts';
import { pushMessage, type Claims, type Refusal } from './tokens.ts';

export interface ChannelOptions {
  connection: Connection;
  joinReference: string;
  /** As on the wire: `realtime:…`. */
  topic: string;
  isPrivate: boolean;
  policies: TopicPolicies;
  bindings: Binding[];
  /** The join had no `config`: changes are sent the way the first version of Realtime did. */
  isOldApi: boolean;
  broadcastsToItself: boolean;
  acknowledges: boolean;
  presenceKey: string;
  presenceEnabled: boolean;
  token: string | null;
  claims: Claims;
}

export class Channel implements Subscriber, Participant {
  readonly presenceEnabled: boolean;
  /** The topic without `realtime:`. */
  readonly name: string;
  private readonly options: ChannelOptions;
  private claims: Claims;
  private token: string | null;
  private isOpen = true;
  private isSubscribed = false;
  private cancelExpiry: () => void = () => undefined;

  constructor(options: ChannelOptions) {
    this.options = options;
    this.name = options.topic.slice('realtime:'.length);
    this.presenceEnabled = options.presenceEnabled && options.policies.presence.read;
    this.claims = options.claims;
    this.token = options.token;
    this.awaitExpiry();
  }

  get joinReference(): string {
    return this.options.joinReference;
  }

  deliver(type: Action, data: string, ids: number[]): void {
    const { topic, isOldApi } = this.options;
    const frame = isOldApi
      ? { event: type, payload: data }
      : { event: 'postgres_changes', payload: `{"data":${data},"ids":[${ids.join(',')}]}` };
    this.options.connection.sendChanges({ joinReference: null, reference: null, topic, ...frame });
  }

  pushBroadcast(broadcast: OutgoingBroadcast): void {
    this.options.connection.sendBroadcast(broadcast);
  }

  push(event: string, payload: string, joinReference: string | null = null): void {
    this.options.connection.send({ joinReference, reference: null, topic: this.options.topic, event, payload });
  }

  /** A push on this channel, after the join. */
  handle(frame: IncomingFrame): void {
    if (frame.event === 'access_token') this.changeToken(frame.payload as { access_token?: unknown });
    else if (frame.event === 'broadcast') this.broadcast(frame);
    else if (frame.event === 'presence') this.changePresence(frame);
  }

  /** Puts the subscriptions in force, under the claims the channel now has, and says so. */
  async subscribe(): Promise<void> {
    const { bindings } = this.options;
    if (bindings.length === 0) return;
    const { server } = this.options.connection;
    try {
      await server.subscriptions.subscribe(this, bindings, this.claims, () => this.isOpen);
    } catch (error) {
      if (!(error instanceof SubscriptionError || error instanceof FilterSyntaxError)) throw error;
      this.pushSystem('error', 'postgres_changes', error.message);
      return;
    }
    this.isSubscribed = true;
    if (this.isOpen) this.pushSystem('ok', 'postgres_changes', errors.subscribed);
  }

  /** What SQL sends will reach this channel: here always, for there is no connection that has yet to come. */
  replicationReady(): void {
    this.pushSystem('ok', 'system', errors.replicationReady);
  }

  /** After a change of the publication; a channel whose subscription failed is not tried again (transcript e-errors). */
  async subscribeAnew(): Promise<void> {
    if (this.isOpen && this.isSubscribed) await this.subscribe();
  }

  closeWhenExpired(): void {
    const { tokens } = this.options.connection.server;
    if (this.token === null || this.token === this.options.connection.apiKey || !tokens.isExpired(this.claims)) return;
    const verification = tokens.verify(this.token);
    if ('refusal' in verification) this.refuse(verification.refusal);
  }

  /** Ends the channel and tells the client. */
  close(): void {
    if (!this.isOpen) return;
    const { connection, topic, joinReference } = this.options;
    if (connection.channels.get(topic) === this) connection.channels.delete(topic);
    this.end();
    connection.send({ joinReference, reference: joinReference, topic, event: 'phx_close', payload: '{}' });
  }

  /** Ends the channel when there is nobody left to tell. */
  end(): void {
    this.isOpen = false;
    this.cancelExpiry();
    const { server } = this.options.connection;
    server.topics.leave(this.name, this.options.isPrivate, this);
    server.inBackground(() => server.subscriptions.unsubscribe(this));
  }

  private changeToken({ access_token: token }: { access_token?: unknown }): void {
    const { connection } = this.options;
    const { server } = connection;
    // An opaque key is no access token: the real server goes on with the claims it has.
    if (typeof token !== 'string' || token === this.token || token.startsWith('sb_')) return;
    const verification = token === connection.apiKey ? server.tokens.verifyKey(token) : server.tokens.verify(token);
    if ('refusal' in verification) {
      this.refuse(verification.refusal);
      return;
    }
    this.token = token;
    this.claims = verification.claims;
    this.awaitExpiry();
    // Until then the old claims decide what is sent (transcript f2-auth-token-awaited).
    server.inBackground(async () => {
      await server.activity.sleep(server.pace.resubscribe());
      if (this.isOpen && this.token === token) await this.subscribe();
    });
  }

  private refuse(refusal: Refusal): void {
    this.pushSystem('error', 'system', pushMessage(refusal));
    this.close();
  }

  private awaitExpiry(): void {
    this.cancelExpiry();
    const { clock } = this.options.connection.server;
    const rest = this.claims.exp * 1000 - clock.now();
    this.cancelExpiry = clock.after(rest, () => {
      if (this.claims.exp * 1000 > clock.now()) this.awaitExpiry();
      else this.refuse({ kind: 'expired', secondsAgo: Math.floor(clock.now() / 1000) - this.claims.exp });
    });
  }

  private broadcast({ payload, reference, broadcast }: IncomingFrame): void {
    const { isPrivate, policies, broadcastsToItself, acknowledges } = this.options;
    if (!policies.broadcast.write) return;
    const { topics } = this.options.connection.server;
    const except = broadcastsToItself ? undefined : this;
    if (broadcast) topics.broadcast(this.name, isPrivate, broadcast, except);
    else topics.broadcastText(this.name, isPrivate, JSON.stringify(payload), except);
    if (acknowledges) this.acknowledge(reference);
  }

  private changePresence({ payload, reference }: IncomingFrame): void {
    const { isPrivate, policies, presenceKey } = this.options;
    if (!policies.presence.write) return;
    const { topics } = this.options.connection.server;
    const { event, payload: meta } = payload as { event?: unknown; payload?: unknown };
    this.acknowledge(reference);
    if (event === 'track')
      topics.track(this.name, isPrivate, this, presenceKey, (meta ?? {}) as Record<string, unknown>);
    else if (event === 'untrack') topics.untrack(this.name, isPrivate, this);
  }

  private acknowledge(reference: string | null): void {
    const { connection, topic, joinReference } = this.options;
    const payload = '{"status":"ok","response":{}}';
    connection.send({ joinReference, reference, topic, event: 'phx_reply', payload });
  }

  private pushSystem(status: 'ok' | 'error', extension: 'postgres_changes' | 'system', message: string): void {
    const payload = JSON.stringify({ message, status, extension, channel: this.name });
    this.push('system', payload, this.options.joinReference);
  }
}
