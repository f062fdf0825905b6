/** A row's primary key as one text: what rows are known by, and what stands in `data-key`. */
import type { RawRow } from '../domain/row.ts';

/** Null when a key column is missing or null: such a row cannot be told from others. */
export function keyOf(row: RawRow, primaryKey: readonly string[]): string | null {
  if (primaryKey.length === 1) return keyPart(row[primaryKey[0]!]);
  const parts = primaryKey.map((column) => keyPart(row[column]));
  return parts.includes(null) ? null : JSON.stringify(parts);
}

function keyPart(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  return null;
}
