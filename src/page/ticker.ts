/** One timer a rhythm for the whole page, however many elements show ages or countdowns; it rests while nobody listens. */
import { systemClock } from './clock.ts';
import type { Clock, Timer } from './clock.ts';

interface Rhythm {
  readonly listeners: Set<() => void>;
  timer: Timer | undefined;
}

export class Ticker {
  readonly #clock: Clock;
  readonly #rhythms = new Map<number, Rhythm>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Calls `listener` every `period` milliseconds. Answers the function that ends it. */
  every(period: number, listener: () => void): () => void {
    let rhythm = this.#rhythms.get(period);
    if (!rhythm) this.#rhythms.set(period, (rhythm = { listeners: new Set(), timer: undefined }));
    rhythm.listeners.add(listener);
    if (rhythm.timer === undefined) this.#plan(rhythm, period);
    return () => this.#leave(rhythm, period, listener);
  }

  #plan(rhythm: Rhythm, period: number): void {
    rhythm.timer = this.#clock.setTimer(() => {
      this.#plan(rhythm, period);
      for (const listener of [...rhythm.listeners]) listener();
    }, period);
  }

  #leave(rhythm: Rhythm, period: number, listener: () => void): void {
    rhythm.listeners.delete(listener);
    if (rhythm.listeners.size > 0) return;
    this.#clock.clearTimer(rhythm.timer);
    if (this.#rhythms.get(period) === rhythm) this.#rhythms.delete(period);
  }
}

/** The page's ticker. */
export const ticker = new Ticker(systemClock);
