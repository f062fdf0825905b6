/** Fetches the engine's code; again while it does not come, ever more slowly. */
import type { Clock, Timer } from '../page/clock.ts';
import { Backoff } from '../realtime/backoff.ts';

/** What of the engine's module is used. */
export type Engine = Pick<typeof import('../live-session.ts'), 'LiveSession'>;

export interface EngineLoaderObserver {
  arrived(engine: Engine): void;
  /** It did not come; the next try is planned. */
  failed(error: unknown): void;
}

const LONGEST_WAIT = 15_000;

export class EngineLoader {
  readonly #fetch: () => Promise<Engine>;
  readonly #clock: Clock;
  readonly #observer: EngineLoaderObserver;
  readonly #backoff: Backoff;
  #timer: Timer | undefined;
  #nextTry: Date | null = null;
  #done = false;
  #fetching = false;

  constructor(fetch: () => Promise<Engine>, clock: Clock, observer: EngineLoaderObserver) {
    this.#fetch = fetch;
    this.#clock = clock;
    this.#observer = observer;
    this.#backoff = new Backoff(clock, { cap: LONGEST_WAIT });
    void this.#try();
  }

  /** Null while a try is under way. */
  get nextTry(): Date | null {
    return this.#nextTry;
  }

  /** Tries now, unless a try is under way. */
  hurry(): void {
    if (!this.#fetching && !this.#done) void this.#try();
  }

  stop(): void {
    this.#done = true;
    this.#clock.clearTimer(this.#timer);
  }

  async #try(): Promise<void> {
    this.#clock.clearTimer(this.#timer);
    this.#nextTry = null;
    this.#fetching = true;
    const engine = await this.#fetch().catch((error: unknown) => this.#failed(error));
    this.#fetching = false;
    if (this.#done || !engine) return;
    this.#done = true;
    this.#observer.arrived(engine);
  }

  #failed(error: unknown): undefined {
    if (this.#done) return;
    const delay = this.#backoff.next();
    this.#nextTry = new Date(this.#clock.now() + delay);
    this.#timer = this.#clock.setTimer(() => void this.#try(), delay);
    this.#observer.failed(error);
  }
}
