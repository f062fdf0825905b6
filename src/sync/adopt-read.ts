/**
 * Makes a window what a read of it says, except where an event knows better.
 *
 * Keys an event has spoken of since the read started keep what was painted, and are verified: taking the read's value
 * for them painted 227 to 275 rows back to older values in 75 runs measured against a real server.
 */
import type { RawRow } from '../domain/row.ts';
import type { QueryPlan } from './query-plan.ts';
import { keyOf } from './row-key.ts';
import type { RowWindow, TargetRow } from './row-window.ts';
import { sameValue } from '../domain/row.ts';

export interface Adoption {
  /** Keys that the read and an event disagree about, or might: to be verified. */
  readonly doubtful: readonly string[];
  /** Keys the read has put right. */
  readonly differing: readonly string[];
}

export function adoptRead<Row>(
  window: RowWindow<Row>,
  plan: QueryPlan<Row>,
  rows: readonly RawRow[],
  complete: boolean,
  touchedSince: (key: string) => boolean,
): Adoption {
  const doubtful: string[] = [];
  const differing: string[] = [];
  const target: TargetRow[] = [];
  const late: TargetRow[] = [];
  const seen = new Set<string>();
  for (const raw of rows) {
    const key = keyOf(raw, plan.primaryKey);
    if (key === null) continue;
    seen.add(key);
    const held = window.get(key);
    if (touchedSince(key)) {
      doubtful.push(key);
      // Not held: an event has removed it. It stays away until it is verified.
      if (window.loaded && held === undefined) continue;
      // What an event has moved since stands where the event has put it, not where the read has seen it.
      if (held !== undefined && window.movesBetween(held.raw, raw)) late.push({ key, raw: held.raw });
      else target.push({ key, raw: held?.raw ?? raw });
      continue;
    }
    if (held === undefined || differs(held.raw, raw)) differing.push(key);
    target.push({ key, raw });
  }
  const edge = rows.at(-1);
  for (const key of window.keys()) {
    if (seen.has(key)) continue;
    const { raw } = window.get(key)!;
    if (touchedSince(key)) {
      doubtful.push(key);
      late.push({ key, raw });
    } else if (complete || (edge !== undefined && plan.order.compare(raw, edge) < 0)) {
      differing.push(key);
    }
  }
  for (const row of late) insertInOrder(target, row, plan);
  window.adopt(target, complete, (type, row, previous, changed) => ({
    type,
    table: plan.table,
    schema: plan.schema,
    row,
    previous,
    changed,
    committedAt: null,
    source: 'read',
  }));
  return { doubtful, differing };
}

/** By our own comparison, as an event would place it. */
function insertInOrder<Row>(target: TargetRow[], row: TargetRow, plan: QueryPlan<Row>): void {
  let low = 0;
  let high = target.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (plan.order.compare(target[middle]!.raw, row.raw) <= 0) low = middle + 1;
    else high = middle;
  }
  target.splice(low, 0, row);
}

function differs(held: RawRow, read: RawRow): boolean {
  if (held === read) return false; // Most rows of a long window, of which a page is read at a time.
  for (const column in read) if (!sameValue(held[column], read[column])) return true;
  return false;
}
