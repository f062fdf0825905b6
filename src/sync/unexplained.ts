/**
 * Differences that a read found, held until an event explains them.
 *
 * A read often runs ahead of the stream, by 0.3 to 0.6 s: then the event for what it found is on its way, and nothing
 * was lost. What no event has explained after 1.5 s, the stream has lost.
 */
import type { Clock, Timer } from '../page/clock.ts';
import { EXPLAINED_WITHIN } from './timing.ts';

export class Unexplained {
  readonly #clock: Clock;
  readonly #judge: (lost: number) => void;
  readonly #waiting = new Set<string>();
  #timer: Timer | undefined;

  /** `judge` is told, after every read that was watched, how many of its differences stayed unexplained. */
  constructor(clock: Clock, judge: (lost: number) => void) {
    this.#clock = clock;
    this.#judge = judge;
  }

  /** A read while the stream flowed differed in these keys. */
  watch(keys: Iterable<string>): void {
    for (const key of keys) this.#waiting.add(key);
    this.#timer ??= this.#clock.setTimer(() => this.#ring(), EXPLAINED_WITHIN);
  }

  explain(key: string): void {
    this.#waiting.delete(key);
  }

  /** An announced gap explains everything. */
  clear(): void {
    this.#waiting.clear();
    this.#clock.clearTimer(this.#timer);
    this.#timer = undefined;
  }

  #ring(): void {
    this.#timer = undefined;
    const lost = this.#waiting.size;
    this.#waiting.clear();
    this.#judge(lost);
  }
}
