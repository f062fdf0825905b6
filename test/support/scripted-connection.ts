/** A connection a test plays by hand: it answers every query with rows the test patches, and counts what is asked. */
import type { LiveConnection, LiveRows, Person, QuerySpec, RowsObserver } from '../../src/contexts.ts';
import type { ChangeType, LiveChange } from '../../src/domain/change.ts';
import type { ConnectionStatus, Problem, RowsStatus } from '../../src/domain/status.ts';
import type { Patch } from '../../src/sync/patch.ts';

export interface AnyRow {
  id: string;
  [column: string]: unknown;
}

export class ScriptedRows implements LiveRows<AnyRow> {
  readonly spec: QuerySpec;
  rows: readonly AnyRow[] = [];
  status: RowsStatus = 'loading';
  verifiedAt: Date | null = null;
  error: Problem | null = null;
  hasMore = false;
  closed = false;
  refreshes = 0;
  pages = 0;
  readonly #observers = new Set<RowsObserver<AnyRow>>();

  constructor(spec: QuerySpec) {
    this.spec = spec;
  }

  observe(observer: RowsObserver<AnyRow>): () => void {
    this.#observers.add(observer);
    if (this.rows.length > 0) observer.patched([resetTo(this.rows)]);
    return () => this.#observers.delete(observer);
  }

  get raws(): readonly AnyRow[] {
    return this.rows;
  }

  refresh(): Promise<void> {
    this.refreshes += 1;
    return Promise.resolve();
  }

  loadMore(): Promise<void> {
    this.pages += 1;
    return Promise.resolve();
  }

  close(): void {
    this.closed = true;
  }

  get observed(): boolean {
    return this.#observers.size > 0;
  }

  /** The first rows, or all new ones. */
  show(rows: readonly AnyRow[], status: RowsStatus = 'live'): void {
    this.rows = rows;
    this.#tell([resetTo(rows)]);
    this.become(status);
  }

  become(status: RowsStatus, error: Problem | null = null): void {
    this.status = status;
    this.error = error;
    for (const observer of this.#observers) observer.stateChanged?.();
  }

  synced(verifiedAt: Date, repaired: number): void {
    this.verifiedAt = verifiedAt;
    for (const observer of this.#observers) observer.synced?.({ verifiedAt, repaired });
  }

  insert(row: AnyRow, before: string | null, change: LiveChange<AnyRow> | null = this.#change('insert', row)): void {
    this.rows = placed(this.rows, row, before);
    this.#tell([{ type: 'insert', key: row.id, row, before, change }]);
  }

  update(id: string, values: Partial<AnyRow>): void {
    const previous = this.rows.find((row) => row.id === id)!;
    const row = { ...previous, ...values };
    const changed = new Set(Object.keys(values));
    this.rows = this.rows.map((each) => (each.id === id ? row : each));
    this.#tell([{ type: 'update', key: id, row, changed, change: this.#change('update', row, previous) }]);
  }

  /** As a change of a column the order hangs on comes: an update and a move with one change behind both. */
  updateAndMove(id: string, values: Partial<AnyRow>, before: string | null): void {
    const previous = this.rows.find((row) => row.id === id)!;
    const row = { ...previous, ...values };
    const change = this.#change('update', row, previous);
    this.rows = placed(this.rows, row, before);
    this.#tell([
      { type: 'update', key: id, row, changed: new Set(Object.keys(values)), change },
      { type: 'move', key: id, row, before, change },
    ]);
  }

  move(id: string, before: string | null): void {
    const row = this.rows.find((each) => each.id === id)!;
    this.rows = placed(this.rows, row, before);
    this.#tell([{ type: 'move', key: id, row, before, change: null }]);
  }

  remove(id: string): void {
    const row = this.rows.find((each) => each.id === id)!;
    this.rows = this.rows.filter((each) => each.id !== id);
    this.#tell([{ type: 'remove', key: id, row, change: this.#change('delete', row, row) }]);
  }

  #tell(patches: readonly Patch<AnyRow>[]): void {
    for (const observer of this.#observers) observer.patched(patches);
  }

  #change(type: ChangeType, row: AnyRow, previous: AnyRow | null = null): LiveChange<AnyRow> {
    return {
      type,
      table: this.spec.table,
      schema: 'public',
      row,
      previous,
      changed: new Set(Object.keys(row)),
      committedAt: null,
      source: 'changes',
    };
  }
}

function resetTo(rows: readonly AnyRow[]): Patch<AnyRow> {
  return { type: 'reset', rows: rows.map((row) => ({ key: row.id, row })) };
}

function placed(rows: readonly AnyRow[], row: AnyRow, before: string | null): AnyRow[] {
  const others = rows.filter((each) => each.id !== row.id);
  const index = before === null ? others.length : others.findIndex((each) => each.id === before);
  return others.toSpliced(index, 0, row);
}

export class ScriptedConnection implements LiveConnection {
  status: ConnectionStatus = 'connected';
  nextRetryAt: Date | null = null;
  error: Problem | null = null;
  reconnects = 0;
  readonly queries: ScriptedRows[] = [];
  /** What came along with each question. */
  readonly initials: (readonly unknown[] | undefined)[] = [];
  audience?: object;
  readonly subscriptions: { table: string; listener: (change: LiveChange) => void }[] = [];
  readonly #listeners = new Set<() => void>();

  observe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  query<Row>(spec: QuerySpec, initial?: readonly unknown[]): LiveRows<Row> {
    const rows = new ScriptedRows(spec);
    this.initials.push(initial);
    if (initial) rows.rows = initial as readonly AnyRow[];
    if (initial) rows.status = 'stale';
    this.queries.push(rows);
    return rows as unknown as LiveRows<Row>;
  }

  subscribe(table: string, listener: (change: never) => void): () => void {
    const subscription = { table, listener: listener as (change: LiveChange) => void };
    this.subscriptions.push(subscription);
    return () => this.subscriptions.splice(this.subscriptions.indexOf(subscription), 1);
  }

  reconnect(): void {
    this.reconnects += 1;
  }

  /** Who listens in each room. */
  readonly rooms = new Map<string, (others: readonly Person[]) => void>();

  /** Rooms that are entered to be seen from feeds too. */
  readonly seenInFeed = new Set<string>();
  /** Who watches all rooms of a table. */
  readonly watchers = new Map<string, (lookers: ReadonlyMap<string, readonly Person[]>) => void>();

  present(room: string, listener: (others: readonly Person[]) => void, inFeed = false): () => void {
    this.rooms.set(room, listener);
    if (inFeed) this.seenInFeed.add(room);
    listener([]);
    return () => {
      this.rooms.delete(room);
      this.seenInFeed.delete(room);
    };
  }

  lookers(table: string, listener: (lookers: ReadonlyMap<string, readonly Person[]>) => void): () => void {
    this.watchers.set(table, listener);
    listener(new Map());
    return () => this.watchers.delete(table);
  }

  become(status: ConnectionStatus, more: { nextRetryAt?: Date | null; error?: Problem | null } = {}): void {
    this.status = status;
    this.nextRetryAt = more.nextRetryAt ?? null;
    this.error = more.error ?? null;
    for (const listener of this.#listeners) listener();
  }

  /** Queries that were opened and not closed. */
  get open(): ScriptedRows[] {
    return this.queries.filter((rows) => !rows.closed);
  }

  get observers(): number {
    return this.#listeners.size;
  }
}
