/** Asks the database for a few rows by key, and makes the window say the same of them. */
import type { LiveChange } from '../domain/change.ts';
import type { QueryPlan } from './query-plan.ts';
import type { Reader } from './reader.ts';
import { keyOf } from './row-key.ts';
import type { ChangeTeller, RowWindow } from './row-window.ts';

export interface Overtaking {
  /** True when an event has spoken of the key since the asking. */
  touched(key: string): boolean;
  /** True when the whole window has been read again since the asking. */
  overtaken(): boolean;
}

/** Answers the keys that are doubtful still. */
export async function settleKeys<Row>(
  window: RowWindow<Row>,
  plan: QueryPlan<Row>,
  reader: Reader,
  keys: readonly string[],
  { touched, overtaken }: Overtaking,
): Promise<readonly string[]> {
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
  if (overtaken()) return keys;
  const found = new Map(rows.map((row) => [keyOf(row, primaryKey), row]));
  const still: string[] = [];
  for (const key of keys) {
    const raw = found.get(key);
    if (touched(key)) still.push(key);
    else if (raw === undefined) window.remove(key, told(plan, 'delete'));
    else if (window.get(key) === undefined && window.isBeyondEdge(raw)) continue;
    else window.put(key, raw, told(plan, window.get(key) === undefined ? 'insert' : 'update'));
  }
  return still;
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
