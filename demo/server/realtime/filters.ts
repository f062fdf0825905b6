/**
 * The `filter` of a binding: `column=operator.value`, a comma meaning AND, `not.` before the operator, double quotes
 * round a value that holds a comma (transcripts c-filters, e-errors). A filter becomes a SQL condition over the row, so
 * that Postgres compares, and complains about a value of the wrong type, as it does on the real server.
 */
import { badFilter } from './errors.ts';
import { identifier, literal } from './sql-text.ts';

export interface Filter {
  column: string;
  operator: string;
  value: string;
  negated: boolean;
}

const OPERATORS = new Set([
  'eq',
  'neq',
  'lt',
  'lte',
  'gt',
  'gte',
  'in',
  'like',
  'ilike',
  'is',
  'match',
  'imatch',
  'isdistinct',
]);

const COMPARISONS: Record<string, string> = { eq: '=', neq: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' };

const PATTERNS: Record<string, string> = { like: 'like', ilike: 'ilike', match: '~', imatch: '~*' };

const TRUTHS = new Set(['null', 'true', 'false', 'unknown']);

export class FilterSyntaxError extends Error {
  constructor(parts: string[]) {
    super(badFilter(parts));
    this.name = 'FilterSyntaxError';
  }
}

export function parseFilters(text: string): Filter[] {
  return splitOutsideQuotes(text).map(parseFilter);
}

function parseFilter(text: string): Filter {
  const equals = text.indexOf('=');
  if (equals < 1) throw new FilterSyntaxError([text]);
  let rest = text.slice(equals + 1);
  const negated = rest.startsWith('not.');
  if (negated) rest = rest.slice('not.'.length);
  const dot = rest.indexOf('.');
  if (dot < 0) throw new FilterSyntaxError([rest]);
  const operator = rest.slice(0, dot);
  const value = rest.slice(dot + 1);
  if (!OPERATORS.has(operator)) throw new FilterSyntaxError([operator, value]);
  if (operator === 'in' && !(value.startsWith('(') && value.endsWith(')')))
    throw new FilterSyntaxError([operator, value]);
  if (operator === 'is' && !TRUTHS.has(value.toLowerCase())) throw new FilterSyntaxError([operator, value]);
  return { column: text.slice(0, equals), operator, value: operator === 'in' ? value : unquote(value), negated };
}

/** Splits at commas that stand outside quotes, parentheses and braces. */
function splitOutsideQuotes(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (quoted && character === '\\') index++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && (character === '(' || character === '{')) depth++;
    else if (!quoted && (character === ')' || character === '}')) depth--;
    else if (!quoted && depth <= 0 && character === ',') {
      parts.push(text.slice(start, index));
      start = index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

function unquote(value: string): string {
  if (value.length < 2 || !value.startsWith('"') || !value.endsWith('"')) return value;
  return value.slice(1, -1).replace(/\\(.)/g, '$1');
}

export function listValues(value: string): string[] {
  const inside = value.slice(1, -1);
  return inside === '' ? [] : splitOutsideQuotes(inside).map(unquote);
}

/**
 * The condition over `row` (the record as the table's own row type) and `fields` (its JSON). A column that the record
 * lacks, as all but the key of a deleted row do, fails the filter: that is why a filtered channel hears of no DELETE.
 */
export function filterCondition(filters: readonly Filter[], typeOf: (column: string) => string): string {
  return (
    filters
      .map((filter) => `(fields ? ${literal(filter.column)} and ${condition(filter, typeOf(filter.column))})`)
      .join(' and ') || 'true'
  );
}

function condition({ column, operator, value, negated }: Filter, type: string): string {
  const test = comparison(`row.${identifier(column)}`, operator, value, type);
  return negated ? `(not (${test}))` : `(${test})`;
}

function comparison(field: string, operator: string, value: string, type: string): string {
  const comparator = COMPARISONS[operator];
  if (comparator) return `${field} ${comparator} ${literal(value)}::${type}`;
  const pattern = PATTERNS[operator];
  if (pattern) return `${field}::text ${pattern} ${literal(value)}`;
  if (operator === 'in') return `${field} = any(array[${listValues(value).map(literal).join(', ')}]::${type}[])`;
  if (operator === 'is') return `${field} is ${value}`;
  return `${field} is distinct from ${literal(value)}::${type}`;
}
