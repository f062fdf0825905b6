/**
 * Hands a burst of changes on in slices, so that thousands at once do not freeze the page. Order stays as it is, and what
 * is told of the rows (that a read agreed with them) is told once they are drawn.
 */
import type { RowsObserver } from '../../../src/contexts.ts';
import type { Patch } from '../../../src/sync/patch.ts';
import { pageMoment } from './page-moment.ts';
import { pageTurn } from './page-turn.ts';

/** Steps handed on together, between two looks at the clock. */
const together = 8;

type Synced = Parameters<NonNullable<RowsObserver<never>['synced']>>[0];

export class Slices<Row> implements RowsObserver<Row> {
  readonly #observer: RowsObserver<Row>;
  #waiting: (Patch<Row> | Synced)[] = [];
  /** How many of those that wait have been handed on. */
  #done = 0;

  constructor(observer: RowsObserver<Row>) {
    this.#observer = observer;
  }

  /** True while the observer has not all there is. */
  get behind(): boolean {
    return this.#waiting.length > 0;
  }

  patched(patches: readonly Patch<Row>[]): void {
    // All rows are other ones, perhaps another reader's: nothing of those before may be drawn any more.
    if (patches[0]?.type === 'reset') {
      this.drop();
      pageMoment.look();
      this.#observer.patched(patches);
      return;
    }
    const now = this.behind ? 0 : pageTurn.grant(patches.length);
    if (now > 0) this.#observer.patched(now === patches.length ? patches : patches.slice(0, now));
    if (now < patches.length) this.#wait(patches.slice(now));
  }

  stateChanged(): void {
    this.#observer.stateChanged?.();
  }

  synced(detail: Synced): void {
    if (this.behind) this.#wait([detail]);
    else this.#observer.synced?.(detail);
  }

  /** Lets go of what waits. */
  drop(): void {
    this.#waiting = [];
    this.#done = 0;
    pageTurn.forget(this.#goOn);
  }

  #wait(steps: readonly (Patch<Row> | Synced)[]): void {
    for (const step of steps) this.#waiting.push(step);
    pageTurn.later(this.#goOn);
  }

  readonly #goOn = (end: number): boolean => {
    while (this.behind) {
      this.#handOn();
      if (performance.now() >= end) break;
    }
    return !this.behind;
  };

  #handOn(): void {
    const waiting = this.#waiting;
    const patches: Patch<Row>[] = [];
    let synced: Synced | undefined;
    while (!synced && patches.length < together && this.#done < waiting.length) {
      const step = waiting[this.#done++]!;
      if ('verifiedAt' in step) synced = step;
      else patches.push(step);
    }
    if (patches.length > 0) this.#observer.patched(patches);
    if (synced && this.#waiting === waiting) this.#observer.synced?.(synced);
    // Not before it is drawn: until then the rows are those that are.
    if (this.#waiting === waiting && this.#done === waiting.length) this.drop();
  }
}
