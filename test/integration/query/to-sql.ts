/** A filter in SQL, as PostgREST would write it: every literal of unknown type, so that the column decides. */
import type { Condition, Expression } from '../../../src/sync/filter-parse.ts';
import type { Term } from './random-order.ts';

const operators: Readonly<Record<string, string>> = {
  eq: '=',
  neq: '<>',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  like: 'like',
  ilike: 'ilike',
  match: '~',
  imatch: '~*',
};

export function identifier(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function expressionSql(expression: Expression): string {
  if (expression.type === 'condition') return conditionSql(expression);
  const members = expression.members.map(expressionSql).join(` ${expression.join} `);
  return `${expression.negated ? 'not ' : ''}(${members})`;
}

function conditionSql({ column, negated, operator, values }: Condition): string {
  return `${negated ? 'not ' : ''}(${identifier(column!)} ${testSql(operator, values)})`;
}

/** With the key as the last term. */
export function orderSql(terms: readonly Term[]): string {
  const printed = terms.map(
    ({ column, direction, nulls }) =>
      `${identifier(column)} ${direction ?? ''} ${nulls === null ? '' : `nulls ${nulls}`}`,
  );
  return `order by ${[...printed, 'id'].join(', ')}`;
}

function testSql(operator: string, values: readonly string[]): string {
  const [value = ''] = values;
  if (operator === 'in') return `= any (${literal(value === '' && values.length === 1 ? '{}' : arrayText(values))})`;
  if (operator === 'is') return `is ${value.replace('_', ' ')}`;
  if (operator === 'isdistinct') return `is distinct from ${literal(value)}`;
  const isLike = operator === 'like' || operator === 'ilike';
  return `${operators[operator]} ${literal(isLike ? value.replaceAll('*', '%') : value)}`;
}

function arrayText(values: readonly string[]): string {
  return `{${values.map((value) => `"${value.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
