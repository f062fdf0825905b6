/**
 * A widget's words, parsed and checked: what is asked of its table, as far as a read has to know. What compares rows with
 * it is compiled of this by `query-plan.ts`, and comes later.
 */
import type { QuerySpec } from '../contexts.ts';
import type { FieldKind } from '../domain/tables.ts';
import { isKnownTable, tables } from '../domain/tables.ts';
import { parseColumns, type Columns } from './columns.ts';
import { columnsOf, parseExpressions, type Expression } from './filter-parse.ts';
import { parseOrderTerms, printColumn, type OrderTerm } from './order-parse.ts';
import { QueryError } from './query-error.ts';
import { parseSelect, type Select } from './select.ts';

export interface QueryWords {
  readonly schema: string;
  readonly table: string;
  readonly primaryKey: readonly string[];
  /** The element's names to the user's columns. */
  readonly mapping: Columns;
  /** What is known of the user's columns. */
  readonly kinds: Readonly<Record<string, FieldKind>> | undefined;
  /** The author's, and every column that the key, the filter and the order need. */
  readonly select: Select;
  readonly filter: readonly Expression[];
  readonly order: readonly OrderTerm[];
  readonly limit: number;
}

/** Rows a list shows that names no limit. */
export const DEFAULT_LIMIT = 100;

/** Throws `QueryError` for words that make no query. */
export function parseQuery(spec: QuerySpec, defaultSchema: string): QueryWords {
  const { table } = spec;
  const known = isKnownTable(table) ? tables[table] : undefined;
  const mapping = parseColumns(spec.columns);
  const primaryKey = parseKey(spec.primaryKey) ?? (known?.primaryKey ?? ['id']).map((field) => mapping.toColumn(field));
  const filter = parseExpressions(spec.filter);
  const written = spec.order ?? (known && mapOrder(known.order, (field) => mapping.toColumn(field)));
  const grouped = orderOfGroups(written, spec.groupBy && mapping.toColumn(spec.groupBy));
  const order = parseOrderTerms(grouped ?? '', primaryKey);
  const compared = [...primaryKey, ...columnsOf(filter), ...order.map(({ column }) => column)];
  return {
    schema: spec.schema ?? defaultSchema,
    table,
    primaryKey,
    mapping,
    kinds: known && renameKinds(known.fields, (field) => mapping.toColumn(field)),
    select: parseSelect(spec.select, compared),
    filter,
    order,
    limit: spec.limit ?? DEFAULT_LIMIT,
  };
}

function parseKey(text: string | undefined): string[] | undefined {
  if (text === undefined) return undefined;
  const columns = text.split(',').map((column) => column.trim());
  if (columns.some((column) => column === '')) {
    throw new QueryError(
      'no-primary-key',
      `primary-key="${text}" names no column.`,
      'Write the key columns, joined by commas.',
    );
  }
  return columns;
}

function renameKinds(
  fields: Readonly<Record<string, FieldKind>>,
  toColumn: (field: string) => string,
): Readonly<Record<string, FieldKind>> {
  return Object.fromEntries(Object.entries(fields).map(([field, kind]) => [toColumn(field), kind]));
}

/** A table's own default order is in the element's names; the database has the user's. */
function mapOrder(order: string, toColumn: (field: string) => string): string {
  const [field = '', ...direction] = order.split('.');
  return [toColumn(field), ...direction].join('.');
}

/** An order that begins with the column stands as it is, whatever its direction. */
function orderOfGroups(order: string | undefined, column: string | undefined): string | undefined {
  if (!column || parseOrderTerms(order ?? '', [])[0]?.column === column) return order;
  return [printColumn(column), order].filter(Boolean).join(',');
}
