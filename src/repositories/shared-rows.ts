/** One widget's claim on a query that others may share; `loadMore` makes it ask for more without asking for them. */
import type { KeyedRow, LiveRows, QuerySpec, RowsObserver } from '../contexts.ts';
import type { RawRow } from '../domain/row.ts';
import type { Problem, RowsStatus } from '../domain/status.ts';
import type { LiveQuery } from '../sync/live-query.ts';
import { DEFAULT_LIMIT } from '../sync/query-words.ts';

export interface SharedQuery {
  readonly query: LiveQuery<RawRow>;
  users: number;
  /** One of its users sees the rows no more, or again: while none does, it rests. */
  rest(): void;
  wake(): void;
  /** Nobody else may join it any more. */
  detach(): void;
  /** The last to leave closes it. `resting`: the one who leaves did not see the rows. */
  leave(resting: boolean): void;
}

/** Joins the query that others ask too, or opens one. */
export type Share = (spec: QuerySpec) => SharedQuery;

export class SharedRows<Row> implements LiveRows<Row> {
  readonly #share: Share;
  readonly #observers = new Map<RowsObserver<Row>, () => void>();
  readonly #page: number;
  #spec: QuerySpec;
  #shared: SharedQuery;
  #closed = false;
  #resting = false;

  /** Throws `QueryError` for words that make no query. */
  constructor(spec: QuerySpec, share: Share) {
    this.#share = share;
    this.#spec = spec;
    this.#page = spec.limit ?? DEFAULT_LIMIT;
    this.#shared = share(spec);
  }

  get #query(): LiveQuery<Row> {
    return this.#shared.query as unknown as LiveQuery<Row>;
  }

  get rows(): readonly Row[] {
    return this.#query.rows;
  }

  get status(): RowsStatus {
    return this.#query.status;
  }

  get verifiedAt(): Date | null {
    return this.#query.verifiedAt;
  }

  get error(): Problem | null {
    return this.#query.error;
  }

  get hasMore(): boolean {
    return this.#query.hasMore;
  }

  get raws(): readonly RawRow[] {
    return this.#query.raws;
  }

  observe(observer: RowsObserver<Row>, drawn?: readonly KeyedRow<Row>[]): () => void {
    this.#observers.set(observer, this.#query.observe(observer, drawn));
    return () => {
      this.#observers.get(observer)?.();
      this.#observers.delete(observer);
    };
  }

  refresh(): Promise<void> {
    return this.#query.refresh();
  }

  async loadMore(): Promise<void> {
    if (!this.hasMore || this.#closed) return;
    // A query grows by its own limit, which is this one's page unless it was opened as a longer one.
    if (this.#shared.users === 1 && (this.#spec.limit ?? DEFAULT_LIMIT) === this.#page) {
      this.#shared.detach();
      return this.#query.loadMore();
    }
    const shown = this.#query.rows.length;
    const spec = { ...this.#spec, limit: Math.max(shown, this.#page) + this.#page };
    const longer = this.#share(spec);
    await longer.query.refresh();
    // A read that failed has nothing to show instead of what is shown.
    if (this.#closed || longer.query.verifiedAt === null) return longer.leave(false);
    this.#spec = spec;
    this.#changeTo(longer);
  }

  /** The rows on screen stay; what the longer list has beyond them is added. */
  #changeTo(longer: SharedQuery): void {
    const shorter = this.#shared;
    this.#shared = longer;
    if (this.#resting) longer.rest();
    const drawn = shorter.query.shown as unknown as readonly KeyedRow<Row>[];
    for (const [observer, end] of this.#observers) {
      end();
      this.#observers.set(observer, this.#query.observe(observer, drawn));
      observer.stateChanged?.();
    }
    shorter.leave(this.#resting);
  }

  rest(): void {
    if (this.#resting || this.#closed) return;
    this.#resting = true;
    this.#shared.rest();
  }

  wake(): void {
    if (!this.#resting || this.#closed) return;
    this.#resting = false;
    this.#shared.wake();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#observers.forEach((end) => end());
    this.#observers.clear();
    this.#shared.leave(this.#resting);
  }
}
