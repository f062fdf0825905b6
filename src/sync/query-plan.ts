/** A widget's words made into a query: parsed once, checked, and said back in PostgREST's and in the entity's terms. */
import type { QuerySpec } from '../contexts.ts';
import type { RawRow } from '../domain/row.ts';
import type { FieldKind } from '../domain/tables.ts';
import { isKnownTable, tables } from '../domain/tables.ts';
import { parseColumns, parseSelect } from './columns.ts';
import type { Filter } from './filter.ts';
import { parseFilter } from './filter.ts';
import { parseOrderTerms, printColumn } from './order-parse.ts';
import { QueryError } from './query-error.ts';
import type { Order } from './row-order.ts';
import { parseOrder } from './row-order.ts';

export interface QueryPlan<Row> {
  readonly schema: string;
  readonly table: string;
  readonly primaryKey: readonly string[];
  /** What is sent as `select`: the author's, and every column that the key, the filter and the order need. */
  readonly select: string;
  /** The columns that rows have, or null for every column of the table. */
  readonly columns: ReadonlySet<string> | null;
  /** False when rows have what no event can tell: embedded tables, aliases, casts. Then every event asks for a read. */
  readonly eventsSuffice: boolean;
  readonly filter: Filter;
  readonly order: Order;
  readonly limit: number;
  readonly toRow: (raw: RawRow) => Row;
}

/** Rows a list shows that names no limit. */
export const DEFAULT_LIMIT = 100;

/** Throws `QueryError` for words that make no query. */
export function planQuery<Row>(
  spec: QuerySpec,
  defaultSchema: string,
  convert: (entity: RawRow) => RawRow,
): QueryPlan<Row> {
  const { table } = spec;
  const known = isKnownTable(table) ? tables[table] : undefined;
  const mapping = parseColumns(spec.columns);
  const kinds = known && renameKinds(known.fields, (field) => mapping.toColumn(field));
  const primaryKey = parseKey(spec.primaryKey) ?? (known?.primaryKey ?? ['id']).map((field) => mapping.toColumn(field));
  const filter = parseFilter(spec.filter, kinds);
  const written = spec.order ?? (known && mapOrder(known.order, (field) => mapping.toColumn(field)));
  const order = parseOrder(orderOfGroups(written, spec.groupBy && mapping.toColumn(spec.groupBy)), primaryKey, kinds);
  const select = parseSelect(spec.select, [...primaryKey, ...filter.columns, ...order.columns]);
  return {
    schema: spec.schema ?? defaultSchema,
    table,
    primaryKey,
    select: select.text,
    columns: select.columns,
    eventsSuffice: select.plain,
    filter,
    order,
    limit: spec.limit ?? DEFAULT_LIMIT,
    toRow: (raw) => convert(mapping.toEntity(raw)) as Row,
  };
}

/** Two specs with the same text ask the same: widgets that do share one query, and its reads. */
export function specIdentity(spec: QuerySpec, defaultSchema: string): string {
  const { table, schema = defaultSchema, columns, select, filter, order, groupBy, limit, primaryKey } = spec;
  const words = [schema, table, columns, select, filter, order, groupBy, limit, primaryKey];
  return JSON.stringify(words.map((word) => word ?? null));
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
