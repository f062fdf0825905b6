/** A row as the database tells it: column names to JSON values. Never changed once made. */
export type RawRow = Readonly<Record<string, unknown>>;

/** Equality of JSON values: arrays and objects (json columns) by content. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b || Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && sameValue((a as RawRow)[key], (b as RawRow)[key]));
}

/** The columns of `row` whose values differ from `previous`, as far as `previous` is known. */
export function changedColumns<Row>(row: Row, previous: Partial<Row> | null): ReadonlySet<keyof Row> {
  const changed = new Set<keyof Row>();
  for (const column in row) {
    // What a row inherits is no JSON, and so differs from any value.
    if (previous === null || (row[column] !== previous[column] && !sameValue(row[column], previous[column])))
      changed.add(column);
  }
  return changed;
}
