/**
 * A list's rows while the engine is on its way: those that the page brought along, or the first page as it comes, stale
 * for nobody has verified them. Once the engine is there it is a name for the engine's rows, which begin with these.
 */
import type { KeyedRow, LiveRows, QuerySpec, RowsObserver } from '../contexts.ts';
import type { RawRow } from '../domain/row.ts';
import type { Problem, RowsStatus } from '../domain/status.ts';
import { entityConverter } from '../repositories/entity.ts';
import type { QueryWords } from '../sync/query-words.ts';
import { keyOf } from '../sync/row-key.ts';
import type { EarlyReads } from './early-reads.ts';

/** What the engine goes on from. */
export interface RowsSoFar {
  readonly rows: readonly RawRow[] | undefined;
  /** They are a page that was read, not what the page brought along. */
  readonly isPage: boolean;
}

const nothing = (): void => undefined;

export class EarlyRows<Row> implements LiveRows<Row> {
  readonly #spec: QuerySpec;
  /** Null: they make no query, and the engine will say why. */
  readonly #words: QueryWords | null;
  readonly #closed: () => void;
  readonly #observers = new Map<RowsObserver<Row>, () => void>();
  #reads: EarlyReads | null = null;
  #inPage: readonly RawRow[] | undefined;
  #page: readonly RawRow[] | undefined;
  #shown: readonly KeyedRow<Row>[] | undefined;
  #rows: readonly Row[] = [];
  #hasMore = false;
  #resting = false;
  #engineRows: LiveRows<Row> | undefined;
  /** Those who wait for the engine. */
  #waiting: (() => void)[] = [];

  /** @param closed - told when nobody needs them any more. */
  constructor(spec: QuerySpec, words: QueryWords | null, inPage: readonly RawRow[] | undefined, closed: () => void) {
    this.#spec = spec;
    this.#words = words;
    this.#inPage = inPage;
    this.#closed = closed;
    if (inPage) this.#show(inPage);
  }

  get rows(): readonly Row[] {
    return this.#engineRows?.rows ?? this.#rows;
  }

  get status(): RowsStatus {
    return this.#engineRows?.status ?? (this.#shown ? 'stale' : 'loading');
  }

  get verifiedAt(): Date | null {
    return this.#engineRows?.verifiedAt ?? null;
  }

  get error(): Problem | null {
    return this.#engineRows?.error ?? null;
  }

  get hasMore(): boolean {
    return this.#engineRows?.hasMore ?? this.#hasMore;
  }

  get raws(): readonly RawRow[] | undefined {
    return this.#engineRows ? this.#engineRows.raws : (this.#page ?? this.#inPage);
  }

  /** Asks for the first page; null: it cannot be asked for early. */
  async ask(reads: EarlyReads | null): Promise<void> {
    this.#reads = reads;
    if (!reads || !this.#words) return;
    const inPage = this.#inPage;
    // As the engine will ask: few rows are cheap to count.
    const page = await reads.ask(this.#words, inPage !== undefined && inPage.length < this.#words.limit);
    // Beside rows that stand there already, it is for the engine to say what differs.
    if (!page || inPage || reads !== this.#reads || this.#engineRows || !this.#canShow(page)) return;
    this.#page = page;
    this.#show(page);
  }

  /** Another reader: what was shown may not be that one's to see. */
  forget(): void {
    this.#inPage = undefined;
    this.#page = undefined;
    if (!this.#shown) return;
    this.#shown = undefined;
    this.#hasMore = false;
    this.#tell();
  }

  /** The engine is there; from now on its rows are these. */
  handOver(open: (spec: QuerySpec, soFar: RowsSoFar) => LiveRows<Row>): void {
    const rows = open(this.#spec, { rows: this.#page ?? this.#inPage, isPage: this.#page !== undefined });
    this.#engineRows = rows;
    if (this.#resting) rows.rest?.();
    for (const observer of this.#observers.keys()) {
      this.#observers.set(observer, rows.observe(observer, this.#shown));
      observer.stateChanged?.();
    }
    this.#letGo();
  }

  observe(observer: RowsObserver<Row>): () => void {
    this.#observers.set(observer, this.#engineRows?.observe(observer) ?? nothing);
    if (!this.#engineRows && this.#shown) observer.patched([{ type: 'reset', rows: this.#shown }]);
    return () => {
      this.#observers.get(observer)?.();
      this.#observers.delete(observer);
    };
  }

  async refresh(): Promise<void> {
    await this.#engine();
    await this.#engineRows?.refresh();
  }

  async loadMore(): Promise<void> {
    await this.#engine();
    await this.#engineRows?.loadMore();
  }

  rest(): void {
    this.#resting = true;
    this.#engineRows?.rest?.();
  }

  wake(): void {
    this.#resting = false;
    this.#engineRows?.wake?.();
  }

  close(): void {
    this.#reads = null;
    this.#observers.forEach((end) => end());
    this.#observers.clear();
    this.#engineRows?.close();
    this.#closed();
    this.#letGo();
  }

  #engine(): Promise<void> {
    return this.#engineRows ? Promise.resolve() : new Promise((resolve) => this.#waiting.push(resolve));
  }

  #letGo(): void {
    this.#waiting.splice(0).forEach((resolve) => resolve());
  }

  #show(raws: readonly RawRow[]): void {
    if (!this.#words) return;
    const { table, primaryKey, mapping, limit } = this.#words;
    const convert = entityConverter(table);
    this.#shown = raws.slice(0, limit).flatMap((raw) => {
      const key = keyOf(raw, primaryKey);
      return key === null ? [] : [{ key, row: convert(mapping.toEntity(raw)) as Row }];
    });
    this.#hasMore = raws.length >= limit;
    this.#tell();
  }

  #tell(): void {
    const rows = this.#shown ?? [];
    this.#rows = Object.freeze(rows.map(({ row }) => row));
    for (const observer of this.#observers.keys()) {
      observer.patched([{ type: 'reset', rows }]);
      observer.stateChanged?.();
    }
  }

  /** Rows that the key does not tell apart cannot be kept: the engine says so. */
  #canShow(page: readonly RawRow[]): boolean {
    const keys = page.map((raw) => keyOf(raw, this.#words!.primaryKey));
    return !keys.includes(null) && new Set(keys).size === keys.length;
  }
}
