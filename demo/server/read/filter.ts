/** PostgREST's filters, read into a tree: `price=gte.10`, `or=(status.eq.open,and(…))`, `id=not.in.(1,2)`. */
import { readField, type Field } from './field.ts';
import { Scanner } from './scanner.ts';
import { NotForThisReader, QuerySyntaxError } from './syntax-error.ts';

export type Condition =
  | { readonly kind: 'all' | 'any'; readonly negated: boolean; readonly of: readonly Condition[] }
  | {
      readonly kind: 'compare';
      readonly negated: boolean;
      readonly field: Field;
      readonly operator: string;
      readonly quantifier: 'any' | 'all' | null;
      /** A list for `in`. */
      readonly value: string | readonly string[];
    };

const reserved = new Set(['select', 'order', 'limit', 'offset', 'columns', 'on_conflict', 'apikey']);
export const operators = new Set(
  (
    'eq neq gt gte lt lte like ilike match imatch is isdistinct in cs cd ov sl sr nxr nxl adj ' + 'fts plfts phfts wfts'
  ).split(' '),
);
const quantifiable = new Set(['eq', 'gt', 'gte', 'lt', 'lte', 'like', 'ilike', 'match', 'imatch']);

/** All conditions of a query; a row must meet each of them, be they on one column or several. */
export function readFilters(parameters: URLSearchParams): Condition[] {
  const conditions: Condition[] = [];
  for (const [name, value] of parameters) {
    if (reserved.has(name)) continue;
    const logic = name.match(/^(not\.)?(and|or)$/);
    if (logic) conditions.push(readLogicParameter(logic[1] !== undefined, logic[2] as 'and' | 'or', value));
    else conditions.push(readColumnParameter(name, value));
  }
  return conditions;
}

function readLogicParameter(negated: boolean, word: 'and' | 'or', value: string): Condition {
  const scanner = new Scanner(value);
  const of = readTrees(scanner);
  if (!of || !scanner.done) {
    throw new QuerySyntaxError(`"failed to parse logic tree (${value})" (line 1, column ${scanner.at + 1})`);
  }
  return { kind: word === 'and' ? 'all' : 'any', negated, of };
}

function readColumnParameter(name: string, value: string): Condition {
  const scanner = new Scanner(name);
  const field = readField(scanner);
  if (field && scanner.peek() === '.') throw new NotForThisReader(name); // A filter on an embedded table.
  const condition = field && scanner.done ? readComparison(new Scanner(value), field, 'parameter') : null;
  if (!condition) throw new QuerySyntaxError(`"failed to parse filter (${value})" (line 1, column 1)`);
  return condition;
}

/** `(tree,tree,…)`; null when it is none. */
function readTrees(scanner: Scanner): Condition[] | null {
  if (!scanner.take('(')) return null;
  const trees: Condition[] = [];
  do {
    scanner.match(/\s*/y);
    const tree = readTree(scanner);
    if (!tree) return null;
    trees.push(tree);
    scanner.match(/\s*/y);
  } while (scanner.take(','));
  return scanner.take(')') ? trees : null;
}

function readTree(scanner: Scanner): Condition | null {
  const start = scanner.at;
  const word = scanner.match(/(?:not\.)?(?:and|or)(?=\()/y);
  if (word) {
    const of = readTrees(scanner);
    return of && { kind: word.endsWith('and') ? 'all' : 'any', negated: word.startsWith('not.'), of };
  }
  scanner.at = start;
  const field = readField(scanner);
  return field && scanner.take('.') ? readComparison(scanner, field, 'tree') : null;
}

/** `[not.]operator[(any|all)].value`. In a tree a value ends at a comma or parenthesis unless it is quoted. */
function readComparison(scanner: Scanner, field: Field, place: 'parameter' | 'tree'): Condition | null {
  const negated = scanner.take('not.');
  const operator = scanner.match(/[a-z]+/y);
  if (!operator || !operators.has(operator)) return null;
  const bracket = scanner.match(/\([^)]*\)/y)?.slice(1, -1);
  if (bracket !== undefined && operator.endsWith('fts')) throw new NotForThisReader(`${operator}(${bracket})`);
  if (bracket !== undefined && (!/^(any|all)$/.test(bracket) || !quantifiable.has(operator))) return null;
  if (!scanner.take('.')) return null;
  const value = operator === 'in' ? readList(scanner) : readValue(scanner, place);
  if (value === null || (place === 'parameter' && !scanner.done)) return null;
  if (operator === 'is' && !/^(null|not_null|true|false|unknown)$/i.test(String(value))) return null;
  const quantifier = (bracket ?? null) as 'any' | 'all' | null;
  return { kind: 'compare', negated, field, operator, quantifier, value };
}

function readValue(scanner: Scanner, place: 'parameter' | 'tree'): string | null {
  if (place === 'parameter') return scanner.match(/[\s\S]*/y);
  return readElement(scanner) ?? scanner.match(/\{[^{}]*\}/y) ?? scanner.match(/[^,)]*/y);
}

function readList(scanner: Scanner): string[] | null {
  if (!scanner.take('(')) return null;
  if (scanner.take(')')) return [];
  const list: string[] = [];
  do {
    list.push(readElement(scanner) ?? scanner.match(/[^,)]*/y) ?? '');
  } while (scanner.take(','));
  return scanner.take(')') ? list : null;
}

/** A quoted value that is the whole element; `"a"b` is not, and stands as it is written. */
function readElement(scanner: Scanner): string | null {
  const start = scanner.at;
  const value = scanner.quoted();
  if (value !== null && (scanner.done || [',', ')'].includes(scanner.peek()))) return value;
  scanner.at = start;
  return null;
}
