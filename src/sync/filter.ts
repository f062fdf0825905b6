/** The `filter` attribute: sent to PostgREST for a read, and answered here for a row that the stream brings. */
import type { RawRow } from '../domain/row.ts';
import type { FieldKind } from '../domain/tables.ts';
import { negatedIf, testOf } from './filter-operators.ts';
import { columnsOf, parseExpressions, type Expression } from './filter-parse.ts';
import { printFilter, searchParameters } from './filter-print.ts';
import { and, FALSE, or, TRUE, truthOf, UNKNOWN, type PossibleTruth, type Truth } from './possible-truth.ts';

export type { Truth } from './possible-truth.ts';
export type { RawRow } from '../domain/row.ts';
/** What is known of a table's columns. */
export type FieldKinds = Readonly<Partial<Record<string, FieldKind>>>;

export interface Filter {
  /** The same text for the same filter, however it was spaced and quoted. */
  readonly text: string;
  /** The table's columns it looks at. */
  readonly columns: ReadonlySet<string>;
  /**
   * As in WHERE, where NULL rejects. `unknown`: only the database can tell (a column that is not there, text compared
   * by collation, a regular expression, JSON, arrays, an embedded table, a type that is not known).
   */
  matches(row: RawRow): Truth;
  searchParameters(): [string, string][];
}

/** Throws a QueryError `bad-filter` that shows the place and what was expected there. */
export function parseFilter(text: string | undefined, kinds: FieldKinds = {}): Filter {
  return compileFilter(parseExpressions(text), kinds);
}

export function compileFilter(members: readonly Expression[], kinds: FieldKinds): Filter {
  const evaluate = conjunction(members.map((member) => compile(member, kinds)));
  return {
    text: printFilter(members),
    columns: columnsOf(members),
    matches: (row) => truthOf(evaluate(row)),
    searchParameters: () => searchParameters(members),
  };
}

type Evaluate = (row: RawRow) => PossibleTruth;

function compile(expression: Expression, kinds: FieldKinds): Evaluate {
  if (expression.type === 'group') {
    const members = expression.members.map((member) => compile(member, kinds));
    const evaluate = expression.join === 'and' ? conjunction(members) : disjunction(members);
    return (row) => negatedIf(expression.negated, evaluate(row));
  }
  const { column, negated } = expression;
  if (column === null || !expression.direct) return () => UNKNOWN;
  const test = testOf(expression, Object.hasOwn(kinds, column) ? kinds[column] : undefined);
  return (row) => {
    const value = Object.hasOwn(row, column) ? row[column] : undefined;
    return value === undefined ? UNKNOWN : negatedIf(negated, test(value));
  };
}

function conjunction(members: readonly Evaluate[]): Evaluate {
  return (row) => {
    let truth: PossibleTruth = TRUE;
    for (const member of members) {
      truth = and(truth, member(row));
      if (truth === FALSE) break;
    }
    return truth;
  };
}

function disjunction(members: readonly Evaluate[]): Evaluate {
  return (row) => members.reduce((truth, member) => or(truth, member(row)), FALSE as PossibleTruth);
}
