/**
 * Time that passes only when told to, and chance from a seed: the clock of every test that must not wait.
 *
 * Between two timers all promises are let run, so that code which awaits sees the same order as in real time.
 */
import type { Clock, Timer } from '../../src/page/clock.ts';

interface Pending {
  readonly at: number;
  readonly order: number;
  readonly task: () => void;
}

export class VirtualClock implements Clock {
  #now: number;
  #order = 0;
  readonly #pending = new Map<number, Pending>();
  /** A heap by time, then by order of setting; cleared timers stay in it until their turn, which is nobody's then. */
  readonly #queue: Pending[] = [];
  readonly #random: () => number;

  constructor(seed = 1, start = Date.UTC(2026, 0, 1)) {
    this.#now = start;
    this.#random = seededRandom(seed);
  }

  now(): number {
    return this.#now;
  }

  setTimer(task: () => void, delay: number): Timer {
    const order = ++this.#order;
    const pending = { at: this.#now + Math.max(0, delay), order, task };
    this.#pending.set(order, pending);
    this.#push(pending);
    return order;
  }

  clearTimer(timer: Timer | undefined): void {
    if (typeof timer === 'number') this.#pending.delete(timer);
  }

  random(): number {
    return this.#random();
  }

  /** Timers that are set: after everything was closed there must be none. */
  get timers(): number {
    return this.#pending.size;
  }

  /** Lets `milliseconds` pass, timer by timer. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settle();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#pending.delete(next.order);
      this.#now = Math.max(this.#now, next.at);
      next.task();
      await settle();
    }
    this.#now = end;
  }

  /** Jumps without running what falls due meanwhile until afterwards: a laptop that slept. */
  async sleep(milliseconds: number): Promise<void> {
    this.#now += milliseconds;
    await this.advance(0);
  }

  #next(end: number): Pending | undefined {
    for (let first = this.#queue[0]; first !== undefined; first = this.#queue[0]) {
      const cleared = !this.#pending.has(first.order);
      if (!cleared && first.at > end) return undefined;
      this.#takeFirst();
      if (!cleared) return first;
    }
    return undefined;
  }

  #push(pending: Pending): void {
    const queue = this.#queue;
    let place = queue.push(pending) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (isBefore(queue[parent]!, pending)) break;
      queue[place] = queue[parent]!;
      place = parent;
    }
    queue[place] = pending;
  }

  #takeFirst(): void {
    const queue = this.#queue;
    const last = queue.pop()!;
    if (queue.length === 0) return;
    let place = 0;
    for (;;) {
      let child = 2 * place + 1;
      if (child >= queue.length) break;
      if (child + 1 < queue.length && isBefore(queue[child + 1]!, queue[child]!)) child++;
      if (isBefore(last, queue[child]!)) break;
      queue[place] = queue[child]!;
      place = child;
    }
    queue[place] = last;
  }
}

function isBefore(one: Pending, other: Pending): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}

/** Lets every promise that can go on do so. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** mulberry32: small, fast, the same everywhere. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
