/**
 * What the server is doing right now. Lets it end cleanly, and lets a test wait until nothing more can happen before
 * time goes on: work that merely sleeps does not count.
 */
import type { Clock } from './clock.ts';

export class Activity {
  private readonly clock: Clock;
  private running = 0;
  private waiting: (() => void)[] = [];

  constructor(clock: Clock) {
    this.clock = clock;
  }

  async run<Result>(work: () => Promise<Result>): Promise<Result> {
    this.running++;
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  /** To be called inside `run` only. */
  async sleep(milliseconds: number): Promise<void> {
    if (milliseconds <= 0) return;
    const slept = new Promise<void>((resolve) => {
      this.clock.after(milliseconds, () => {
        this.running++;
        resolve();
      });
    });
    this.leave();
    await slept;
  }

  async settled(): Promise<void> {
    if (this.running > 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private leave(): void {
    this.running--;
    if (this.running > 0) return;
    const waiting = this.waiting;
    this.waiting = [];
    for (const resolve of waiting) resolve();
  }
}
