/**
 * A list read once and patched by events, as well as it can be done without asking again: the practices in the field
 * differ in *when* they read anew, and share this. Column-wise merge, upsert, events during a read replayed on top, the
 * read that began last wins, and an edge with headroom below which rows are not known.
 */
import type { RealtimePostgresChangesPayload } from '@supabase/supabase-js';
import type { ComparedList, Row } from './keeper.ts';

export type Change = RealtimePostgresChangesPayload<Row>;

/** Rows read beyond the limit. */
export const HEADROOM = 10;

interface Read {
  readonly order: number;
  readonly changes: Change[];
}

export class PatchedList {
  readonly list: ComparedList;
  /** Told when rows that are gone have left a hole that only another read can fill. */
  runsShort: () => void = () => undefined;
  #rows = new Map<string, Row>();
  /** The last row read when there were more; rows that sort below it are not known. */
  #edge: Row | null = null;
  #reads = new Set<Read>();
  #begun = 0;
  #applied = 0;

  constructor(list: ComparedList) {
    this.list = list;
  }

  get loaded(): boolean {
    return this.#applied > 0;
  }

  /** There are more rows than are known, and fewer are known than are to be shown. */
  get short(): boolean {
    return this.#edge !== null && this.#rows.size < this.list.limit;
  }

  get shown(): readonly Row[] {
    const sorted = [...this.#rows.values()].sort(this.list.compare);
    return sorted.slice(0, this.list.limit);
  }

  /** A read begins. Answers what to do with its rows; null when it has failed. */
  begin(): (rows: readonly Row[] | null, complete: boolean) => void {
    const read: Read = { order: ++this.#begun, changes: [] };
    this.#reads.add(read);
    return (rows, complete) => {
      this.#reads.delete(read);
      if (rows === null || read.order < this.#applied) return;
      this.#applied = read.order;
      this.#edge = complete ? null : (rows.at(-1) ?? null);
      this.#rows = new Map(rows.map((row) => [row.id, row]));
      for (const change of read.changes) this.#apply(change);
      this.#look();
    };
  }

  change(change: Change): void {
    for (const read of this.#reads) read.changes.push(change);
    if (!this.loaded) return;
    this.#apply(change);
    this.#look();
  }

  #apply(change: Change): void {
    const old = change.old as Partial<Row>;
    if (change.eventType === 'DELETE') {
      this.#rows.delete(String(old.id));
      return;
    }
    // A key may have changed, and a column that is absent is unknown, not null.
    const row: Row = { ...this.#rows.get(old.id ?? change.new.id), ...change.new };
    if (old.id !== undefined) this.#rows.delete(old.id);
    this.#rows.delete(row.id);
    const known = this.#edge === null || this.list.compare(row, this.#edge) <= 0;
    if (known && this.list.matches(row)) this.#rows.set(row.id, row);
  }

  #look(): void {
    if (this.short) this.runsShort();
  }
}
