/**
 * Audits of long windows: what stands at the top, and one page further down, another one every time.
 *
 * Reading ten thousand rows every minute because nothing is wrong would cost more than everything else together. So
 * beyond `WHOLE_UP_TO` rows an audit reads the first page and a rotating one: what an unannounced loss leaves wrong at
 * the top is found by the next audit, and anywhere else within as many audits as the window has pages. One loss found
 * is reason enough to read everything next time, and fences do so anyway: a gap that was announced is closed at once.
 */
import type { RawRow } from '../domain/row.ts';
import { keyOf } from './row-key.ts';
import type { QueryPlan } from './query-plan.ts';
import type { RowWindow } from './row-window.ts';

/** Windows up to this many rows are read whole. */
export const WHOLE_UP_TO = 500;
/** Rows of a page of a longer one. */
export const AUDIT_PAGE = 250;

/** A stretch of the window: the rows after `after` (null: from the top), as far as one page goes. */
export interface AuditPage {
  readonly after: RawRow | null;
}

export class PageRotation {
  #next = AUDIT_PAGE;
  #startedAt: number | null = null;
  #allReadSince: number | null = null;

  /** The oldest moment that every row has been read since, in milliseconds; null before the first turn is complete. */
  get allReadSince(): number | null {
    return this.#allReadSince;
  }

  /** The pages to read now. */
  take<Row>(window: RowWindow<Row>, now: number): readonly AuditPage[] {
    if (this.#startedAt === null || this.#next >= window.held) {
      this.#allReadSince = this.#startedAt;
      this.#startedAt = now;
      this.#next = AUDIT_PAGE;
    }
    const before = window.at(this.#next - 1)?.raw;
    this.#next += AUDIT_PAGE;
    return before === undefined ? [{ after: null }] : [{ after: null }, { after: before }];
  }
}

/**
 * The rows as they are once `answer` stands in the place of its stretch: then one way of adopting serves whole reads and
 * pages. Null when the row the page began after is not there any more: what the answer follows is not known.
 */
export function replaceStretch<Row>(
  held: readonly RawRow[],
  plan: QueryPlan<Row>,
  { after }: AuditPage,
  answer: readonly RawRow[],
  complete: boolean,
): RawRow[] | null {
  const start = after === null ? 0 : held.indexOf(after) + 1;
  if (after !== null && start === 0) return null;
  const key = (row: RawRow): string | null => keyOf(row, plan.primaryKey);
  const last = answer.at(-1);
  const end = complete || last === undefined ? held.length : endOfStretch(held, start, last, plan);
  const stretch = new Set(held.slice(start, end).map(key));
  const told = new Set(answer.map(key));
  const before = held.slice(0, start);
  const beyond = held.slice(end);
  // Most answers tell of the rows that stand there, and of no other.
  if ([...told].every((each) => stretch.has(each))) return [...before, ...answer, ...beyond];
  const isElsewhere = (row: RawRow): boolean => !told.has(key(row));
  return [...before.filter(isElsewhere), ...answer, ...beyond.filter(isElsewhere)];
}

/** Where the rows begin that stand after the last one of the answer. */
function endOfStretch<Row>(held: readonly RawRow[], start: number, last: RawRow, plan: QueryPlan<Row>): number {
  const lastKey = keyOf(last, plan.primaryKey);
  const place = held.findIndex((row, index) => index >= start && keyOf(row, plan.primaryKey) === lastKey);
  if (place !== -1) return place + 1;
  const beyond = held.findIndex((row, index) => index >= start && plan.order.compare(row, last) > 0);
  return beyond === -1 ? held.length : beyond;
}
