/**
 * Context keys, and the contracts behind them.
 *
 * Two copies or versions of the kit may meet on one page: keys are `Symbol.for`, and what stands behind them is
 * structural and versioned, never checked by `instanceof`.
 */
import { createContext } from '@lit/context';
import type { LiveChange } from './domain/change.ts';
import type { ConnectionStatus, Problem, RowsStatus } from './domain/status.ts';
import type { TableName, TableRows } from './domain/tables.ts';
import type { Patch } from './sync/patch.ts';

/** What a widget asks for, in the words of its attributes. */
export interface QuerySpec {
  readonly table: string;
  /** Default: the provider's. */
  readonly schema?: string;
  /** The element's names to the user's columns: `name:title,price:unit_price`. */
  readonly columns?: string;
  /** PostgREST's `select`. Default `*`. */
  readonly select?: string;
  /** PostgREST's filters joined by commas: `status=eq.open,priority=in.(high,urgent)`. */
  readonly filter?: string;
  /** PostgREST's order: `created_at.desc,id.asc`; the primary key is always added as the last key. */
  readonly order?: string;
  /** One of the element's names: rows with the same value stand together, so it is the first the order hangs on. */
  readonly groupBy?: string;
  /** Rows shown. Default 100. */
  readonly limit?: number;
  /** Default `id`; `a,b` for a composite one. */
  readonly primaryKey?: string;
}

export interface RowsObserver<Row> {
  /** The shown rows changed; `patches` lead from the rows before to the rows now. */
  patched(patches: readonly Patch<Row>[]): void;
  /** `status`, `verifiedAt`, `error` or `hasMore` changed. */
  stateChanged?(): void;
  /** A read agreed with, or repaired, what is shown. `repaired`: rows it put right. */
  synced?(detail: { readonly verifiedAt: Date; readonly repaired: number }): void;
  /** For a time the rows may have missed changes; a read has begun to make it good. */
  gap?(gap: LiveGap): void;
}

/** A time in which changes may have been missed. */
export interface LiveGap {
  readonly from: Date;
  readonly to: Date;
  readonly why: string;
}

/** A row and the text it is known by. */
export interface KeyedRow<Row> {
  readonly key: string;
  readonly row: Row;
}

/** A window over a table, kept equal to its SELECT. */
export interface LiveRows<Row = Record<string, unknown>> {
  /** In shown order; a new array after every change, never mutated. */
  readonly rows: readonly Row[];
  readonly status: RowsStatus;
  /** When a read last agreed with what is shown. */
  readonly verifiedAt: Date | null;
  readonly error: Problem | null;
  /** True when the table is known to hold matching rows beyond the shown ones. */
  readonly hasMore: boolean;
  /** The rows as a read would bring them, in the database's names; more than are shown, where more are known. */
  readonly raws?: readonly Readonly<Record<string, unknown>>[];
  /**
   * Begins with a `reset` when rows are there already. Answers the function that ends it.
   *
   * @param drawn - Rows that the observer has already, in shown order: it begins with the steps from those to the rows.
   */
  observe(observer: RowsObserver<Row>, drawn?: readonly KeyedRow<Row>[]): () => void;
  /** Reads again now; resolves when that read has been applied or has failed (the failure is in `error`). */
  refresh(): Promise<void>;
  /** Shows one more page. */
  loadMore(): Promise<void>;
  /** Nobody sees the rows: they stand, stale, without reads and without a claim on the stream, until `wake`. */
  rest?(): void;
  wake?(): void;
  /** Gives up the claim; the last one to go ends the reads and, after a linger, the channel. */
  close(): void;
}

/** Somebody who looks at the same thing, by the name that this person's page gives; empty where it gives none. */
export interface Person {
  readonly key: string;
  readonly name: string;
}

/** What a `<live-provider>` offers to the elements of the page. */
export interface LiveConnection {
  readonly status: ConnectionStatus;
  /** When the next try to connect is due; null when none is planned. */
  readonly nextRetryAt: Date | null;
  readonly error: Problem | null;
  /** Milliseconds after which rows that nobody can see for their place in the page rest; Infinity, or none, for never. */
  readonly offScreenPause?: number;
  /**
   * Whose rows these are: connections that have the same one here show the same reader the same project, so the rows of
   * one may stand until the next has read.
   */
  readonly audience?: object | undefined;
  /** Calls `listener` after any of the above changed. Answers the function that ends it. */
  observe(listener: () => void): () => void;
  /**
   * Opens a window. Never throws for bad input: it answers rows in status `error`.
   *
   * @param initial - Rows as a read would bring them, in the database's names: shown as `stale` until the first read.
   */
  query<Row = Record<string, unknown>>(
    spec: QuerySpec,
    initial?: readonly Readonly<Record<string, unknown>>[],
  ): LiveRows<Row>;
  subscribe<Name extends TableName>(table: Name, listener: (change: LiveChange<TableRows[Name]>) => void): () => void;
  subscribe(table: string, listener: (change: LiveChange) => void): () => void;
  reconnect(): void;
  /**
   * Is seen in a room (`tickets:7`), and sees who else is, until the function it answers is called.
   *
   * @param inFeed - To be seen by those who watch all rooms of the kind, too; so is who watches them himself.
   */
  present?(room: string, listener: (others: readonly Person[]) => void, inFeed?: boolean): () => void;
  /** Sees, unseen, who is in which room of a kind (`tickets`), until the function it answers is called. */
  lookers?(table: string, listener: (lookers: ReadonlyMap<string, readonly Person[]>) => void): () => void;
}

/** undefined until a provider has what it needs: consumers treat that as "not yet". */
export const connectionContext = createContext<LiveConnection | undefined>(Symbol.for('livetags/connection/v1'));
