/** A clock a browser test moves by hand; what falls due runs before `pass` returns. */
import type { Clock, Timer } from '../../src/page/clock.ts';

export class ManualClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  #made = 0;
  readonly #timers = new Map<number, { readonly at: number; readonly task: () => void }>();

  now(): number {
    return this.#now;
  }

  setTimer(task: () => void, delay: number): Timer {
    this.#made += 1;
    this.#timers.set(this.#made, { at: this.#now + delay, task });
    return this.#made;
  }

  clearTimer(timer: Timer | undefined): void {
    this.#timers.delete(timer as number);
  }

  random(): number {
    return 0.5;
  }

  get timers(): number {
    return this.#timers.size;
  }

  pass(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (;;) {
      const due = [...this.#timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!due) break;
      this.#timers.delete(due[0]);
      this.#now = due[1].at;
      due[1].task();
    }
    this.#now = end;
  }
}
