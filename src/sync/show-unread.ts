/** Rows that came with the page fill a window before anything was read: a first picture, which the first read rights. */
import type { RawRow } from '../domain/row.ts';
import type { QueryPlan } from './query-plan.ts';
import { keyOf } from './row-key.ts';
import type { RowWindow } from './row-window.ts';

export function showUnread<Row>(window: RowWindow<Row>, plan: QueryPlan<Row>, rows: readonly RawRow[]): void {
  const target = rows.slice(0, plan.limit).flatMap((raw) => {
    const key = keyOf(raw, plan.primaryKey);
    return key === null ? [] : [{ key, raw }];
  });
  // A full page says nothing of what lies beyond it; one that is not full is most likely all there is.
  window.adopt(target, rows.length < plan.limit, () => null);
  window.takePatches();
}
