/**
 * What one event does to a window: paint at once what it says for sure, and name what only a read can settle.
 *
 * An event is a hint. It may be late, doubled or lack columns (an unchanged TOASTed value is left out), it says nothing
 * of a row that left the filter or the viewer's sight, and a DELETE for a row never seen is normal (transcript
 * d-rls): so nothing here proves that the window is right, and nothing has to.
 */
import type { LiveChange } from '../domain/change.ts';
import type { RawRow } from '../domain/row.ts';
import type { RowEvent } from '../realtime/change-payload.ts';
import type { QueryPlan } from './query-plan.ts';
import { keyOf } from './row-key.ts';
import type { ChangeTeller, RowWindow } from './row-window.ts';

export interface EventOutcome {
  /** Every key the event speaks of. */
  readonly touched: readonly string[];
  /** Keys whose row only a read can tell. */
  readonly doubtful: readonly string[];
  /** True when only reading the whole window can tell. */
  readonly windowDoubtful: boolean;
  /** True when the event cannot be of a row of this table at all: no key. */
  readonly unreadable: boolean;
}

export function applyEvent<Row>(
  window: RowWindow<Row>,
  plan: QueryPlan<Row>,
  event: RowEvent,
  allColumns: ReadonlySet<string> | null,
): EventOutcome {
  const before = keyOf(event.old, plan.primaryKey);
  const after = keyOf(event.record, plan.primaryKey);
  if (event.type === 'delete') {
    if (before === null) return unreadable;
    window.remove(before, teller(event, plan));
    return settled([before]);
  }
  if (after === null)
    return before === null ? unreadable : { ...settled([before]), doubtful: [before], unreadable: true };
  const touched = before === null || before === after ? [after] : [before, after];
  if (touched.length === 2) window.remove(before!, teller(event, plan));
  const held = window.get(after);
  // What most events are to most lists of a table with many: somebody else's row.
  if (held === undefined && !event.faulty && plan.eventsSuffice && plan.filter.matches(event.record) === false)
    return settled(touched);
  const raw = merge(held?.raw, event.record, plan.columns);
  const complete = held !== undefined || hasEvery(raw, plan.columns ?? allColumns);
  if (event.faulty || !plan.eventsSuffice || !complete) return { ...settled(touched), doubtful: [after] };

  const matches = plan.filter.matches(raw);
  if (matches === 'unknown') return { ...settled(touched), doubtful: [after] };
  if (!matches) {
    window.remove(after, teller(event, plan));
    return settled(touched);
  }
  // An UPDATE of a row that a complete, unfiltered list has never seen proves that its INSERT was lost.
  const lostInsert = held === undefined && event.type === 'update' && window.complete && plan.filter.text === '';
  if (held === undefined || window.movesBetween(held.raw, raw)) {
    const windowDoubtful = lostInsert || window.needsReadToPlace(raw);
    if (window.isBeyondEdge(raw)) {
      // Not one of the rows known to come next, as far as we can compare: it is let go, or a read finds it.
      window.remove(after, teller(event, plan));
      return { ...settled(touched), windowDoubtful };
    }
    window.put(after, raw, teller(event, plan));
    return { ...settled(touched), windowDoubtful };
  }
  window.put(after, raw, teller(event, plan));
  return settled(touched);
}

/** The keys an event speaks of: a row whose key was changed by an UPDATE has two. */
export function keysOf<Row>(plan: QueryPlan<Row>, event: RowEvent): string[] {
  const keys = [keyOf(event.old, plan.primaryKey), keyOf(event.record, plan.primaryKey)];
  return [...new Set(keys)].filter((key) => key !== null);
}

function settled(touched: readonly string[]): EventOutcome {
  return { touched, doubtful: none, windowDoubtful: false, unreadable: false };
}

const none: readonly string[] = [];

const unreadable: EventOutcome = { touched: [], doubtful: [], windowDoubtful: true, unreadable: true };

/** Column by column: what the event leaves out stays as it was. Most events are whole rows, and taken as they are. */
function merge(held: RawRow | undefined, record: RawRow, columns: ReadonlySet<string> | null): RawRow {
  if (columns === null && (held === undefined || tellsAll(record, held))) return record;
  const merged: Record<string, unknown> = { ...held };
  for (const column in record) if (columns === null || columns.has(column)) merged[column] = record[column];
  return merged;
}

/** True when `record` has every column of `held`. What an object inherits is no JSON: a function. */
function tellsAll(record: RawRow, held: RawRow): boolean {
  for (const column in held) {
    const value = record[column];
    if (value === undefined || typeof value === 'function') return false;
  }
  return true;
}

function hasEvery(raw: RawRow, columns: ReadonlySet<string> | null): boolean {
  if (columns === null) return true;
  for (const column of columns) if (!Object.hasOwn(raw, column)) return false;
  return true;
}

function teller<Row>(event: RowEvent, plan: QueryPlan<Row>): ChangeTeller<Row> {
  return ({ row, previous, changed }): LiveChange<Row> => ({
    type: event.type,
    table: plan.table,
    schema: plan.schema,
    row,
    previous,
    changed,
    committedAt: event.committedAt,
    source: event.source,
  });
}
