/**
 * The rows of one window, in order: what is shown, a few more as headroom, and whether the table is known to end there.
 */
import type { LiveChange } from '../domain/change.ts';
import type { RawRow } from '../domain/row.ts';
import { changedColumns, sameValue } from '../domain/row.ts';
import { HEADROOM } from './page-size.ts';
import type { Patch } from './patch.ts';
import { RankedRows, type HeldRow } from './ranked-rows.ts';
import type { Order } from './row-order.ts';
import { adoptRows, type AdoptTeller, type HeldRows, type TargetRow } from './adopt-rows.ts';
import { diffShown } from './shown-diff.ts';

/** Tells the change behind a step, from what the row was and is; null for a step of the window alone. */
export type ChangeTeller<Row> = (step: {
  readonly row: Row;
  readonly previous: Row | null;
  readonly changed: ReadonlySet<keyof Row>;
}) => LiveChange<Row> | null;

const noColumns: ReadonlySet<never> = new Set();

export class RowWindow<Row> {
  readonly #order: Order;
  readonly #toRow: (raw: RawRow) => Row;
  readonly #entries: RankedRows<Row>;
  readonly #byKey = new Map<string, HeldRow<Row>>();
  #limit: number;
  #loaded = false;
  #complete = false;
  #unread = false;
  #patches: Patch<Row>[] = [];
  #rows: readonly Row[] | undefined;

  constructor(order: Order, toRow: (raw: RawRow) => Row, limit: number) {
    this.#order = order;
    this.#toRow = toRow;
    this.#entries = new RankedRows(order);
    this.#limit = limit;
  }

  get limit(): number {
    return this.#limit;
  }

  /** True once a read has been adopted. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** True when no matching row is known to lie beyond the held ones. */
  get complete(): boolean {
    return this.#complete;
  }

  get held(): number {
    return this.#entries.length;
  }

  /** True when rows are known to match beyond the shown ones. */
  get hasMore(): boolean {
    return !this.#complete || this.#entries.length > this.#limit;
  }

  /** True when so few rows are left beyond the shown ones that the next removals would leave a hole. */
  get runsShort(): boolean {
    return !this.#complete && this.#entries.length < this.#limit + 3;
  }

  /** In shown order; made once per change, when somebody asks. */
  get rows(): readonly Row[] {
    return (this.#rows ??= Object.freeze(this.#entries.slice(0, this.#limit).map(({ row }) => row)));
  }

  get shown(): readonly { readonly key: string; readonly row: Row }[] {
    return this.#entries.slice(0, this.#limit);
  }

  /** Every held row's columns, in order. */
  get raws(): readonly RawRow[] {
    return this.#entries.slice(0).map(({ raw }) => raw);
  }

  at(index: number): HeldRow<Row> | undefined {
    return this.#entries.at(index);
  }

  get(key: string): HeldRow<Row> | undefined {
    return this.#byKey.get(key);
  }

  indexOf(row: HeldRow<Row>): number {
    return this.#entries.indexOf(row);
  }

  /** The patches since the last call. */
  takePatches(): readonly Patch<Row>[] {
    const patches = this.#patches;
    if (patches.length > 0) this.#patches = [];
    return patches;
  }

  /** True when only a read can tell whether `raw` has a place in the window, or which. */
  needsReadToPlace(raw: RawRow): boolean {
    if (this.#order.decidable) return false;
    const place = this.#entries.placeOf(raw);
    const neighbours = [this.#entries.at(place - 1), this.#entries.at(place)];
    return neighbours.some((entry) => entry !== undefined && !this.#order.decides(entry.raw, raw));
  }

  /** True when `raw` sorts after every held row while more are known to lie there: it may not be the next one. */
  isBeyondEdge(raw: RawRow): boolean {
    return !this.#complete && this.#entries.placeOf(raw) === this.#entries.length;
  }

  /** True when these columns decide the order, and differ. */
  movesBetween(before: RawRow, after: RawRow): boolean {
    for (const column of this.#order.columns)
      if (before[column] !== after[column] && !sameValue(before[column], after[column])) return true;
    return false;
  }

  /** Gives `key` these values, and the place that is theirs. False when nothing differs. */
  put(key: string, raw: RawRow, tell: ChangeTeller<Row>): boolean {
    const held = this.#byKey.get(key);
    if (held === undefined) {
      this.#add(key, raw, tell);
      return true;
    }
    const previous = held.row;
    const moves = this.movesBetween(held.raw, raw);
    const row = this.#toRow(raw);
    const changed = changedColumns(row, previous);
    held.raw = raw;
    if (changed.size === 0 && !moves) return false;
    held.row = row;
    this.#rows = undefined;
    const change = tell({ row, previous, changed });
    if (moves) this.#move(held, changed, change);
    else if (this.#entries.indexOf(held) < this.#limit)
      this.#patches.push({ type: 'update', key, row, changed, change });
    return true;
  }

  /** Takes `key` out. False when it was not held. */
  remove(key: string, tell: ChangeTeller<Row>): boolean {
    const held = this.#byKey.get(key);
    if (held === undefined) return false;
    const index = this.#entries.indexOf(held);
    this.#entries.removeAt(index);
    this.#byKey.delete(key);
    this.#rows = undefined;
    if (index >= this.#limit) return true;
    const change = tell({ row: held.row, previous: held.row, changed: noColumns });
    this.#patches.push({ type: 'remove', key, row: held.row, change });
    this.#fillLastPlace();
    return true;
  }

  /** Another number of rows to show. */
  setLimit(limit: number): void {
    const before = this.#entries.slice(0, this.#limit);
    this.#limit = limit;
    this.#rows = undefined;
    this.#patches.push(...diffShown(before, this.#entries.slice(0, limit), new Map()));
  }

  /**
   * Takes over the order and values of a read. `target` is the whole window as it shall be; a row in it whose values
   * are the held ones stays the same object.
   *
   * @param unread - they are a first picture, of which no read has said that it is right.
   */
  adopt(target: readonly TargetRow[], complete: boolean, tell: AdoptTeller<Row>, unread = false): void {
    const held: HeldRows<Row> = {
      entries: this.#entries,
      byKey: this.#byKey,
      limit: this.#limit,
      toRow: this.#toRow,
      loaded: this.#loaded,
      complete: this.#complete,
      unread: this.#unread,
    };
    this.#loaded = true;
    this.#complete = complete;
    this.#unread = unread;
    this.#rows = undefined;
    this.#patches.push(...adoptRows(held, target, tell));
  }

  /** Forgets every row: another user's rows must be gone before anything else is shown. */
  clear(): void {
    this.#entries.replace([]);
    this.#byKey.clear();
    this.#loaded = false;
    this.#complete = false;
    this.#rows = undefined;
    this.#patches = [{ type: 'reset', rows: [] }];
  }

  #add(key: string, raw: RawRow, tell: ChangeTeller<Row>): void {
    const index = this.#entries.placeOf(raw);
    const row = this.#toRow(raw);
    const entry: HeldRow<Row> = { key, raw, row, rank: 0 };
    this.#entries.insert(index, entry);
    this.#byKey.set(key, entry);
    this.#rows = undefined;
    if (index < this.#limit) {
      this.#dropBeyondLimit();
      const change = tell({ row, previous: null, changed: changedColumns(row, null) });
      this.#patches.push({ type: 'insert', key, row, before: this.#shownAfter(index), change });
    }
    this.#trim();
  }

  #move(held: HeldRow<Row>, changed: ReadonlySet<keyof Row>, change: LiveChange<Row> | null): void {
    const { key, row } = held;
    const from = this.#entries.indexOf(held);
    this.#entries.removeAt(from);
    const to = this.#entries.placeOf(held.raw);
    this.#entries.insert(to, held);
    const wasShown = from < this.#limit;
    const isShown = to < this.#limit;
    if (wasShown && isShown) {
      this.#patches.push({ type: 'update', key, row, changed, change });
      if (from !== to) this.#patches.push({ type: 'move', key, row, before: this.#shownAfter(to), change: null });
    } else if (wasShown) {
      this.#patches.push({ type: 'remove', key, row, change });
      this.#fillLastPlace();
    } else if (isShown) {
      this.#dropBeyondLimit();
      this.#patches.push({ type: 'insert', key, row, before: this.#shownAfter(to), change });
    }
  }

  /** A row came in above: the one that was last shown is not any more. */
  #dropBeyondLimit(): void {
    const pushedOut = this.#entries.at(this.#limit);
    if (pushedOut !== undefined)
      this.#patches.push({ type: 'remove', key: pushedOut.key, row: pushedOut.row, change: null });
  }

  /** A shown row went: the first of the headroom takes the last place. */
  #fillLastPlace(): void {
    const entry = this.#entries.at(this.#limit - 1);
    if (entry !== undefined)
      this.#patches.push({ type: 'insert', key: entry.key, row: entry.row, before: null, change: null });
  }

  #shownAfter(index: number): string | null {
    return index + 1 < this.#limit ? (this.#entries.at(index + 1)?.key ?? null) : null;
  }

  /** Beyond twice the headroom rows are let go, and with them the claim to know the end. */
  #trim(): void {
    const most = this.#limit + 2 * HEADROOM;
    if (this.#entries.length <= most) return;
    for (const { key } of this.#entries.cut(this.#limit + HEADROOM)) this.#byKey.delete(key);
    this.#complete = false;
  }
}
