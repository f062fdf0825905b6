/** How long a page may take to bring what an element waits for: slow scripts and late markup are no fault. */
import type { Clock, Timer } from '../../../src/page/clock.ts';

const patience = 3000;

export class Patience {
  #clock: Clock | undefined;
  #timer: Timer | undefined;

  /** Calls `lost` when the time is over; a wait that has begun goes on. */
  begin(clock: Clock, lost: () => void): void {
    if (this.#timer !== undefined) return;
    this.#clock = clock;
    this.#timer = clock.setTimer(() => {
      this.#timer = undefined;
      lost();
    }, patience);
  }

  end(): void {
    this.#clock?.clearTimer(this.#timer);
    this.#timer = undefined;
  }
}
