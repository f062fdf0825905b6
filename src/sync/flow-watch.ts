/**
 * Whether the rows shown are live: the stream flows, and a read that began after it did has been adopted.
 *
 * Counts the times the stream began to flow; a read counts for the flow it began in.
 */
import type { LiveGap } from '../contexts.ts';
import type { Clock } from '../page/clock.ts';

/** The flow a read began in; null when none did flow. */
export type FlowMark = number | null;

/**
 * What a read found different is `new` before the rows were ever live, `missed` after a gap that was announced, and
 * `odd` while the stream has stood since the read before: either its event is on the way, or it was lost.
 */
export type Differences = 'new' | 'missed' | 'odd';

export class FlowWatch {
  readonly #clock: Clock;
  readonly #isFlowing: () => boolean;
  #flow = 0;
  #agreedFlow = -1;
  /** A fence stands and no read has been adopted since: what that read finds, the gap explains. */
  #fenced = true;
  #interruption: { readonly at: number; readonly why: string } | undefined;

  constructor(clock: Clock, isFlowing: () => boolean) {
    this.#clock = clock;
    this.#isFlowing = isFlowing;
  }

  get isLive(): boolean {
    return this.#isFlowing() && this.#agreedFlow === this.#flow;
  }

  /**
   * The server says that changes flow. Says it again while the stream stands, as after a renewed token, and the rows are
   * as live as when the page comes back: the fence reads at once, and nothing is known to be wrong meanwhile.
   */
  began(): void {
    if (this.#flow === 0 || this.#interruption !== undefined) this.#flow++;
  }

  interrupted(why: string): void {
    this.#interruption ??= { at: this.#clock.now(), why };
  }

  fence(): void {
    this.#fenced = true;
  }

  /** Nothing that was read counts any more. */
  forget(): void {
    this.#fenced = true;
    this.#agreedFlow = -1;
  }

  /** True until the stream begins to flow for the first time: no event has been heard. */
  get silent(): boolean {
    return this.#flow === 0;
  }

  /** True while only a read of every row can tell what was missed. */
  get owesWholeRead(): boolean {
    return this.#fenced || (this.#isFlowing() && this.#agreedFlow !== this.#flow);
  }

  /** A read begins. */
  mark(): FlowMark {
    return this.#isFlowing() ? this.#flow : null;
  }

  /** That read has been adopted; answers what its differences mean. */
  adopted(mark: FlowMark): Differences {
    const differences = this.#agreedFlow === -1 ? 'new' : this.#fenced || mark !== this.#agreedFlow ? 'missed' : 'odd';
    this.#fenced = false;
    if (mark === this.#flow) this.#agreedFlow = mark;
    return differences;
  }

  /** The gap that is closed now, once; null when there was none or it is open still. */
  takeGap(): LiveGap | null {
    if (this.#interruption === undefined || !this.isLive) return null;
    const { at, why } = this.#interruption;
    this.#interruption = undefined;
    return { from: new Date(at), to: new Date(this.#clock.now()), why };
  }
}
