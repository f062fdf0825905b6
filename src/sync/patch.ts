/** What a LiveQuery tells its drawers: the smallest steps from the rows shown to the rows to show. */
import type { LiveChange } from '../domain/change.ts';

interface RowPatch<Row> {
  /** The row's primary key as one text (`row-key.ts`); stable for `data-key`. */
  readonly key: string;
  readonly row: Row;
  /**
   * The change in the table behind this step; null for a step of the window alone (refill, load more, reorder). A
   * change that takes two steps stands on the first, so every change is told once.
   */
  readonly change: LiveChange<Row> | null;
}

/** `before` is the key of the row that follows in the shown order after this step, null at the end. */
export interface InsertPatch<Row> extends RowPatch<Row> {
  readonly type: 'insert';
  readonly before: string | null;
}

export interface UpdatePatch<Row> extends RowPatch<Row> {
  readonly type: 'update';
  readonly changed: ReadonlySet<keyof Row>;
}

/** The row stays what it is and stands elsewhere. A changed row that also moves comes as an update, then a move. */
export interface MovePatch<Row> extends RowPatch<Row> {
  readonly type: 'move';
  readonly before: string | null;
}

export interface RemovePatch<Row> extends RowPatch<Row> {
  readonly type: 'remove';
}

/** Every row is new: the first rows, another user, another query. */
export interface ResetPatch<Row> {
  readonly type: 'reset';
  readonly rows: readonly { readonly key: string; readonly row: Row }[];
}

/** Patches apply one after the other, in order; each is true of the rows as the one before left them. */
export type Patch<Row> = InsertPatch<Row> | UpdatePatch<Row> | MovePatch<Row> | RemovePatch<Row> | ResetPatch<Row>;
