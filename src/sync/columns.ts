/** The `columns` attribute: the element's names to the user's own columns, `name:title,price:unit_price`. */
import type { RawRow } from '../domain/row.ts';
import { describePlace, QueryError } from './query-error.ts';

export { parseSelect, type Select } from './select.ts';

export interface Columns {
  /** A row by the element's names; a column that no name stands for keeps its own, unless a name has taken that. */
  toEntity(raw: RawRow): RawRow;
  /** The user's column for one of the element's names. */
  toColumn(name: string): string;
  /** The element's names for one of the user's columns; none when another column has taken its name. */
  toNames(column: string): readonly string[];
}

const form = /^\s*([^\s:,"]+)\s*:\s*(?:([^\s:,"][^:,"]*?)|"([^"]+)")\s*$/;
const remedy = 'Write name:column, several joined by commas, for example name:title,price:unit_price.';

/** Throws a QueryError `bad-attribute` that shows the place and what was expected there. */
export function parseColumns(text: string | undefined): Columns {
  const columnOf = parseMapping(text ?? '');
  const namesOf = new Map<string, string[]>();
  for (const [name, column] of columnOf) namesOf.set(column, [...(namesOf.get(column) ?? []), name]);
  const toNames = (column: string) => namesOf.get(column) ?? (columnOf.has(column) ? [] : [column]);
  return {
    toEntity: (raw) =>
      columnOf.size === 0
        ? raw
        : Object.fromEntries(Object.keys(raw).flatMap((column) => toNames(column).map((name) => [name, raw[column]]))),
    toColumn: (name) => columnOf.get(name) ?? name,
    toNames,
  };
}

function parseMapping(text: string): Map<string, string> {
  const columnOf = new Map<string, string>();
  if (text.trim() === '') return columnOf;
  let position = 0;
  for (const part of text.split(',')) {
    const match = form.exec(part);
    const [, name = '', plain, quoted] = match ?? [];
    const column = plain ?? quoted;
    if (column === undefined) throw wrong(text, position, 'a name, a colon and a column');
    if (columnOf.has(name)) throw wrong(text, position, `"${name}" only once`);
    columnOf.set(name, column);
    position += part.length + 1;
  }
  return columnOf;
}

function wrong(text: string, position: number, expected: string): QueryError {
  return new QueryError('bad-attribute', describePlace('columns', text, position, expected), remedy);
}
