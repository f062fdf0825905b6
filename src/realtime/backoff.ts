/**
 * Waits between tries: exponential with full jitter, capped.
 *
 * Full jitter (anywhere between nothing and the ceiling) because after a server restart every page on earth begins to
 * count at the same instant; realtime-js counts 1, 2, 5, 10 s without any (read in its RealtimeClient.ts), which
 * sends them all back together. Failures are forgotten only after what was tried for has stood for a while: a server
 * that accepts and drops would otherwise be tried every second for ever. That is judged when it ends, from the clock, so
 * that no timer runs meanwhile on a page nobody looks at.
 */
import type { Clock } from '../page/clock.ts';

export interface BackoffOptions {
  /** Ceiling of the first wait, in milliseconds. Default 1,000. */
  readonly base?: number;
  /** Ceiling of every later wait, in milliseconds. Default 30,000. */
  readonly cap?: number;
  /** The shortest wait, in milliseconds, so that a try never follows a failure in the same breath. Default 100. */
  readonly floor?: number;
}

/** Milliseconds after which a success is one: the failures before it count no more. */
const SETTLED_AFTER = 30_000;

export class Backoff {
  #tries = 0;
  /** When what was tried for came to stand; Infinity while it does not. */
  #since = Infinity;
  readonly #clock: Clock;
  readonly #base: number;
  readonly #cap: number;
  readonly #floor: number;

  constructor(clock: Clock, { base = 1_000, cap = 30_000, floor = 100 }: BackoffOptions = {}) {
    this.#clock = clock;
    this.#base = base;
    this.#cap = cap;
    this.#floor = floor;
  }

  /** Failures since the last reset. */
  get tries(): number {
    return this.#tries;
  }

  /** Milliseconds to wait before the next try. */
  next(): number {
    this.ended();
    const ceiling = Math.min(this.#cap, this.#base * 2 ** Math.min(this.#tries, 30));
    this.#tries++;
    return this.#floor + this.#clock.random() * (ceiling - this.#floor);
  }

  /** What was tried for stands. */
  stands(): void {
    this.#since = this.#clock.now();
  }

  /** It does not any more. */
  ended(): void {
    if (this.#clock.now() - this.#since >= SETTLED_AFTER) this.#tries = 0;
    this.#since = Infinity;
  }

  reset(): void {
    this.#tries = 0;
  }
}
