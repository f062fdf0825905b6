/** A window over a table, kept equal to its SELECT: what widgets see of it. `synchroniser.ts` is what keeps it so. */
import type { KeyedRow, LiveGap, LiveRows, RowsObserver } from '../contexts.ts';
import type { RawRow } from '../domain/row.ts';
import type { Problem, RowsStatus } from '../domain/status.ts';
import type { Patch } from './patch.ts';
import type { QueryPlan } from './query-plan.ts';
import { RowWindow } from './row-window.ts';
import { diffRows } from './shown-diff.ts';
import { showUnread } from './show-unread.ts';
import { Synchroniser, type SynchroniserPorts } from './synchroniser.ts';

export interface LiveQueryPorts extends SynchroniserPorts {
  readonly onGap: (gap: LiveGap) => void;
}

/** Rows to show before anything was read. */
export interface UnreadRows {
  readonly rows: readonly RawRow[];
  /** They are the first page of a read, of which they say no more. Otherwise so few of them are most likely all there are. */
  readonly isPage?: boolean;
}

export class LiveQuery<Row> implements LiveRows<Row> {
  readonly #plan: QueryPlan<Row>;
  readonly #window: RowWindow<Row>;
  readonly #synchroniser: Synchroniser<Row>;
  readonly #observers = new Set<RowsObserver<Row>>();
  /** As it was told last. */
  #hadMore = true;

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
    const { loaded, held, limit, hasMore } = this.#window;
    // Before a read has told, more are promised only where the list is full.
    return loaded && (this.verifiedAt === null ? held >= limit : hasMore);
  }

  get raws(): readonly RawRow[] {
    return this.#window.raws;
  }

  /** With their keys, in shown order. */
  get shown(): readonly KeyedRow<Row>[] {
    return this.#window.shown;
  }

  observe(observer: RowsObserver<Row>, drawn?: readonly KeyedRow<Row>[]): () => void {
    this.#observers.add(observer);
    const { loaded, shown } = this.#window;
    const patches: Patch<Row>[] = drawn ? diffRows(drawn, shown) : loaded ? [{ type: 'reset', rows: shown }] : [];
    if (patches.length > 0) observer.patched(patches);
    return () => this.#observers.delete(observer);
  }

  /** @param unread - Shown until the first read says what they are by now. */
  start(unread?: UnreadRows): void {
    if (unread !== undefined) {
      const { rows, isPage = false } = unread;
      showUnread(this.#window, this.#plan, rows, !isPage && rows.length < this.#plan.limit);
      this.#window.takePatches();
    }
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
    if (patches.length > 0) for (const observer of this.#observers) observer.patched(patches);
    const { hasMore } = this.#window;
    if (hasMore !== this.#hadMore) {
      this.#hadMore = hasMore;
      for (const observer of this.#observers) observer.stateChanged?.();
    }
    return patches.length > 0;
  }
}
