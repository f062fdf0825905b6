/** Holds a list's window on its table: opens it, exchanges it when the question changes, pauses it and gives it up. */
import type { LiveConnection, LiveRows, QuerySpec, RowsObserver } from '../../../src/contexts.ts';
import type { RawRow } from '../../../src/domain/row.ts';
import { DEFAULT_LIMIT } from '../../../src/sync/query-words.ts';
import { Slices } from './slices.ts';

export class RowSource<Row> {
  readonly #observer: RowsObserver<Row>;
  readonly #slices: Slices<Row>;
  /** Of the last read that was told. */
  #verifiedAt: Date | null = null;
  #connection: LiveConnection | undefined;
  #question = '';
  #rows: LiveRows<Row> | undefined;
  #stopObserving: (() => void) | undefined;
  #askedBefore = false;
  #resting = false;

  constructor(observer: RowsObserver<Row>) {
    this.#observer = observer;
    this.#slices = new Slices<Row>({
      ...observer,
      synced: (detail) => {
        this.#verifiedAt = detail.verifiedAt;
        observer.synced?.(detail);
      },
    });
  }

  get current(): LiveRows<Row> | undefined {
    return this.#rows;
  }

  /** True while changes that are there wait to be told, for there are many. */
  get behind(): boolean {
    return this.#slices.behind;
  }

  /** When a read last agreed with what was told. */
  get verifiedAt(): Date | null {
    return this.behind ? this.#verifiedAt : (this.#rows?.verifiedAt ?? null);
  }

  /**
   * Asks `spec` of `connection`; null when there is nothing to ask yet. The same question again changes nothing.
   * A paused source keeps its window open and up to date, and tells nothing until it goes on. `initial` answers the
   * rows that the page brought along, and is asked for them with the first question alone.
   */
  ask(
    connection: LiveConnection | undefined,
    spec: QuerySpec | null,
    paused: boolean,
    initial: () => readonly RawRow[] | undefined,
  ): void {
    const question = spec ? JSON.stringify(spec) : '';
    if (connection !== this.#connection || question !== this.#question) {
      const former = this.#rows;
      const kept = question === this.#question ? keptRows(this.#connection, connection, former) : undefined;
      this.#unobserve();
      this.#connection = connection;
      this.#question = question;
      this.#rows = undefined;
      if (connection && spec) {
        // A list that has grown goes on as long as it is.
        const limit = kept && Math.max(former!.rows.length, spec.limit ?? 0);
        const isLonger = limit !== undefined && limit > (spec.limit ?? DEFAULT_LIMIT);
        const asked = this.#askedBefore ? undefined : initial();
        this.#rows = connection.query<Row>(isLonger ? { ...spec, limit } : spec, kept ?? asked);
        this.#askedBefore = true;
        if (this.#resting) this.#rows.rest?.();
      }
      // After the new one was opened, so that a channel both use is never let go in between.
      former?.close();
      if (former && !kept) this.#observer.patched([{ type: 'reset', rows: [] }]);
    }
    if (paused) this.#unobserve();
    else if (this.#rows) this.#stopObserving ??= this.#rows.observe(this.#slices);
  }

  /** Nobody can see the rows for now: they stand as they are, and nothing is asked for them. */
  rest(resting: boolean): void {
    this.#resting = resting;
    if (resting) this.#rows?.rest?.();
    else this.#rows?.wake?.();
  }

  close(): void {
    this.#unobserve();
    this.#rows?.close();
    this.#rows = undefined;
    this.#connection = undefined;
    this.#question = '';
  }

  #unobserve(): void {
    this.#stopObserving?.();
    this.#stopObserving = undefined;
    this.#slices.drop();
  }
}

/** What is shown may stand while the next connection reads, where that shows the same reader the same project. */
function keptRows(
  before: LiveConnection | undefined,
  after: LiveConnection | undefined,
  rows: Pick<LiveRows, 'status' | 'raws'> | undefined,
): readonly RawRow[] | undefined {
  const { audience } = before ?? {};
  if (audience === undefined || audience !== after?.audience) return undefined;
  return rows?.status === 'live' || rows?.status === 'stale' ? rows.raws : undefined;
}
