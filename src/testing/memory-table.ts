/** The rows of one table in memory, and what a SELECT of them answers. */
import type { RawRow } from '../domain/row.ts';
import { permanent, ReadError } from '../sync/read-error.ts';
import type { ReadAnswer, ReadRequest } from '../sync/reader.ts';

export class MemoryTable {
  #rows: readonly RawRow[];

  constructor(rows: readonly RawRow[]) {
    this.#rows = [...rows];
  }

  /** Rows as a database has them: every one with every column, null where it was not given. */
  get rows(): readonly RawRow[] {
    const none = Object.fromEntries(this.#rows.flatMap((row) => Object.keys(row).map((column) => [column, null])));
    return this.#rows.map((row) => ({ ...none, ...row }));
  }

  insert(row: RawRow): RawRow {
    this.#rows = [...this.#rows, row];
    return this.rows.at(-1)!;
  }

  /** Throws where no row matches: a test that changes nothing would prove nothing. */
  update(match: RawRow, values: RawRow): RawRow {
    const index = this.#find(match);
    this.#rows = this.#rows.with(index, { ...this.#rows[index], ...values });
    return this.rows[index]!;
  }

  remove(match: RawRow): void {
    this.#rows = this.#rows.toSpliced(this.#find(match), 1);
  }

  read({ table, filter, order, limit, after, keys, primaryKey, select, count }: ReadRequest): ReadAnswer {
    const { rows } = this;
    for (const column of [...filter.columns, ...order.columns]) {
      if (rows[0] && !Object.hasOwn(rows[0], column)) {
        throw refused('unknown-column', `No row of the table "${table}" has a column "${column}".`);
      }
    }
    const found = rows
      .filter((row) => {
        const matches = filter.matches(row);
        if (matches !== 'unknown') return matches;
        throw refused('bad-filter', `Only a database can tell which rows match "${filter.text}".`);
      })
      .filter((row) => keys?.some((key) => key.every((value, place) => value === row[primaryKey[place]!])) ?? true)
      .filter((row) => !after || order.compare(row, after) > 0)
      .sort((a, b) => order.compare(a, b));
    return {
      rows: found.slice(0, keys ? undefined : limit).map((row) => selected(row, select)),
      count: count ? found.length : null,
    };
  }

  #find(match: RawRow): number {
    const index = this.#rows.findIndex((row) => Object.keys(match).every((column) => row[column] === match[column]));
    if (index < 0) throw new Error(`No row matches ${JSON.stringify(match)}.`);
    return index;
  }
}

/** Embedded tables, aliases and casts are given as they stand in the row. */
function selected(row: RawRow, select: string): RawRow {
  if (!/^[\w,]+$/.test(select)) return row;
  return Object.fromEntries(select.split(',').map((column) => [column, row[column]]));
}

function refused(code: 'unknown-column' | 'bad-filter', message: string): ReadError {
  return new ReadError(permanent(code, message, 'Give the rows of the memory project what the list asks for.'));
}
