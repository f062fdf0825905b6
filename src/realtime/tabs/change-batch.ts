/**
 * Changes on their way to other tabs, gathered for a frame: a message of its own for each would cost every tab ten
 * times as much. The first after a pause goes at once.
 */
import type { Clock, Timer } from '../../page/clock.ts';
import type { ChangePayload } from '../transport.ts';

export type FedChange = readonly [feed: string, payload: ChangePayload];

/** Milliseconds: a frame of most screens. */
const FRAME = 16;

export class ChangeBatch {
  readonly #clock: Clock;
  readonly #visible: () => boolean;
  readonly #send: (changes: readonly FedChange[]) => void;
  #waiting: FedChange[] = [];
  #sentAt = -Infinity;
  #timer: Timer | undefined;

  constructor(clock: Clock, visible: () => boolean, send: (changes: readonly FedChange[]) => void) {
    this.#clock = clock;
    this.#visible = visible;
    this.#send = send;
  }

  add(change: FedChange): void {
    this.#waiting.push(change);
    const pause = this.#sentAt + FRAME - this.#clock.now();
    // A browser lets the timers of a hidden page wait for up to a second, and the reader looks at another tab just then.
    if (pause <= 0 || pause > FRAME || !this.#visible()) this.flush();
    else this.#timer ??= this.#clock.setTimer(() => this.flush(), pause);
  }

  flush(): void {
    this.#clock.clearTimer(this.#timer);
    this.#timer = undefined;
    if (this.#waiting.length === 0) return;
    this.#sentAt = this.#clock.now();
    const changes = this.#waiting;
    this.#waiting = [];
    this.#send(changes);
  }
}
