/**
 * One timer a rhythm for the whole page, however many elements show ages or countdowns; it rests while nobody listens,
 * and while nobody sees the page: seen again, everyone is called at once.
 */
import { systemClock } from './clock.ts';
import type { Clock, Timer } from './clock.ts';

interface Rhythm {
  readonly listeners: Set<() => void>;
  timer: Timer | undefined;
}

type Page = Pick<Document, 'hidden' | 'addEventListener' | 'removeEventListener'>;

export class Ticker {
  readonly #clock: Clock;
  readonly #page: Page | undefined;
  readonly #rhythms = new Map<number, Rhythm>();

  constructor(clock: Clock, page: Page | undefined = globalThis.document) {
    this.#clock = clock;
    this.#page = page;
  }

  /** Calls `listener` every `period` milliseconds. Answers the function that ends it. */
  every(period: number, listener: () => void): () => void {
    if (this.#rhythms.size === 0) this.#page?.addEventListener('visibilitychange', this.#seenOrNot);
    let rhythm = this.#rhythms.get(period);
    if (!rhythm) this.#rhythms.set(period, (rhythm = { listeners: new Set(), timer: undefined }));
    rhythm.listeners.add(listener);
    if (rhythm.timer === undefined) this.#plan(rhythm, period);
    return () => this.#leave(rhythm, period, listener);
  }

  #plan(rhythm: Rhythm, period: number): void {
    if (!this.#page?.hidden) rhythm.timer = this.#clock.setTimer(() => this.#ring(rhythm, period), period);
  }

  #ring(rhythm: Rhythm, period: number): void {
    this.#plan(rhythm, period);
    for (const listener of [...rhythm.listeners]) listener();
  }

  readonly #seenOrNot = (): void => {
    for (const [period, rhythm] of [...this.#rhythms]) {
      this.#clock.clearTimer(rhythm.timer);
      rhythm.timer = undefined;
      if (!this.#page?.hidden) this.#ring(rhythm, period);
    }
  };

  #leave(rhythm: Rhythm, period: number, listener: () => void): void {
    rhythm.listeners.delete(listener);
    if (rhythm.listeners.size > 0) return;
    this.#clock.clearTimer(rhythm.timer);
    if (this.#rhythms.get(period) === rhythm) this.#rhythms.delete(period);
    if (this.#rhythms.size === 0) this.#page?.removeEventListener('visibilitychange', this.#seenOrNot);
  }
}

/** The page's ticker. */
export const ticker = new Ticker(systemClock);
