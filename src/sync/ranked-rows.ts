/**
 * Rows in order, each with a rank: O(log n) to find a row's place among the others, and to find it again.
 *
 * A rank is handed out when a row takes its place, between its neighbours' ranks. So a row is found by its rank,
 * whatever decided its place: our own comparison, or a read whose collation no browser knows.
 */
import type { RawRow } from '../domain/row.ts';
import type { Order } from './row-order.ts';

export interface HeldRow<Row> {
  readonly key: string;
  raw: RawRow;
  row: Row;
  rank: number;
}

export class RankedRows<Row> {
  readonly #order: Order;
  #rows: HeldRow<Row>[] = [];

  constructor(order: Order) {
    this.#order = order;
  }

  get length(): number {
    return this.#rows.length;
  }

  at(index: number): HeldRow<Row> | undefined {
    return this.#rows[index];
  }

  slice(from: number, to?: number): HeldRow<Row>[] {
    return this.#rows.slice(from, to);
  }

  /** The index at which `raw` belongs by our own comparison. */
  placeOf(raw: RawRow): number {
    return this.#search((row) => this.#order.compare(row.raw, raw) <= 0);
  }

  indexOf(row: HeldRow<Row>): number {
    return this.#search(({ rank }) => rank < row.rank);
  }

  insert(index: number, row: HeldRow<Row>): void {
    const before = this.#rows[index - 1]?.rank;
    const after = this.#rows[index]?.rank;
    this.#rows.splice(index, 0, row);
    if (after === undefined) row.rank = (before ?? 0) + 1;
    else if (before === undefined) row.rank = after - 1;
    else row.rank = (before + after) / 2;
    // Halving between the same two rows uses up a double's 52 bits, once in about fifty insertions at one place.
    if (row.rank === before || row.rank === after) this.#rank();
  }

  removeAt(index: number): void {
    this.#rows.splice(index, 1);
  }

  /** Lets go of every row from `index` on, and answers them. */
  cut(index: number): HeldRow<Row>[] {
    return this.#rows.splice(index);
  }

  /** Other rows, in the order given. */
  replace(rows: HeldRow<Row>[]): void {
    this.#rows = rows;
    this.#rank();
  }

  #rank(): void {
    this.#rows.forEach((row, rank) => (row.rank = rank));
  }

  /** The first index whose row is not before: rows that are stand first. */
  #search(isBefore: (row: HeldRow<Row>) => boolean): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(this.#rows[middle]!)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
