/**
 * Writes the SQL of a read. Values stand in it as untyped literals, as in PostgREST's own, so that Postgres reads them
 * as the column's type and says itself what is wrong with them; JSON is made by Postgres too, so that every type
 * looks as it does there.
 */
import { readOrder, readSelect, type Selected, type SortKey } from './columns.ts';
import type { Field } from './field.ts';
import { readFilters, type Condition } from './filter.ts';
import { QuerySyntaxError } from './syntax-error.ts';

export interface ReadStatement {
  /** One row: `body`, the JSON array as text, and `count`, how many rows are in it. */
  readonly rows: string;
  /** One row: `total`, how many rows match, whatever the limit. */
  readonly total: string;
}

const comparisons: Record<string, string> = {
  eq: '=',
  neq: '<>',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
  like: 'like',
  ilike: 'ilike',
  match: '~',
  imatch: '~*',
  isdistinct: 'is distinct from',
  cs: '@>',
  cd: '<@',
  ov: '&&',
  sl: '<<',
  sr: '>>',
  nxr: '&<',
  nxl: '&>',
  adj: '-|-',
};
const searches: Record<string, string> = {
  fts: 'to_tsquery',
  plfts: 'plainto_tsquery',
  phfts: 'phraseto_tsquery',
  wfts: 'websearch_to_tsquery',
};
const states: Record<string, string> = {
  null: 'is null',
  not_null: 'is not null',
  true: 'is true',
  false: 'is false',
  unknown: 'is unknown',
};

export function writeRead(
  schema: string,
  table: string,
  parameters: URLSearchParams,
  window: { offset: number; limit: number },
): ReadStatement {
  const relation = `${identifier(schema)}.${identifier(table)}`;
  const expression = (field: Field): string => writeField(relation, field);
  const select = readSelect(parameters.get('select') || '*').map((one) => writeSelected(relation, one, expression));
  const where = readFilters(parameters).map((condition) => writeCondition(condition, expression));
  const order = parameters.get('order');
  const from = `from ${relation}${where.length > 0 ? ` where ${where.join(' and ')}` : ''}`;
  const orderBy = order
    ? ` order by ${readOrder(order)
        .map((key) => writeSortKey(key, expression))
        .join(', ')}`
    : '';
  const rows = `select ${select.join(', ')} ${from}${orderBy} limit ${window.limit} offset ${window.offset}`;
  return {
    rows: `select coalesce(json_agg(row_of_page), '[]')::text as body, count(*)::int as count
      from (${rows}) as row_of_page`,
    total: `select count(*)::int as total ${from}`,
  };
}

function writeSelected(relation: string, one: Selected, expression: (field: Field) => string): string {
  if (!one.field) return `${relation}.*`;
  const value = one.cast ? `cast(${expression(one.field)} as ${one.cast})` : expression(one.field);
  return one.alias
    ? `${value} as ${identifier(one.alias)}`
    : one.cast
      ? `${value} as ${identifier(one.field.column)}`
      : value;
}

function writeSortKey(key: SortKey, expression: (field: Field) => string): string {
  const nulls = key.nulls ? ` nulls ${key.nulls}` : '';
  return `${expression(key.field)} ${key.descending ? 'desc' : 'asc'}${nulls}`;
}

function writeField(relation: string, field: Field): string {
  const column = `${relation}.${identifier(field.column)}`;
  if (field.path.length === 0) return column;
  const steps = field.path.map(({ arrow, key }) => `${arrow}${/^-?\d+$/.test(key) ? key : literal(key)}`);
  return `(to_jsonb(${column})${steps.join('')})`;
}

function writeCondition(condition: Condition, expression: (field: Field) => string): string {
  const not = condition.negated ? 'not ' : '';
  if (condition.kind !== 'compare') {
    const parts = condition.of.map((part) => writeCondition(part, expression));
    return `${not}(${parts.join(condition.kind === 'all' ? ' and ' : ' or ')})`;
  }
  return `${not}(${expression(condition.field)} ${writeComparison(condition)})`;
}

function writeComparison({ operator, quantifier, value }: Extract<Condition, { kind: 'compare' }>): string {
  if (typeof value !== 'string') return `= any(${literal(arrayLiteral(value))})`;
  if (operator === 'is') return states[value.toLowerCase()] ?? 'is null';
  const search = searches[operator];
  if (search) return `@@ ${search}(${literal(value)})`;
  const pattern = operator === 'like' || operator === 'ilike' ? value.replaceAll('*', '%') : value;
  const sign = comparisons[operator] ?? '=';
  return quantifier ? `${sign} ${quantifier}(${literal(pattern)})` : `${sign} ${literal(pattern)}`;
}

const identifier = (name: string): string => `"${whole(name).replaceAll('"', '""')}"`;
const literal = (value: string): string => `'${whole(value).replaceAll("'", "''")}'`;
const arrayLiteral = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replaceAll(/["\\]/g, '\\$&')}"`).join(',')}}`;

/** A NUL would end the statement where it stands. */
function whole(text: string): string {
  if (text.includes('\0')) throw new QuerySyntaxError('"unexpected NUL" (line 1, column 1)');
  return text;
}
