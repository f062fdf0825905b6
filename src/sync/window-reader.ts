/** Reads what a window shall hold: whole, or, where nothing in particular is wrong, a long one page by page. */
import { AUDIT_PAGE, PageRotation, replaceStretch, WHOLE_UP_TO } from './long-audit.ts';
import type { QueryPlan } from './query-plan.ts';
import type { AllRows } from './read-all.ts';
import { readAll } from './read-all.ts';
import type { ReadReason } from './read-schedule.ts';
import type { Reader, ReadRequest } from './reader.ts';
import { HEADROOM, type RowWindow } from './row-window.ts';

export type WindowRows = Pick<AllRows, 'rows' | 'complete'>;

/** Reads without a cause. */
const routine: ReadonlySet<ReadReason> = new Set(['audit', 'trailing', 'poll']);

export class WindowReader<Row> {
  readonly #plan: QueryPlan<Row>;
  readonly #reader: Reader;
  readonly #window: RowWindow<Row>;
  readonly #rotation = new PageRotation();

  constructor(plan: QueryPlan<Row>, reader: Reader, window: RowWindow<Row>) {
    this.#plan = plan;
    this.#reader = reader;
    this.#window = window;
  }

  /** @param lossy - a read has just found what the stream never told: wherever else it was silent must be found now. */
  read(reason: ReadReason, lossy: boolean, signal: AbortSignal): Promise<WindowRows> {
    const inPages = routine.has(reason) && !lossy && this.#window.loaded && this.#window.held > WHOLE_UP_TO;
    return inPages ? this.#readPages(signal) : this.#readWhole(signal);
  }

  #readWhole(signal: AbortSignal): Promise<WindowRows> {
    const limit = this.#window.limit + HEADROOM;
    // Few rows are cheap to count, and a count saves asking whether more follow.
    return readAll(this.#reader, { ...this.#request, limit, count: this.#window.complete, signal });
  }

  /** The window as two pages of it say. */
  async #readPages(signal: AbortSignal): Promise<WindowRows> {
    let rows = this.#window.raws;
    for (const page of this.#rotation.take(this.#window)) {
      const after = page.after ?? undefined;
      const answer = await readAll(this.#reader, { ...this.#request, limit: AUDIT_PAGE, after, signal });
      rows = replaceStretch(rows, this.#plan, page, answer.rows, answer.complete) ?? rows;
    }
    return { rows: [...rows], complete: this.#window.complete };
  }

  get #request(): Omit<ReadRequest, 'limit'> {
    const { table, schema, select, filter, order, primaryKey } = this.#plan;
    return { table, schema, select, filter, order, primaryKey };
  }
}
