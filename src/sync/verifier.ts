/**
 * The doubtful rows, and the read that settles them: batched, one at a time, never overruled by what it started before.
 */
import type { Clock, Timer } from '../page/clock.ts';
import { VERIFY_AFTER, VERIFY_AT_MOST } from './timing.ts';

export interface VerifierPorts {
  /** Reads these keys and applies the answer; resolves with those that an event spoke of meanwhile. */
  settle(keys: readonly string[]): Promise<readonly string[]>;
  /** Too many to ask for one by one, or the asking failed: read the window instead. */
  giveUp(): void;
}

export class Verifier {
  readonly #clock: Clock;
  readonly #ports: VerifierPorts;
  #doubtful = new Set<string>();
  #timer: Timer | undefined;
  #running = false;
  #generation = 0;

  constructor(clock: Clock, ports: VerifierPorts) {
    this.#clock = clock;
    this.#ports = ports;
  }

  doubt(keys: Iterable<string>): void {
    for (const key of keys) this.#doubtful.add(key);
    this.#plan();
  }

  /** A read of the window has settled everything but `stillDoubtful`. */
  settled(stillDoubtful: Iterable<string>): void {
    this.#doubtful = new Set(stillDoubtful);
    this.#plan();
  }

  stop(): void {
    this.#generation++;
    this.#doubtful.clear();
    this.#running = false;
    this.#clock.clearTimer(this.#timer);
    this.#timer = undefined;
  }

  #plan(): void {
    if (this.#doubtful.size === 0 || this.#running || this.#timer !== undefined) return;
    this.#timer = this.#clock.setTimer(() => void this.#run(), VERIFY_AFTER);
  }

  async #run(): Promise<void> {
    this.#timer = undefined;
    const keys = [...this.#doubtful];
    if (keys.length === 0) return;
    this.#doubtful.clear();
    if (keys.length > VERIFY_AT_MOST) return this.#ports.giveUp();
    this.#running = true;
    const generation = this.#generation;
    try {
      const stillDoubtful = await this.#ports.settle(keys);
      if (generation === this.#generation) for (const key of stillDoubtful) this.#doubtful.add(key);
    } catch {
      // The reader has reported the failure; the read of the window is what retries.
      if (generation === this.#generation) this.#ports.giveUp();
    } finally {
      if (generation === this.#generation) {
        this.#running = false;
        this.#plan();
      }
    }
  }
}
