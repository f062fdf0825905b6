/** A window over a table, kept equal to its SELECT: what widgets see of it. `synchroniser.ts` is what keeps it so. */
import type { LiveGap, LiveRows, RowsObserver } from '../contexts.ts';
import type { RawRow } from '../domain/row.ts';
import type { Problem, RowsStatus } from '../domain/status.ts';
import type { QueryPlan } from './query-plan.ts';
import { RowWindow } from './row-window.ts';
import { showUnread } from './show-unread.ts';
import { Synchroniser, type SynchroniserPorts } from './synchroniser.ts';

export interface LiveQueryPorts extends SynchroniserPorts {
  readonly onGap: (gap: LiveGap) => void;
}

export class LiveQuery<Row> implements LiveRows<Row> {
  readonly #plan: QueryPlan<Row>;
  readonly #window: RowWindow<Row>;
  readonly #synchroniser: Synchroniser<Row>;
  readonly #observers = new Set<RowsObserver<Row>>();

  constructor(plan: QueryPlan<Row>, ports: LiveQueryPorts) {
    this.#plan = plan;
    this.#window = new RowWindow(plan.order, plan.toRow, plan.limit);
    this.#synchroniser = new Synchroniser(plan, this.#window, ports, {
      windowChanged: () => this.#flush(),
      stateChanged: () => this.#observers.forEach((observer) => observer.stateChanged?.()),
      synced: (detail) => this.#observers.forEach((observer) => observer.synced?.(detail)),
      gap: (gap) => {
        this.#observers.forEach((observer) => observer.gap?.(gap));
        ports.onGap(gap);
      },
    });
  }

  get rows(): readonly Row[] {
    return this.#window.rows;
  }

  get status(): RowsStatus {
    const { error } = this;
    if (error !== null && (error.permanent || !this.#window.loaded)) return 'error';
    if (!this.#window.loaded) return 'loading';
    return error === null && this.verifiedAt !== null && this.#synchroniser.isLive ? 'live' : 'stale';
  }

  get verifiedAt(): Date | null {
    return this.#synchroniser.verifiedAt;
  }

  get error(): Problem | null {
    return this.#synchroniser.problem;
  }

  get hasMore(): boolean {
    return this.#window.loaded && this.#window.hasMore;
  }

  get raws(): readonly RawRow[] {
    return this.#window.raws;
  }

  /** With their keys, in shown order. */
  get shown(): readonly { readonly key: string; readonly row: Row }[] {
    return this.#window.shown;
  }

  /** @param options - `quietly`: the observer has the rows already, and hears only of what changes from now on. */
  observe(observer: RowsObserver<Row>, { quietly = false } = {}): () => void {
    this.#observers.add(observer);
    if (this.#window.loaded && !quietly) observer.patched([{ type: 'reset', rows: this.#window.shown }]);
    return () => this.#observers.delete(observer);
  }

  /** @param initial - Rows that came with the page. They are shown until the first read says what they are by now. */
  start(initial?: readonly RawRow[]): void {
    if (initial !== undefined) showUnread(this.#window, this.#plan, initial);
    this.#synchroniser.start();
  }

  refresh(): Promise<void> {
    return this.#synchroniser.readNow();
  }

  async loadMore(): Promise<void> {
    if (!this.hasMore) return;
    this.#window.setLimit(this.#window.limit + this.#plan.limit);
    this.#flush();
    await this.refresh();
  }

  /** Nothing can be had until a person acts: a wrong key, a refused token. */
  fail(problem: Problem): void {
    this.#synchroniser.fail(problem);
  }

  /** Another read of the same server was good: if the last one here was not, it is tried again now. */
  hurry(): void {
    this.#synchroniser.hurry();
  }

  /** Nobody sees the rows: they stand as they are, and are not live. */
  rest(): void {
    this.#synchroniser.rest();
  }

  wake(): void {
    this.#synchroniser.wake();
  }

  identityChanged(): void {
    this.#synchroniser.beginAnew();
  }

  close(): void {
    this.#synchroniser.close();
    this.#observers.clear();
  }

  /** Hands the patches on. True when there were any. */
  #flush(): boolean {
    const patches = this.#window.takePatches();
    if (patches.length === 0) return false;
    this.#observers.forEach((observer) => observer.patched(patches));
    return true;
  }
}
