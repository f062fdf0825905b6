/** Rows that no read has verified fill a window: a first picture, which the first read rights. */
import type { RawRow } from '../domain/row.ts';
import { HEADROOM } from './page-size.ts';
import type { QueryPlan } from './query-plan.ts';
import { keyOf } from './row-key.ts';
import type { RowWindow } from './row-window.ts';

/** @param complete - there are most likely no others. */
export function showUnread<Row>(
  window: RowWindow<Row>,
  plan: QueryPlan<Row>,
  rows: readonly RawRow[],
  complete: boolean,
): void {
  const target = rows.slice(0, window.limit + HEADROOM).flatMap((raw) => {
    const key = keyOf(raw, plan.primaryKey);
    return key === null ? [] : [{ key, raw }];
  });
  window.adopt(target, complete, () => null, true);
}
