/**
 * Shares the page's main thread among its lists. What comes within a frame is done at once, up to a measure; what comes
 * beyond it is done in slices, and between two of them the page has its turn: it draws, and answers who types.
 */

import { pageMoment } from './page-moment.ts';

/** Steps of one frame that are done at once, of all lists together: a few milliseconds' work. */
const most = 192;
/** Milliseconds a slice takes. */
const slice = 8;

/** Work that goes on until `end` on the clock of `performance`. Answers true when nothing is left of it. */
export type GoOn = (end: number) => boolean;

class PageTurn {
  readonly #waiting = new Set<GoOn>();
  #steps = 0;
  /** When the frame began that the steps are of: a time that stands still within one. */
  #frame: CSSNumberish | null = null;
  #planned = false;
  /** A message to ourselves: unlike a timer it is not held back, and unlike a microtask the page has its turn before. */
  #channel: MessageChannel | undefined;

  /** How many of `steps` may be done now. */
  grant(steps: number): number {
    // Nobody waits for a page that nobody sees, and its frames do not come.
    const { hidden, frame } = pageMoment.look();
    if (hidden) return steps;
    if (frame !== this.#frame) {
      this.#frame = frame;
      this.#steps = 0;
    }
    const granted = Math.min(steps, most - this.#steps);
    this.#steps += granted;
    return granted;
  }

  /** Calls `goOn` in the page's next turns, until nothing is left of it. */
  later(goOn: GoOn): void {
    this.#waiting.add(goOn);
    this.#plan();
  }

  forget(goOn: GoOn): void {
    this.#waiting.delete(goOn);
  }

  #plan(): void {
    if (this.#planned || this.#waiting.size === 0) return;
    this.#planned = true;
    if (!this.#channel) {
      this.#channel = new MessageChannel();
      this.#channel.port1.onmessage = () => this.#turn();
    }
    this.#channel.port2.postMessage(null);
  }

  #turn(): void {
    this.#planned = false;
    const [goOn] = this.#waiting;
    if (!goOn) return;
    pageMoment.look();
    this.#waiting.delete(goOn);
    try {
      // Who is not done stands last in the line.
      if (!goOn(performance.now() + slice)) this.#waiting.add(goOn);
    } finally {
      this.#plan();
    }
  }
}

/** The page's. */
export const pageTurn = new PageTurn();
