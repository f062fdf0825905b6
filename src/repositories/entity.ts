/** Raw rows to typed entities: what JSON and PostgreSQL leave as text where a number is meant becomes one. */
import type { RawRow } from '../domain/row.ts';
import { isKnownTable, tables } from '../domain/tables.ts';

/** The conversion for a table's rows; rows of tables the kit does not know stay as they are. */
export function entityConverter(table: string): (row: RawRow) => RawRow {
  if (!isKnownTable(table)) return (row) => row;
  const numbers = Object.entries(tables[table].fields).flatMap(([field, kind]) => (kind === 'number' ? [field] : []));
  return (row) => {
    let converted: Record<string, unknown> | undefined;
    for (const field of numbers) {
      // Numbers beyond 2^53 lose their last digits here; as text they would lose their arithmetic.
      if (typeof row[field] === 'string') (converted ??= { ...row })[field] = Number(row[field]);
    }
    return converted ?? row;
  };
}
