/**
 * More changes than the page wants to follow (`max-events`): its lists leave the stream, say that they are not live, and
 * are read on the short interval of every list without a stream; when fewer come, they read once more and follow again.
 * Nothing is dropped that a list takes itself to have seen: to a list it is a stream that was interrupted.
 */
import type { Problem } from '../domain/status.ts';
import type { Clock, Timer } from '../page/clock.ts';
import type { StreamObserver, TableStream } from './channel-manager.ts';
import { MessageRate } from './message-rate.ts';

/** So many seconds in a row must stay within the limit before lists follow again: at the edge of it they would go to and fro. */
const CALM = 2;

interface Follower {
  readonly observer: StreamObserver;
  readonly stream: TableStream;
}

export class Overflow {
  readonly #most: number;
  readonly #clock: Clock;
  readonly #report: (problem: Problem) => void;
  readonly #rate = new MessageRate();
  readonly #followers = new Set<Follower>();
  #timer: Timer | undefined;
  #calm = 0;
  #times = 0;

  /** @param most - changes a second, over all tables. */
  constructor(most: number, clock: Clock, report: (problem: Problem) => void) {
    this.#most = most;
    this.#clock = clock;
    this.#report = report;
  }

  /** How often lists had to leave the stream. */
  get times(): number {
    return this.#times;
  }

  /** A change came in, of whatever table. */
  count(): void {
    const count = this.#rate.count(this.#clock.now());
    if (count > this.#most && this.#timer === undefined) this.#begin();
  }

  /** The stream of `open`, as a list may follow it. */
  follow(observer: StreamObserver, open: (observer: StreamObserver) => TableStream): TableStream {
    const isOver = (): boolean => this.#timer !== undefined;
    const stream = open({
      ...observer,
      event: (event) => {
        if (!isOver()) observer.event(event);
      },
      flowing: () => {
        if (!isOver()) observer.flowing();
      },
    });
    const follower: Follower = { observer, stream };
    this.#followers.add(follower);
    return {
      get flowing() {
        return !isOver() && stream.flowing;
      },
      release: () => {
        this.#followers.delete(follower);
        stream.release();
      },
    };
  }

  close(): void {
    this.#clock.clearTimer(this.#timer);
    this.#timer = undefined;
  }

  #begin(): void {
    this.#times++;
    this.#calm = 0;
    this.#look();
    this.#report(tooMany(this.#most));
    for (const { observer, stream } of [...this.#followers])
      if (stream.flowing) observer.interrupted(`more than ${this.#most} changes a second`);
  }

  #look(): void {
    this.#timer = this.#clock.setTimer(() => {
      this.#calm = this.#rate.lastSecond(this.#clock.now()) > this.#most ? 0 : this.#calm + 1;
      if (this.#calm < CALM) return this.#look();
      this.#timer = undefined;
      for (const { observer, stream } of [...this.#followers]) if (stream.flowing) observer.flowing();
    }, 1_000);
  }
}

function tooMany(most: number): Problem {
  return {
    code: 'too-many-changes',
    message: `More than ${most} changes a second come in: for as long as they do, lists are read every two seconds.`,
    remedy: 'Raise max-events on the provider if the page can take more, or show tables that change less.',
    permanent: false,
  };
}
