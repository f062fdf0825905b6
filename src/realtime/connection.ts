/**
 * The socket's state machine: when it is opened, when it is given up, when it is tried again.
 *
 * The kit decides this itself, not realtime-js: its own reconnect has no jitter, forgets its count at every open, lets
 * a hidden page rejoin with a stale token and does not hear `online`, `resume` or a laptop waking up
 * (supabase-js#2613, #1732; read in phoenix' socket.js). So every opening starts clean: a token first, then the
 * socket, then new channels.
 */
import type { Problem } from '../domain/status.ts';
import type { Clock, Timer } from '../page/clock.ts';
import type { AccessToken } from './access-token.ts';
import { TokenError } from './token-problems.ts';
import { Backoff } from './backoff.ts';
import { LoadError } from './load-failed.ts';
import type { LifecycleEvent, PageLifecycle } from './page-lifecycle.ts';
import type { Transport } from './transport.ts';

/** Why the socket is closed on purpose. */
export type Rest = 'not-started' | 'stopped' | 'hidden' | 'offline';

export type ConnectionState =
  | { readonly name: 'resting'; readonly why: Rest }
  | { readonly name: 'opening' }
  | { readonly name: 'open' }
  | { readonly name: 'waiting'; readonly until: number }
  | { readonly name: 'refused'; readonly problem: Problem };

export interface ConnectionObserver {
  changed(): void;
  /** The socket stands; join. */
  opened(): void;
  /** It is gone, and with it every channel. */
  lost(why: string): void;
  /** A message came that could not be read. */
  garbled(): void;
  /** It stands, but for a time nobody watched it: whatever came meanwhile may have been missed. */
  doubted(why: string): void;
}

/** A try that has not opened by then has failed. */
const OPEN_TIMEOUT = 10_000;
/** A try that follows good news from the server begins within this time. */
const HURRY_WITHIN = 1_000;
/** How often a shown page looks at the clock, and the gap from which on it takes itself to have slept. */
const WATCH_EVERY = 5_000;
const SLEPT_FROM = 15_000;
/** An `offline` event can be wrong (a virtual network card, a server on loopback), so it is doubted this often. */
const OFFLINE_RETRY = 15_000;

export class Connection {
  readonly #transport: Transport;
  readonly #token: AccessToken;
  readonly #lifecycle: PageLifecycle;
  readonly #clock: Clock;
  readonly #pauseWhenHidden: number;
  readonly #observer: ConnectionObserver;
  readonly #backoff: Backoff;
  #state: ConnectionState = { name: 'resting', why: 'not-started' };
  #obstacle: Problem | null = null;
  /** Counts tries, so that what an abandoned one answers late is ignored. */
  #attempt = 0;
  #retry: Timer | undefined;
  #pause: Timer | undefined;
  #watch: Timer | undefined;
  #watchedAt = 0;
  #endLifecycle: (() => void) | undefined;

  constructor(
    transport: Transport,
    token: AccessToken,
    lifecycle: PageLifecycle,
    clock: Clock,
    pauseWhenHidden: number,
    observer: ConnectionObserver,
  ) {
    this.#transport = transport;
    this.#token = token;
    this.#lifecycle = lifecycle;
    this.#clock = clock;
    this.#pauseWhenHidden = pauseWhenHidden;
    this.#observer = observer;
    this.#backoff = new Backoff(clock);
    transport.observe({
      opened: () => this.#opened(),
      lost: (why) => this.#lost(why),
      garbled: () => observer.garbled(),
    });
  }

  /** Tries in a row that did not open the socket, or did not hold it. */
  get failures(): number {
    return this.#backoff.tries;
  }

  /** What the last try failed of, where that is no matter of the network; null after one that got further. */
  get obstacle(): Problem | null {
    return this.#obstacle;
  }

  get state(): ConnectionState {
    return this.#state;
  }

  start(): void {
    if (this.#state.name !== 'resting' && this.#state.name !== 'refused') return;
    this.#endLifecycle ??= this.#lifecycle.observe((event) => this.#lifecycleChanged(event));
    this.#backoff.reset();
    this.#watchClock();
    void this.#try();
  }

  stop(): void {
    this.#endLifecycle?.();
    this.#endLifecycle = undefined;
    this.#clock.clearTimer(this.#watch);
    this.#endPause();
    this.#leave({ name: 'resting', why: 'stopped' }, 'stopped');
  }

  /** Tries now, whatever was planned. */
  retryNow(): void {
    if (this.#state.name === 'resting' && !isPassing(this.#state.why)) return;
    this.#backoff.reset();
    this.#reopen('asked to reconnect');
  }

  /** The server has just answered something else: no need to wait out a long pause. A second's jitter, for it may be many pages' news. */
  hurry(): void {
    if (this.#state.name !== 'waiting' || this.#state.until - this.#clock.now() < HURRY_WITHIN) return;
    const delay = this.#clock.random() * HURRY_WITHIN;
    this.#clock.clearTimer(this.#retry);
    this.#retry = this.#clock.setTimer(() => void this.#try(), delay);
    this.#enter({ name: 'waiting', until: this.#clock.now() + delay });
  }

  /** Nothing more will be tried until a person acts: a wrong key, a token that is refused and cannot be renewed. */
  refuse(problem: Problem): void {
    if (this.#state.name === 'resting' && !isPassing(this.#state.why)) return;
    this.#leave({ name: 'refused', problem }, problem.message);
  }

  async #try(): Promise<void> {
    const attempt = ++this.#attempt;
    this.#clock.clearTimer(this.#retry);
    // From here on, not from the socket's opening: a token or a chunk that never comes is a failed try too.
    this.#retry = this.#clock.setTimer(() => this.#lost('no answer'), OPEN_TIMEOUT);
    if (!this.#lifecycle.visible) this.#planPause();
    this.#enter({ name: 'opening' });
    try {
      const token = await this.#token.get();
      if (attempt !== this.#attempt) return;
      await this.#transport.setToken(token);
      if (attempt !== this.#attempt) return;
      this.#obstacle = null;
    } catch (error) {
      if (attempt !== this.#attempt) return;
      this.#obstacle = error instanceof LoadError ? error.problem : null;
      if (error instanceof TokenError && error.problem.permanent) return this.refuse(error.problem);
      return this.#lost(error instanceof Error ? error.message : String(error));
    }
    this.#transport.open();
  }

  #opened(): void {
    if (this.#state.name !== 'opening') return;
    this.#clock.clearTimer(this.#retry);
    this.#backoff.stands();
    const attempt = this.#attempt;
    this.#enter({ name: 'open' });
    if (attempt === this.#attempt) this.#observer.opened(); // Whoever was told may have ended it at once.
  }

  #lost(why: string): void {
    if (this.#state.name !== 'opening' && this.#state.name !== 'open') return;
    const delay = this.#backoff.next();
    this.#leave({ name: 'waiting', until: this.#clock.now() + delay }, why, delay);
  }

  #reopen(why: string): void {
    this.#leave({ name: 'opening' }, why);
    if (this.#state.name === 'opening') void this.#try();
  }

  /** Ends the present try or connection, whatever it was, for the state that comes next. */
  #leave(next: ConnectionState, why: string, retryAfter = Infinity): void {
    const wasOpen = this.#state.name === 'open';
    this.#attempt++;
    this.#backoff.ended();
    this.#clock.clearTimer(this.#retry);
    this.#state = next;
    // All is in place before anyone is told: a listener may answer with `retryNow()` or `stop()` at once.
    if (retryAfter < Infinity) this.#retry = this.#clock.setTimer(() => void this.#try(), retryAfter);
    if (wasOpen) this.#observer.lost(why);
    void this.#transport.close();
    this.#observer.changed();
  }

  #enter(state: ConnectionState): void {
    this.#state = state;
    this.#observer.changed();
  }

  #lifecycleChanged(event: LifecycleEvent): void {
    const { managed } = this.#transport;
    switch (event) {
      case 'hidden':
        this.#planPause();
        this.#clock.clearTimer(this.#watch);
        return;
      case 'visible':
        this.#endPause();
        this.#watchClock();
        return this.#wake('the page was hidden');
      case 'online':
        return this.#wake('the network came back');
      case 'offline':
        if (!managed || this.#state.name === 'refused' || this.#state.name === 'resting') return;
        return this.#leave({ name: 'resting', why: 'offline' }, 'the network is gone', OFFLINE_RETRY);
      case 'resume':
      case 'restored':
        return this.#wake(event === 'resume' ? 'the page was frozen' : 'the page was restored', true);
      default:
        return; // freeze, leaving: the page may be gone the next instant; whatever is done is done on return.
    }
  }

  /** The page is back: reconnect what rests or waits, doubt what stands; `dead` when the socket cannot have survived. */
  #wake(why: string, dead = false): void {
    const { name } = this.#state;
    if (name === 'refused' || name === 'opening') return;
    if (this.#state.name === 'resting' && !isPassing(this.#state.why)) return;
    if (name === 'open' && !(dead && this.#transport.managed)) return this.#observer.doubted(why);
    this.#backoff.reset();
    this.#reopen(why);
  }

  #planPause(): void {
    if (!this.#transport.managed || this.#pauseWhenHidden === Infinity) return;
    // Planned once, whatever is tried meanwhile; and for a page that was never shown, or tries again while hidden.
    this.#pause ??= this.#clock.setTimer(() => {
      this.#pause = undefined;
      if (this.#state.name !== 'refused') this.#leave({ name: 'resting', why: 'hidden' }, 'the page is hidden');
    }, this.#pauseWhenHidden);
  }

  #endPause(): void {
    this.#clock.clearTimer(this.#pause);
    this.#pause = undefined;
  }

  /** A gap in the clock is a laptop that slept: the socket may look open and be dead (supabase-js#1732). */
  #watchClock(): void {
    this.#clock.clearTimer(this.#watch);
    this.#watchedAt = this.#clock.now();
    if (!this.#lifecycle.visible) return;
    this.#watch = this.#clock.setTimer(() => {
      const slept = this.#clock.now() - this.#watchedAt > WATCH_EVERY + SLEPT_FROM;
      this.#watchClock();
      if (slept) this.#wake('the computer slept', true);
    }, WATCH_EVERY);
  }
}

/** Rests that end by themselves, when the page is shown or the network is back. */
function isPassing(why: Rest): boolean {
  return why === 'hidden' || why === 'offline';
}
