/**
 * When to read the whole window: one timer for every reason there is.
 *
 * - at once: a fence, or somebody asked;
 * - soon: an event left the window in doubt, or its headroom runs short;
 * - after a burst of events (trailing), because a lost last event has no successor to betray it;
 * - every audit interval while all seems well;
 * - every 2 s while the stream is down, ever more slowly when the reads fail too.
 *
 * How slowly goes by how long reads have failed, not by how many did: fences and events ask for reads of their own, and
 * a dozen of them failing in one second must not put the next one off for half a minute.
 */
import type { Clock, Timer } from '../page/clock.ts';
import type { Auditor } from './auditor.ts';
import {
  FAILING_PAUSE,
  POLL_AT_MOST,
  POLL_EVERY,
  TRAILING_AFTER,
  TRAILING_EVERY,
  TRAILING_SHARE,
  VERIFY_AFTER,
} from './timing.ts';

export type ReadReason = 'fence' | 'soon' | 'trailing' | 'audit' | 'poll';

export class ReadSchedule {
  readonly #clock: Clock;
  readonly #auditor: Auditor;
  readonly #read: (reason: ReadReason) => void;
  /** When each reason falls due, in milliseconds since the epoch. */
  readonly #due = new Map<ReadReason, number>();
  /** How long after a burst it is read, and how seldom: what one page of many may take (`docs/scaling.md`). */
  readonly #trailingAfter: number;
  readonly #trailingEvery: number;
  #timer: Timer | undefined;
  #timerAt = Infinity;
  #lastTrailing = -Infinity;
  /** Since when every read has failed; null when the last one did not. */
  #failingSince: number | null = null;
  #live = false;
  #paused = false;

  constructor(clock: Clock, auditor: Auditor, read: (reason: ReadReason) => void) {
    this.#clock = clock;
    this.#auditor = auditor;
    this.#read = read;
    this.#trailingEvery = Math.max(TRAILING_EVERY, auditor.longest * TRAILING_SHARE);
    // All pages hear the last event of a burst at once. Where they read seldom, they do not read all at once either.
    const spread = this.#trailingEvery - TRAILING_EVERY;
    this.#trailingAfter = TRAILING_AFTER + (spread === 0 ? 0 : clock.random() * spread);
  }

  /** The stream flows, or does not. */
  setLive(live: boolean): void {
    if (this.#live === live) return;
    this.#live = live;
    this.#due.delete(live ? 'poll' : 'audit');
    this.#planNext();
  }

  /** Nobody looks: no timers at all, until `resume`. */
  pause(): void {
    this.#paused = true;
    this.#arm();
  }

  resume(): void {
    this.#paused = false;
    this.#arm();
  }

  /** A fence. What failed before it says nothing of what comes after. */
  now(): void {
    if (this.#failingSince !== null) this.#failingSince = this.#clock.now();
    this.#want('fence', 0);
  }

  soon(): void {
    if (!this.#due.has('soon')) this.#want('soon', this.#failingSince === null ? VERIFY_AFTER : FAILING_PAUSE);
  }

  /** Another read of the same server was good: one that waits to be tried again need not wait. */
  hurry(): void {
    if (this.#failingSince !== null && this.#due.has('poll')) this.#want('poll', 0);
  }

  /** An event came by. */
  eventSeen(): void {
    if (!this.#live) return;
    const now = this.#clock.now();
    // What was planned for a later moment than the end of a burst is not put off by the next one.
    const planned =
      this.#due.get('trailing') ?? Math.max(now + this.#trailingAfter, this.#lastTrailing + this.#trailingEvery);
    const earliest = Math.max(now + TRAILING_AFTER, planned);
    // The timer is not moved at every event of a burst: it looks at `#due` when it rings, and waits on.
    this.#due.set('trailing', earliest);
    if (earliest < this.#timerAt) this.#arm();
  }

  /** A read has begun: it serves every reason there was. */
  started(reason: ReadReason): void {
    if (reason === 'trailing') this.#lastTrailing = this.#clock.now();
    this.#due.clear();
    this.#arm();
  }

  succeeded(): void {
    this.#failingSince = null;
    this.#planNext();
  }

  /** The auditor has changed its mind about the pace. */
  replan(): void {
    if (this.#live && this.#due.has('audit')) this.#planNext();
  }

  /** @param retryAfter - milliseconds the server asked to wait, if it did. */
  failed(retryAfter: number | null): void {
    const now = this.#clock.now();
    this.#failingSince ??= now;
    const longest = Math.min(POLL_AT_MOST, this.#auditor.longest);
    const ceiling = Math.min(longest, Math.max(POLL_EVERY, now - this.#failingSince));
    this.#want('poll', Math.max(retryAfter ?? 0, ceiling * (0.5 + this.#clock.random() / 2)));
  }

  stop(): void {
    this.#due.clear();
    this.#arm();
  }

  #planNext(): void {
    const chance = this.#clock.random();
    if (this.#live) this.#want('audit', this.#auditor.interval * (0.9 + chance * 0.2));
    // Every list of every page begins to count in the moment the server goes: they must not all ask in one second.
    else this.#want('poll', POLL_EVERY * (0.5 + chance));
  }

  #want(reason: ReadReason, delay: number): void {
    this.#due.set(reason, this.#clock.now() + delay);
    this.#arm();
  }

  #arm(): void {
    this.#clock.clearTimer(this.#timer);
    this.#timer = undefined;
    const next = Math.min(...this.#due.values());
    this.#timerAt = this.#paused ? Infinity : next;
    if (this.#timerAt === Infinity) return;
    this.#timer = this.#clock.setTimer(() => this.#ring(), Math.max(0, next - this.#clock.now()));
  }

  #ring(): void {
    const now = this.#clock.now();
    for (const [reason, at] of this.#due) if (at <= now) return this.#read(reason);
    this.#arm();
  }
}
