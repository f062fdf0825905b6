/** A row that says nothing: a list draws its skeleton by it in its own layout, so that rows come at the same height. */
import { isKnownTable, tables } from '../../../src/domain/tables.ts';
import type { FieldKind } from '../../../src/domain/tables.ts';

const anyTable = { name: 'text', first: 'text', second: 'text', third: 'text' } as const;

const values: { readonly [Kind in FieldKind]: unknown } = {
  uuid: '',
  text: '',
  number: 10,
  boolean: false,
  timestamp: '2020-11-30T10:00:00Z',
};

/** `index` tells rows apart, so that their texts differ in length. */
export function placeholderRow<Row extends object>(table: string, index: number): Row {
  const fields = Object.entries<FieldKind>(isKnownTable(table) ? tables[table].fields : anyTable);
  const row = fields.map(([name, kind]) => [name, kind === 'text' ? textOf(name, index) : values[kind]]);
  return Object.fromEntries(row) as Row;
}

function textOf(name: string, index: number): string | null {
  // Nothing is to be fetched for a skeleton.
  if (name.endsWith('url')) return null;
  // Digits, for a word would become a part's name.
  return '0'.repeat(5 + ((name.length * 3 + index * 2) % 5));
}
