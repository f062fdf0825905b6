/**
 * One wish for a token. The source is asked, and asked again when the page was away: what a page asked before it was
 * frozen may never be answered. Whichever answer comes first is taken, and then that of the last one asked, for in
 * between somebody else may have signed in.
 */
import type { Clock, Timer } from '../page/clock.ts';
import type { TokenGift, TokenSource } from './access-token.ts';

/** A source that has not answered by then has failed: a promise that never settles must not hold everyone for ever. */
const ANSWER_WITHIN = 30_000;

export interface TokenAnswer {
  readonly token: string | null;
  readonly lasts: TokenGift['lasts'];
}

export class TokenRequest {
  readonly answer: Promise<TokenAnswer>;
  readonly #source: TokenSource;
  readonly #clock: Clock;
  readonly #later: (answer: TokenAnswer) => void;
  #resolve!: (answer: TokenAnswer) => void;
  #reject!: (error: unknown) => void;
  #timer: Timer | undefined;
  /** How often the source was asked. */
  #asked = 0;
  /** Which of these has been answered, the last of them; Infinity once the wish was given up. */
  #answered = 0;

  /** @param later - told what the source answered when it was asked again, if that comes second. */
  constructor(source: TokenSource, clock: Clock, later: (answer: TokenAnswer) => void) {
    this.#source = source;
    this.#clock = clock;
    this.#later = later;
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    void this.#ask();
  }

  askAgain(): void {
    if (this.#answered === 0) void this.#ask();
  }

  async #ask(): Promise<void> {
    const place = ++this.#asked;
    this.#clock.clearTimer(this.#timer);
    this.#timer = this.#clock.setTimer(
      () => this.#giveUp(new Error(`no answer in ${ANSWER_WITHIN / 1_000} s`)),
      ANSWER_WITHIN,
    );
    try {
      const given = await this.#source.fetch();
      if (place < this.#answered) return;
      const isFirst = this.#answered === 0;
      this.#answered = place;
      this.#clock.clearTimer(this.#timer);
      const answer = typeof given === 'object' && given !== null ? given : { token: given, lasts: null };
      if (isFirst) this.#resolve(answer);
      else this.#later(answer);
    } catch (error) {
      // Of one that was asked again before it failed, nothing more is expected.
      if (place === this.#asked && this.#answered === 0) this.#giveUp(error);
    }
  }

  #giveUp(error: unknown): void {
    this.#answered = Infinity;
    this.#clock.clearTimer(this.#timer);
    this.#reject(error);
  }
}
