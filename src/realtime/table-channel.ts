/**
 * The channel of one table: joined when the socket stands, made anew when the server ends it, given up when a person
 * is needed. Shared by everyone who leases it.
 *
 * A join that was accepted is not a stream that flows. Between the reply and the system message "Subscribed to
 * PostgreSQL" lie 3 ms to 2.7 s in which changes are lost, and a table that cannot be subscribed to replies `ok` all
 * the same (transcripts a-basic-changes, k-restart-kill, e-errors). A broadcast's does flow with the join: there is no
 * subscription behind it, and who may not hear it is refused at once (transcript h-broadcast-presence).
 */
import type { Problem } from '../domain/status.ts';
import type { Clock, Timer } from '../page/clock.ts';
import type { AccessToken } from './access-token.ts';
import { Backoff } from './backoff.ts';
import { broadcastTopic } from './broadcast.ts';
import type { Refusal } from './server-errors.ts';
import { judgeRefusal } from './server-errors.ts';
import type { ChangePayload, SystemMessage, TableBinding, Transport } from './transport.ts';

/** `down`: not joined, for now. `refused`: not joined until a person acts. */
export type ChannelState = 'down' | 'joining' | 'joined' | 'flowing' | 'refused';

export interface TableChannelObserver {
  /** Called as it is, without the observer. */
  readonly change: (payload: ChangePayload) => void;
  /** From here on changes flow ("Subscribed to PostgreSQL"); any before may be lost. It comes again after a gap. */
  flowing(): void;
  /** Joined, and the mark has not come in time: it may have been lost, so a read is due all the same. */
  unmarked(): void;
  interrupted(why: string): void;
  refused(problem: Problem): void;
  /** The token is refused and there is no better one. */
  tokenRefused(problem: Problem): void;
  stateChanged(): void;
}

/** The system message comes 1.2 to 2.7 s after a join on a cold server; a read is due when it is later than this. */
const MARK_EXPECTED = 3_000;
/** No system message at all by then: the subscription never came to be on the server (realtime#1871). */
const MARK_OVERDUE = 20_000;
/** A table that is not published may be published again: against a real server joins were seen to fall into such a moment. */
const UNPUBLISHED_RETRY = 60_000;
/** After so many refused tokens the next one will be refused too. Each refusal stalls the socket for 5 s. */
const TOKENS_TRIED = 3;

let instances = 0;

export class TableChannel {
  readonly binding: TableBinding;
  readonly #transport: Transport;
  readonly #token: AccessToken;
  readonly #clock: Clock;
  readonly #observer: TableChannelObserver;
  readonly #backoff: Backoff;
  #state: ChannelState = 'down';
  #problem: Problem | null = null;
  #leave: (() => void) | undefined;
  #retry: Timer | undefined;
  #mark: Timer | undefined;
  /** What the server said against the token just before it closed the channel. */
  #tokenRefusal: Refusal | undefined;
  /** The token that the present join speaks with. */
  #joinedWith: string | null = null;
  /** Refused tokens in a row: a source may give ever new ones that are all refused. */
  #tokensRefused = 0;
  /** Counts joins and drops, so that what was awaited meanwhile is known to be out of date. */
  #generation = 0;
  #flowedOnce = false;

  constructor(
    binding: TableBinding,
    transport: Transport,
    token: AccessToken,
    clock: Clock,
    observer: TableChannelObserver,
  ) {
    this.binding = binding;
    this.#transport = transport;
    this.#token = token;
    this.#clock = clock;
    this.#observer = observer;
    // A failing join makes the server stall the whole socket for 5 s (transcript l-bad-join-stalls-socket), so even a
    // passing failure is not tried again at once.
    this.#backoff = new Backoff(clock, { base: 2_000, cap: 60_000, floor: 500 });
  }

  get state(): ChannelState {
    return this.#state;
  }

  /** Why a person is needed; it stands until changes flow or the socket is opened anew, also while a retry is made. */
  get problem(): Problem | null {
    return this.#problem;
  }

  /** True once changes have flowed: from then on a channel that does not flow has lost something. */
  get flowedOnce(): boolean {
    return this.#flowedOnce;
  }

  join(): void {
    this.#forget();
    this.#joinedWith = this.#token.current;
    this.#enter('joining');
    const { schema, table, broadcast } = this.binding;
    // A topic of its own for every join: realtime-js hands back the old channel object for a topic it knows.
    const topic = broadcast
      ? broadcastTopic(this.binding, this.#joinedWith)
      : `livetags:${schema}:${table}:${++instances}`;
    this.#leave = this.#transport.join(topic, this.binding, {
      joined: () => this.#joined(),
      failed: (message) => this.#failed(message),
      closed: () => void this.#closed(),
      system: (message) => this.#system(message),
      change: this.#observer.change,
    });
  }

  /** The socket is gone, or nobody needs the table any more. */
  drop(why: string): void {
    this.#problem = null;
    this.#leaveFor('down', why);
  }

  #leaveFor(state: ChannelState, why: string): void {
    const stood = this.#state === 'flowing' || this.#state === 'joined';
    this.#forget();
    this.#enter(state);
    if (stood) this.#observer.interrupted(why);
  }

  #joined(): void {
    if (this.binding.broadcast) return this.#flows();
    this.#enter('joined');
    this.#clock.clearTimer(this.#mark);
    this.#mark = this.#clock.setTimer(() => {
      this.#mark = this.#clock.setTimer(() => this.#again('no word from the database'), MARK_OVERDUE - MARK_EXPECTED);
      this.#observer.unmarked();
    }, MARK_EXPECTED);
  }

  #system(message: SystemMessage): void {
    if (message.status === 'ok') {
      if (message.extension === (this.binding.broadcast ? 'system' : 'postgres_changes')) this.#flows();
      return;
    }
    const refusal = judgeRefusal(message.message, this.binding.table);
    if (refusal.kind === 'token')
      this.#tokenRefusal = refusal; // The server closes the channel right after.
    else this.#refused(refusal);
  }

  #flows(): void {
    this.#clock.clearTimer(this.#mark);
    this.#backoff.stands();
    this.#flowedOnce = true;
    this.#problem = null;
    this.#tokensRefused = 0;
    this.#enter('flowing');
    this.#observer.flowing();
  }

  #failed(message: string): void {
    if (!this.#transport.isOpen) {
      // The whole socket dropped, which is no failure of this channel. On ours, the connection says so next; on a
      // client handed over, realtime-js joins again by itself when the socket is back.
      const stood = this.#state === 'flowing' || this.#state === 'joined';
      this.#clock.clearTimer(this.#mark);
      this.#backoff.ended();
      this.#enter('down');
      if (stood) this.#observer.interrupted(message);
      return;
    }
    const refusal = judgeRefusal(message, this.binding.table);
    if (refusal.kind === 'token') void this.#withBetterToken(refusal);
    else this.#refused(refusal);
  }

  /** The server ended the channel. realtime-js does not come back from that by itself. */
  async #closed(): Promise<void> {
    if (this.#tokenRefusal !== undefined) return this.#withBetterToken(this.#tokenRefusal);
    this.#again('the server closed the channel');
  }

  #refused(refusal: Refusal): void {
    if (refusal.kind !== 'permanent')
      return this.#again(refusal.problem.message, refusal.kind === 'slow-down' ? 30_000 : 0);
    this.#problem = refusal.problem;
    this.#leaveFor('refused', refusal.problem.message);
    if (refusal.problem.code === 'not-published') {
      this.#retry = this.#clock.setTimer(() => this.join(), UNPUBLISHED_RETRY * (0.75 + this.#clock.random() / 2));
    }
    this.#observer.refused(refusal.problem);
  }

  async #withBetterToken(refusal: Refusal): Promise<void> {
    const refused = this.#joinedWith;
    this.#leaveFor('down', refusal.problem.message);
    if (!this.#transport.managed) return this.#again(refusal.problem.message);
    const generation = this.#generation;
    const renewal = await this.#token.renewRefused(refused);
    if (generation !== this.#generation) return; // Dropped, or joined anew, meanwhile.
    if (renewal === 'renewed') this.#tokensRefused++;
    const hopeless = renewal === 'none' || this.#tokensRefused >= TOKENS_TRIED;
    if (hopeless) this.#observer.tokenRefused(refusal.problem);
    else this.#again(refusal.problem.message);
  }

  #again(why: string, atLeast = 0): void {
    this.#leaveFor('down', why);
    this.#retry = this.#clock.setTimer(() => this.join(), Math.max(atLeast, this.#backoff.next()));
  }

  #forget(): void {
    this.#generation++;
    this.#backoff.ended();
    for (const timer of [this.#retry, this.#mark]) this.#clock.clearTimer(timer);
    this.#retry = this.#mark = undefined;
    this.#tokenRefusal = undefined;
    const leave = this.#leave;
    this.#leave = undefined;
    leave?.();
  }

  #enter(state: ChannelState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#observer.stateChanged();
  }
}
