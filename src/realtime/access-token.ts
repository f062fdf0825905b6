/**
 * The access token of one provider: fetched once for everyone, renewed ahead of its end, and watched for a change of
 * identity, which makes every row on the page somebody else's.
 */
import type { Problem } from '../domain/status.ts';
import type { Clock, Timer } from '../page/clock.ts';
import { alwaysVisible, type LifecycleEvent, type PageLifecycle } from './page-lifecycle.ts';
import { partnerOf, readClaims } from './token-claims.ts';
import { TokenLife } from './token-life.ts';
import { isToken, notAToken, NotNow, TokenError, unavailable } from './token-problems.ts';
import { TokenRequest, type TokenAnswer } from './token-request.ts';

/** A token whose source says how long it lasts. */
export interface TokenGift {
  readonly token: string;
  /** Milliseconds from its arrival. */
  readonly lasts: number | null;
}

/** Where tokens come from. */
export interface TokenSource {
  /** Null: no user, the API key speaks for itself. Rejects when a token was due and could not be had. */
  fetch(): Promise<string | TokenGift | null>;
  /** True when another `fetch` may bring another token: a function, an endpoint, a session. False for a fixed one. */
  readonly renewable: boolean;
}

export interface AccessTokenObserver {
  /** The token changed; `identityChanged` when it speaks for somebody else. */
  changed(token: string | null, identityChanged: boolean): void;
  /** A token was due and could not be had, or there is no newer one than a refused one. */
  failed(problem: Problem): void;
}

/** What came of a refused token: another one, none for the moment, or none that a retry could bring. */
export type Renewal = 'renewed' | 'later' | 'none';

/**
 * Waits before a source that may have another token is asked again for one, having given the refused one once more:
 * a page's own cache goes by the page's clock, and lets go of a token a little later than the server.
 */
const PATIENCE = [2_000, 4_000, 8_000];
/** The least time between two renewals of refused tokens: what refuses one that was just made may have passed by then. */
const PAUSE_BETWEEN_REFUSALS = 1_000;

/** Milliseconds before the end at which a token is renewed, and at most this share of its life. */
const RENEW_AHEAD = 60_000;
const RENEW_SHARE = 0.2;
/** Nobody is waited for longer, whatever it asks. */
const LONGEST_WAIT = 600_000;

/** After these, requests that were under way may have ended without a word, as those of a frozen page do. */
const returns: ReadonlySet<LifecycleEvent> = new Set(['visible', 'resume', 'restored', 'online']);

export class AccessToken {
  readonly #clock: Clock;
  readonly #endLifecycle: () => void;
  readonly #observers = new Set<AccessTokenObserver>();
  #source: TokenSource;
  #token: string | null = null;
  #identity: string | undefined;
  #fetching: Promise<string | null> | undefined;
  #generation = 0;
  #closed = false;
  #insisting: Promise<Renewal> | undefined;
  /** When a token was refused last that had to be renewed. */
  #refusedAt = -Infinity;
  #patience: Timer | undefined;
  #wake: () => void = () => undefined;
  #request: TokenRequest | undefined;
  #timer: Timer | undefined;
  /** Fetches in a row that brought nothing new. */
  #retries = 0;
  readonly #life = new TokenLife();
  /** Until when the source asked to be left alone, and with what words it did. */
  #notBefore = -Infinity;
  #notNow: TokenError | undefined;

  constructor(source: TokenSource, clock: Clock, lifecycle: PageLifecycle = alwaysVisible) {
    this.#source = source;
    this.#clock = clock;
    this.#endLifecycle = lifecycle.observe((event) => {
      if (returns.has(event)) this.#request?.askAgain();
    });
  }

  observe(observer: AccessTokenObserver): () => void {
    this.#observers.add(observer);
    return () => this.#observers.delete(observer);
  }

  /** The token to use now: the one at hand while it lasts, else a new one. Rejects with `TokenError`. */
  async get(): Promise<string | null> {
    const known = this.#identity !== undefined;
    return known && !this.#expired() ? this.#token : this.renew();
  }

  /** Fetches a new token; one fetch at a time, whoever asks. Rejects with `TokenError`. */
  renew(): Promise<string | null> {
    if (this.#fetching !== undefined) return this.#fetching;
    if (this.#notNow !== undefined && this.#clock.now() < this.#notBefore) return Promise.reject(this.#notNow);
    const fetching = this.#fetch(this.#generation).finally(() => {
      if (this.#fetching === fetching) this.#fetching = undefined;
    });
    return (this.#fetching = fetching);
  }

  /** The token at hand, whatever it is worth; null before the first was fetched. */
  get current(): string | null {
    return this.#token;
  }

  /**
   * The server refused `refused`. All channels and reads of a page are refused at once and every one of them asks here,
   * so there may be another one already, or on its way.
   */
  async renewRefused(refused: string | null): Promise<Renewal> {
    if (this.#token !== refused) return 'renewed';
    this.#insisting ??= this.#insist(refused).finally(() => (this.#insisting = undefined));
    return this.#insisting;
  }

  async #insist(refused: string | null): Promise<Renewal> {
    const sinceLast = this.#clock.now() - this.#refusedAt;
    this.#refusedAt = this.#clock.now();
    const pause = sinceLast >= 0 && sinceLast < PAUSE_BETWEEN_REFUSALS ? PAUSE_BETWEEN_REFUSALS : 0;
    for (const wait of this.#source.renewable ? [pause, ...PATIENCE] : [0]) {
      if (wait > 0) await this.#sleep(wait);
      if (this.#closed) return 'none';
      if (this.#token !== refused) return 'renewed';
      try {
        await this.renew();
      } catch (error) {
        return error instanceof TokenError && error.problem.permanent ? 'none' : 'later'; // Observers were told.
      }
      if (this.#token !== refused) return 'renewed';
    }
    return 'none';
  }

  /** Another source from now on: the page signed in, out, or as somebody else. */
  async replace(source: TokenSource): Promise<void> {
    this.#source = source;
    this.#generation++;
    this.#fetching = undefined;
    this.#notNow = undefined;
    await this.renew().catch(() => undefined); // Observers were told by `#fetch`.
  }

  close(): void {
    this.#closed = true;
    this.#endLifecycle();
    this.#generation++;
    this.#clock.clearTimer(this.#timer);
    this.#clock.clearTimer(this.#patience);
    this.#wake();
    this.#observers.clear();
  }

  async #fetch(generation: number): Promise<string | null> {
    try {
      const request: TokenRequest = new TokenRequest(this.#source, this.#clock, (later) => {
        if (this.#request === request && generation === this.#generation && isToken(later.token)) this.#accept(later);
      });
      this.#request = request;
      const answer = await request.answer;
      const { token } = answer;
      if (generation !== this.#generation) return this.#closed ? null : this.get();
      if (!isToken(token)) throw new TokenError(notAToken(token));
      this.#accept(answer);
      return token;
    } catch (error) {
      if (generation !== this.#generation) return this.#closed ? null : this.get();
      const problem = error instanceof TokenError ? error.problem : unavailable(error);
      this.#observers.forEach((observer) => observer.failed(problem));
      const thrown = error instanceof TokenError ? error : new TokenError(problem);
      const wait = Math.min(60_000, 2_000 * 2 ** this.#retries++) * (0.5 + this.#clock.random());
      const asked = error instanceof NotNow ? Math.min(error.retryAfter, LONGEST_WAIT) : 0;
      if (asked > 0) {
        this.#notBefore = this.#clock.now() + asked;
        this.#notNow = thrown;
      }
      // Not all at the very end of what was asked for, nor a moment before it.
      if (!problem.permanent) this.#schedule(Math.max(wait, asked * (1 + this.#clock.random() * 0.1)));
      throw thrown;
    }
  }

  #sleep(delay: number): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      this.#patience = this.#clock.setTimer(resolve, delay);
    });
  }

  #accept({ token, lasts }: TokenAnswer): void {
    const claims = token === null ? {} : readClaims(token);
    const identity = JSON.stringify([token !== null, claims.sub ?? null, claims.role ?? null, partnerOf(token)]);
    const identityChanged = this.#identity !== undefined && this.#identity !== identity;
    const tokenChanged = this.#token !== token || this.#identity === undefined;
    this.#life.begin(claims, this.#clock.now(), tokenChanged && this.#source.renewable, lasts);
    this.#retries = tokenChanged ? 0 : this.#retries + 1;
    this.#token = token;
    this.#identity = identity;
    this.#clock.clearTimer(this.#timer);
    const life = this.#life.left(this.#clock.now());
    if (this.#source.renewable && life !== null) {
      const ahead = Math.min(RENEW_AHEAD, life * RENEW_SHARE);
      const shortest = 1_000 * 2 ** Math.min(this.#retries, 6);
      this.#schedule(Math.max(shortest, life - ahead * (1 + this.#clock.random() * 0.5)));
    }
    if (tokenChanged) this.#observers.forEach((observer) => observer.changed(token, identityChanged));
  }

  #schedule(delay: number): void {
    this.#clock.clearTimer(this.#timer);
    // Timers hold 31 bits; a token that outlives them is looked at again then.
    this.#timer = this.#clock.setTimer(() => void this.renew().catch(() => undefined), Math.min(delay, 2 ** 31 - 1));
  }

  #expired(): boolean {
    const left = this.#life.left(this.#clock.now());
    return left !== null && left <= 0 && this.#source.renewable;
  }
}
