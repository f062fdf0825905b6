/**
 * So many requests for a key within a minute, counted in this process. An Edge Function runs in several at a time, so
 * there the limit is that of each.
 */
const MINUTE = 60_000;
/** Keys come from outside: no more of them are kept than this, whoever sends them. */
const MOST_KEYS = 10_000;

export class RateLimit {
  readonly #most: number;
  readonly #counts = new Map<string, number>();
  #since = 0;

  constructor(most: number) {
    this.#most = most;
  }

  allows(key: string, now: number = Date.now()): boolean {
    if (now - this.#since >= MINUTE) {
      this.#counts.clear();
      this.#since = now;
    }
    const count = (this.#counts.get(key) ?? 0) + 1;
    if (count === 1 && this.#counts.size >= MOST_KEYS) return false;
    this.#counts.set(key, count);
    return count <= this.#most;
  }
}
