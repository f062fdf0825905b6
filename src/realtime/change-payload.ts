/** From the wire's `postgres_changes` payload to a row event, and from there to the typed change a listener gets. */
import type { ChangeSource, ChangeType, LiveChange } from '../domain/change.ts';
import type { RawRow } from '../domain/row.ts';
import { changedColumns } from '../domain/row.ts';
import type { ChangePayload } from './transport.ts';

/** A change as the stream told it, before anything else is known of the row. */
export interface RowEvent {
  readonly type: ChangeType;
  readonly schema: string;
  readonly table: string;
  /**
   * The row's columns as far as the server sent them; empty for a delete. A column that is absent is unknown, not
   * null: unchanged TOASTed values and columns without a grant are left out (transcript j-types-large-rows).
   */
  readonly record: RawRow;
  /** The replica identity before the change, usually the primary key alone; empty for an insert. For listeners, frozen. */
  readonly old: RawRow;
  /** True when the server said that it could not show the row (`errors`: 400, 401, 413). */
  readonly faulty: boolean;
  readonly committedAt: Date | null;
  readonly source: ChangeSource;
}

const types: ReadonlyMap<string, ChangeType> = new Map([
  ['INSERT', 'insert'],
  ['UPDATE', 'update'],
  ['DELETE', 'delete'],
]);

/** Null for a payload that is not a change at all. */
export function toRowEvent(payload: ChangePayload, source: ChangeSource): RowEvent | null {
  const type = types.get(payload.eventType);
  if (type === undefined || !isRow(payload.new) || !isRow(payload.old)) return null;
  const committed = payload.commit_timestamp === null ? NaN : Date.parse(payload.commit_timestamp);
  return {
    type,
    schema: payload.schema,
    table: payload.table,
    // One object for every listener and every list of the table: nobody may change it under the others.
    record: Object.freeze(payload.new),
    old: payload.old,
    faulty: Array.isArray(payload.errors) && payload.errors.length > 0,
    committedAt: Number.isNaN(committed) ? null : new Date(committed),
    source,
  };
}

/** The change for listeners of a whole table, who hold no rows: all that is known is what the event itself says. */
export function toLiveChange<Row>(event: RowEvent, toRow: (raw: RawRow) => Row): LiveChange<Row> {
  const old = Object.freeze(event.old);
  const row = toRow(event.type === 'delete' ? old : event.record);
  const previous = event.type === 'insert' ? null : (toRow(old) as Partial<Row>);
  let changed: ReadonlySet<keyof Row> | undefined;
  return {
    type: event.type,
    table: event.table,
    schema: event.schema,
    row,
    previous,
    // Compared when somebody asks: most pages listen to no change of a whole table.
    get changed() {
      return (changed ??= changedColumns(row, previous));
    },
    committedAt: event.committedAt,
    source: event.source,
  };
}

function isRow(value: unknown): value is RawRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
