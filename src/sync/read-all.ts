/** Reads more rows than the server gives in one answer, page after page. */
import type { RawRow } from '../domain/row.ts';
import { PAGE } from './page-size.ts';
import { payloadProblem, permanent, ReadError } from './read-error.ts';
import type { Reader, ReadRequest } from './reader.ts';
import { keyOf } from './row-key.ts';

export interface AllRows {
  readonly rows: RawRow[];
  readonly count: number | null;
  /** True when no matching row is left beyond these; false when `limit` ended the read. */
  readonly complete: boolean;
  /** When the first page was asked for, where that was before the read. */
  readonly askedAt?: number | undefined;
}

/**
 * Up to `request.limit` rows (Infinity: all). Each page begins after the last row of the one before.
 *
 * The server caps an answer at its `max_rows`, which it does not tell: a page shorter than was asked for may be the
 * end or the cap. It is the end when it is shorter than a page the same server has just given, for the cap is above
 * that; or when a count was asked for and is no more than the page; else the next read tells, by being empty. That
 * read costs one look at an index, where a count makes the server walk through the rows, also when there are many: so
 * one is asked for only by a caller who has reason to think the rows few. (An estimated count proves nothing: a
 * planner may guess below the truth.)
 *
 * Rows that change place meanwhile can be met twice (the later reading stands) or not at all, as with any reading in
 * several statements; whoever keeps the rows true audits them.
 *
 * `firstOfSeveral` is told of the first page while the next one is on its way.
 */
export async function readAll(
  reader: Reader,
  request: ReadRequest,
  pageSize = PAGE,
  firstOfSeveral?: (rows: readonly RawRow[]) => void,
): Promise<AllRows> {
  const rows = new Map<string, RawRow>();
  let after = request.after;
  let count: number | null = null;
  let askedAt: number | undefined;
  let longest = 0;
  for (let first = true; rows.size < request.limit; first = false) {
    const limit = Math.min(pageSize, request.limit - rows.size);
    const { count: counts, early } = first ? request : {};
    const page = await reader.read({ ...request, limit, after, count: counts, early });
    if (first) ({ count, askedAt } = page);
    const held = rows.size;
    const keys = page.rows.map((row) => keyOf(row, request.primaryKey));
    // One statement sees a row once: the columns named as the key do not tell its rows from each other.
    if (keys.includes(null) || new Set(keys).size < keys.length) throw keyProblem(request);
    for (const [place, row] of page.rows.entries()) {
      const key = keys[place]!;
      rows.delete(key);
      rows.set(key, row);
    }
    const { length } = page.rows;
    const counted = page.count !== null && page.count <= length;
    if (length === 0 || (length < limit && (length < longest || counted))) {
      return { rows: [...rows.values()], count, complete: true, askedAt };
    }
    // Else it would go on for ever.
    if (rows.size === held) throw payloadProblem('A page that was to follow the rows read held the same ones.');
    longest = Math.max(longest, length);
    after = page.rows.at(-1);
    if (first && rows.size < request.limit) firstOfSeveral?.(page.rows);
  }
  return { rows: [...rows.values()], count, complete: false, askedAt };
}

function keyProblem({ table, primaryKey }: ReadRequest): ReadError {
  const key = primaryKey.join(',');
  return new ReadError(
    permanent(
      'no-primary-key',
      `"${key}" is empty or the same in several rows of "${table}".`,
      'Name columns that tell them apart with primary-key="…".',
    ),
  );
}
