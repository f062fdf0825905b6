/** One condition on one row, as Postgres would find it, as far as a page can know. */
import type { FieldKind } from '../domain/tables.ts';
import type { Condition } from './filter-parse.ts';
import { folds, matchesPattern, parseLike, parseRegularExpression, type Pattern } from './pattern.ts';
import { EQUAL, GREATER, isOneOf, LESS } from './possible-order.ts';
import { FALSE, not, NULL, or, TRUE, UNKNOWN, type PossibleTruth } from './possible-truth.ts';
import { compareValueWithLiteral } from './value-comparison.ts';

export type Test = (value: unknown) => PossibleTruth;

const wantedOrders: Readonly<Record<string, number>> = {
  eq: EQUAL,
  neq: LESS | GREATER,
  lt: LESS,
  lte: LESS | EQUAL,
  gt: GREATER,
  gte: GREATER | EQUAL,
};

/** The condition without its negation, ready to be asked of many values. */
export function testOf(condition: Condition, kind: FieldKind | undefined): Test {
  const [value = ''] = condition.values;
  const wanted = wantedOrders[condition.operator];
  if (wanted !== undefined) {
    return nullable((actual) => isOneOf(compareValueWithLiteral(actual, value, kind), wanted));
  }
  switch (condition.operator) {
    case 'in':
      return inList(condition.values, kind);
    case 'is':
      return isWord(value);
    case 'isdistinct':
      return (actual) =>
        actual === null ? TRUE : isOneOf(compareValueWithLiteral(actual, value, kind), LESS | GREATER);
    case 'like':
      return matching(parseLike(value), false, kind);
    case 'ilike':
      return matching(parseLike(value), true, kind);
    case 'match':
      return matching(parseRegularExpression(value), false, kind);
    case 'imatch':
      return matching(parseRegularExpression(value), true, kind);
    default:
      return nullable(() => UNKNOWN);
  }
}

function nullable(test: Test): Test {
  return (actual) => (actual === null ? NULL : test(actual));
}

function inList(values: readonly string[], kind: FieldKind | undefined): Test {
  // `= ANY('{}')` is false even of NULL.
  if (values.length === 1 && values[0] === '') return () => FALSE;
  return nullable((actual) =>
    values.reduce((found, value) => or(found, isOneOf(compareValueWithLiteral(actual, value, kind), EQUAL)), FALSE),
  );
}

/** IS is never NULL. A jsonb `null` arrives as NULL does and cannot be told from it. */
function isWord(word: string): Test {
  const known = (answer: boolean): PossibleTruth => (answer ? TRUE : FALSE);
  if (word === 'null') return (actual) => known(actual === null);
  if (word === 'not_null') return (actual) => known(actual !== null);
  return (actual) => {
    if (actual === null) return known(word === 'unknown');
    return typeof actual === 'boolean' ? known(String(actual) === word) : UNKNOWN;
  };
}

/**
 * Case counts for text and does not for citext, and what counts as the other case hangs on the locale: what all of
 * them agree on is decided. (Not asked: Turkish, where I is no capital i.)
 */
function matching(pattern: Pattern | null, insensitive: boolean, kind: FieldKind | undefined): Test {
  if (pattern === null || (kind !== undefined && kind !== 'text')) return nullable(() => UNKNOWN);
  return nullable((actual) => {
    if (typeof actual !== 'string') return UNKNOWN;
    const answers = new Set(folds.map((fold) => matchesPattern(actual, pattern, fold)));
    if (!insensitive) answers.add(matchesPattern(actual, pattern, null));
    if (answers.size > 1) return UNKNOWN;
    return answers.has(true) ? TRUE : FALSE;
  });
}

export function negatedIf(negated: boolean, possible: PossibleTruth): PossibleTruth {
  return negated ? not(possible) : possible;
}
