/** One change of one row, the same shape from every source. */

export type ChangeType = 'insert' | 'update' | 'delete';

/**
 * Where a change was learnt from: Postgres Changes, Broadcast from the database, or a read that put right what the
 * stream had missed (`read`, the only one there is while polling).
 */
export type ChangeSource = 'changes' | 'broadcast' | 'read';

export interface LiveChange<Row = Record<string, unknown>> {
  readonly type: ChangeType;
  readonly table: string;
  readonly schema: string;
  /** The row after the change; of a deleted row, what was last known of it (from the stream: its key alone). */
  readonly row: Row;
  /** What was known of the row before the change; null for an insert and for a row never seen. */
  readonly previous: Partial<Row> | null;
  /** The columns whose values differ from `previous`; every column there is when nothing was known before. */
  readonly changed: ReadonlySet<keyof Row>;
  /** Commit time as the server tells it, in milliseconds; null when it told none (a read, a row it could not show). */
  readonly committedAt: Date | null;
  readonly source: ChangeSource;
}
