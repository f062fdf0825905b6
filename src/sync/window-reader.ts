/** Reads what a window shall hold: whole, or, where nothing in particular is wrong, a long one page by page. */
import type { RawRow } from '../domain/row.ts';
import type { Clock } from '../page/clock.ts';
import { AUDIT_PAGE, PageRotation, replaceStretch, WHOLE_UP_TO } from './long-audit.ts';
import { HEADROOM, PAGE } from './page-size.ts';
import type { QueryPlan } from './query-plan.ts';
import type { AllRows } from './read-all.ts';
import { readAll } from './read-all.ts';
import type { ReadReason } from './read-schedule.ts';
import type { Reader, ReadRequest } from './reader.ts';
import type { RowWindow } from './row-window.ts';

export interface WindowRows extends Pick<AllRows, 'rows' | 'complete'> {
  /** False when some rows are those that were held, not read. */
  readonly whole: boolean;
  /** The oldest moment that every row has been read since, in milliseconds; null when some never were. */
  readonly verifiedSince: number | null;
}

export interface WindowRead {
  readonly reason: ReadReason;
  /** Every row must be read: after a gap, or after a read has found what the stream never told. */
  readonly whole: boolean;
  /** No event has been heard yet, so an answer that was asked for a moment before serves as well. */
  readonly early: boolean;
  readonly signal: AbortSignal;
  /** Told of the first page of several. */
  firstPage(rows: readonly RawRow[]): void;
}

/** Reads without a cause. */
const routine: ReadonlySet<ReadReason> = new Set(['audit', 'trailing', 'poll']);

export class WindowReader<Row> {
  readonly #plan: QueryPlan<Row>;
  readonly #reader: Reader;
  readonly #window: RowWindow<Row>;
  readonly #clock: Clock;
  readonly #rotation = new PageRotation();

  constructor(plan: QueryPlan<Row>, reader: Reader, window: RowWindow<Row>, clock: Clock) {
    this.#plan = plan;
    this.#reader = reader;
    this.#window = window;
    this.#clock = clock;
  }

  read(read: WindowRead): Promise<WindowRows> {
    const inPages = routine.has(read.reason) && !read.whole && this.#window.loaded && this.#window.held > WHOLE_UP_TO;
    return inPages ? this.#readPages(read.signal) : this.#readWhole(read);
  }

  async #readWhole({ early, signal, firstPage }: WindowRead): Promise<WindowRows> {
    const limit = this.#window.limit + HEADROOM;
    // Few rows are cheap to count, and a count saves asking whether more follow.
    const count = this.#window.complete;
    const answer = await readAll(this.#reader, { ...this.#request, limit, count, early, signal }, PAGE, firstPage);
    return { ...answer, whole: true, verifiedSince: answer.askedAt ?? this.#clock.now() };
  }

  /** The window as two pages of it say. */
  async #readPages(signal: AbortSignal): Promise<WindowRows> {
    let rows = this.#window.raws;
    for (const page of this.#rotation.take(this.#window, this.#clock.now())) {
      const after = page.after ?? undefined;
      const answer = await readAll(this.#reader, { ...this.#request, limit: AUDIT_PAGE, after, signal });
      rows = replaceStretch(rows, this.#plan, page, answer.rows, answer.complete) ?? rows;
    }
    const { complete } = this.#window;
    return { rows: [...rows], complete, whole: false, verifiedSince: this.#rotation.allReadSince };
  }

  get #request(): Omit<ReadRequest, 'limit'> {
    const { table, schema, select, filter, order, primaryKey } = this.#plan;
    return { table, schema, select, filter, order, primaryKey };
  }
}
