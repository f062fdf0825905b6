/** Asks the database for a few rows by key, and makes the window say the same of them. */
import type { LiveChange } from '../domain/change.ts';
import type { RawRow } from '../domain/row.ts';
import type { QueryPlan } from './query-plan.ts';
import type { Reader } from './reader.ts';
import { keyOf } from './row-key.ts';
import type { ChangeTeller, RowWindow } from './row-window.ts';

/** Those of the rows that exist, match and may be seen. */
export async function readKeys<Row>(
  plan: QueryPlan<Row>,
  reader: Reader,
  keys: readonly string[],
): Promise<ReadonlyMap<string, RawRow>> {
  const { table, schema, select, filter, order, primaryKey } = plan;
  const { rows } = await reader.read({
    table,
    schema,
    select,
    filter,
    order,
    primaryKey,
    keys: keys.map((key) => keyValues(key, primaryKey)),
    limit: keys.length,
  });
  return new Map(rows.flatMap((row) => [[keyOf(row, primaryKey) ?? '', row] as const]));
}

/** What was not found is not there, or not for this reader. */
export function settleKeys<Row>(
  window: RowWindow<Row>,
  plan: QueryPlan<Row>,
  keys: readonly string[],
  found: ReadonlyMap<string, RawRow>,
): void {
  for (const key of keys) {
    const raw = found.get(key);
    const held = window.get(key) !== undefined;
    if (raw === undefined || (!held && window.isBeyondEdge(raw))) window.remove(key, told(plan, 'delete'));
    else window.put(key, raw, told(plan, held ? 'update' : 'insert'));
  }
}

/** The values behind a key's text (`row-key.ts`). */
function keyValues(key: string, primaryKey: readonly string[]): readonly string[] {
  return primaryKey.length === 1 ? [key] : (JSON.parse(key) as string[]);
}

function told<Row>(plan: QueryPlan<Row>, type: LiveChange<Row>['type']): ChangeTeller<Row> {
  const { table, schema } = plan;
  return ({ row, previous, changed }) => ({
    type,
    table,
    schema,
    row,
    previous,
    changed,
    committedAt: null,
    source: 'read',
  });
}
