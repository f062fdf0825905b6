/**
 * How the Realtime server judges joins a second: an average over the ticks of five seconds since it began to count,
 * the last twelve at most, looked at once a tick. Those it refuses are not counted
 * (`tenants.ex`, `rate_counter.ex`, `limit_joins` in `realtime_channel.ex` of supabase/realtime).
 */
const TICK = 5_000;
const TICKS = 12;

export class RateCounter {
  readonly #limit: number;
  readonly #began: number;
  /** Counts of the ticks that are over, the newest last. It begins with an empty one. */
  #ticks: number[] = [0];
  #count = 0;
  #exceeded = false;

  constructor(limit: number, now: number) {
    this.#limit = limit;
    this.#began = now;
  }

  /** True when one more is let in; it is counted. */
  admits(now: number): boolean {
    this.#tick(now);
    if (!this.#exceeded) this.#count++;
    return !this.#exceeded;
  }

  #tick(now: number): void {
    const over = Math.floor((now - this.#began) / TICK) + 1;
    for (let behind = over - this.#passed; behind > 0; behind--) {
      this.#ticks = [...this.#ticks, this.#count].slice(-TICKS);
      this.#count = 0;
      this.#passed++;
      const sum = this.#ticks.reduce((total, count) => total + count, 0);
      this.#exceeded = sum / (this.#ticks.length * (TICK / 1_000)) >= this.#limit;
    }
  }

  #passed = 1;
}
