/**
 * The limit that drops in silence. The real server counts changes (row × subscription) in twelve buckets of five
 * seconds; while the average of the full buckets is above the limit, nothing is sent and nothing is said
 * (transcript m-rate-limit-default: a burst of 10,000 goes through, then 59 seconds of single changes are lost).
 */
import type { Clock } from './clock.ts';

const BUCKET_MILLISECONDS = 5_000;
const BUCKETS = 12;

export class RateLimit {
  /** Null: no limit. */
  perSecond: number | null;
  private readonly clock: Clock;
  private readonly start: number;
  private readonly counts = new Map<number, number>();

  constructor(clock: Clock, perSecond: number | null) {
    this.clock = clock;
    this.start = clock.now();
    this.perSecond = perSecond;
  }

  count(changes: number): void {
    const bucket = this.currentBucket();
    this.counts.set(bucket, (this.counts.get(bucket) ?? 0) + changes);
    for (const old of this.counts.keys()) if (old < bucket - BUCKETS) this.counts.delete(old);
  }

  get isExceeded(): boolean {
    if (this.perSecond === null) return false;
    const current = this.currentBucket();
    let sum = 0;
    for (const [bucket, count] of this.counts) if (bucket < current && bucket >= current - BUCKETS) sum += count;
    return sum / ((BUCKETS * BUCKET_MILLISECONDS) / 1000) > this.perSecond;
  }

  private currentBucket(): number {
    return Math.floor((this.clock.now() - this.start) / BUCKET_MILLISECONDS);
  }
}
