/** What a server is asked for, counted second by second from when the counting began. */
import type { Clock } from '../../src/page/clock.ts';

export type Demand = 'socket' | 'join' | 'refused join' | 'read' | 'message';

export class Demands {
  readonly #clock: Clock;
  readonly #began: number;
  readonly #seconds = new Map<Demand, Map<number, number>>();

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#began = clock.now();
  }

  count(what: Demand): void {
    const second = Math.floor((this.#clock.now() - this.#began) / 1_000);
    const seconds = this.#seconds.get(what) ?? new Map<number, number>();
    this.#seconds.set(what, seconds);
    seconds.set(second, (seconds.get(second) ?? 0) + 1);
  }

  most(what: Demand): number {
    return Math.max(0, ...(this.#seconds.get(what)?.values() ?? []));
  }

  all(what: Demand): number {
    return [...(this.#seconds.get(what)?.values() ?? [])].reduce((sum, count) => sum + count, 0);
  }
}
