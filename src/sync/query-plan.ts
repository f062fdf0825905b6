/** A query made ready to keep rows by: in PostgREST's terms for reads, compiled to judge the rows that events bring. */
import type { QuerySpec } from '../contexts.ts';
import type { RawRow } from '../domain/row.ts';
import { compileFilter, type Filter } from './filter.ts';
import { parseQuery } from './query-words.ts';
import { compileOrder, type Order } from './row-order.ts';

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

/** Throws `QueryError` for words that make no query. */
export function planQuery<Row>(
  spec: QuerySpec,
  defaultSchema: string,
  convert: (entity: RawRow) => RawRow,
): QueryPlan<Row> {
  const {
    schema,
    table,
    primaryKey,
    mapping,
    kinds = {},
    select,
    filter,
    order,
    limit,
  } = parseQuery(spec, defaultSchema);
  return {
    schema,
    table,
    primaryKey,
    select: select.text,
    columns: select.columns,
    eventsSuffice: select.plain,
    filter: compileFilter(filter, kinds),
    order: compileOrder(order, primaryKey, kinds),
    limit,
    toRow: (raw) => convert(mapping.toEntity(raw)) as Row,
  };
}

/** Two specs with the same text ask the same: widgets that do share one query, and its reads. */
export function specIdentity(spec: QuerySpec, defaultSchema: string): string {
  const { table, schema = defaultSchema, columns, select, filter, order, groupBy, limit, primaryKey } = spec;
  const words = [schema, table, columns, select, filter, order, groupBy, limit, primaryKey];
  return JSON.stringify(words.map((word) => word ?? null));
}
