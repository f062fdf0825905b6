/**
 * The `order` attribute: sent to PostgREST for a read, and used here to place a row that the stream brings.
 *
 * The primary key is always the last key, so that the order is total: without it two reads may answer differently,
 * and a page could repeat or skip rows.
 */
import type { RawRow } from '../domain/row.ts';
import type { FieldKind } from '../domain/tables.ts';
import { compareDecimals, parseDecimal, type Decimal } from '../domain/decimal.ts';
import type { FieldKinds } from './filter.ts';
import { conditionsAfter } from './keyset.ts';
import { parseOrderTerms, printOrder, type OrderTerm } from './order-parse.ts';
import { EQUAL, GREATER, LESS, orderOf, type PossibleOrder } from './possible-order.ts';
import { compareValues } from './value-comparison.ts';

export interface Order {
  readonly text: string;
  /** The table's columns it compares, the key's among them. */
  readonly columns: readonly string[];
  /** Below 0 where `a` comes first. A guess where `decides` is false, but always the same one. */
  compare(a: RawRow, b: RawRow): number;
  /** False where the answer hangs on the database (text's collation, digits lost on the way) or a missing column. */
  decides(a: RawRow, b: RawRow): boolean;
  /** False when a column of text, or of a kind not known, stands before the key: then most pairs need a read. */
  readonly decidable: boolean;
  searchParameter(): string;
  /** PostgREST's condition for the rows strictly after `row`. Throws when `row` lacks one of `columns`. */
  after(row: RawRow): [string, string][];
}

/**
 * Where only the database's collation knows the order of two texts, this guesses it: one fixed locale, so that every
 * reader is shown the same until a read corrects it, and English, because Supabase's databases are `en_US.UTF-8`.
 */
const collator = new Intl.Collator('en');

/** Throws a QueryError `bad-order` that shows the place and what was expected there. */
export function parseOrder(text: string | undefined, primaryKey: readonly string[], kinds: FieldKinds = {}): Order {
  return compileOrder(parseOrderTerms(text ?? '', primaryKey), primaryKey, kinds);
}

export function compileOrder(terms: readonly OrderTerm[], primaryKey: readonly string[], kinds: FieldKinds): Order {
  const kindOf = (column: string) => (Object.hasOwn(kinds, column) ? kinds[column] : undefined);
  const comparisons = terms.map((term) => comparisonOf(term, kindOf(term.column)));
  const printed = printOrder(terms);
  return {
    text: printed,
    columns: terms.map((term) => term.column),
    compare(a, b) {
      for (const comparison of comparisons) {
        const { order, guess } = comparison(a, b);
        if (order !== EQUAL && guess !== 0) return guess;
      }
      return 0;
    },
    decides(a, b) {
      for (const comparison of comparisons) {
        const { order } = comparison(a, b);
        if (order === LESS || order === GREATER) return true;
        if (order !== EQUAL) return false;
      }
      return true;
    },
    decidable: terms.every((term) => {
      const kind = kindOf(term.column);
      return kind !== 'text' && (kind !== undefined || primaryKey.includes(term.column));
    }),
    searchParameter: () => printed,
    after: (row) => conditionsAfter(terms, primaryKey, row),
  };
}

interface Compared {
  readonly order: PossibleOrder;
  readonly guess: number;
}

function comparisonOf(term: OrderTerm, kind: FieldKind | undefined): (a: RawRow, b: RawRow) => Compared {
  const direction = term.descending ? -1 : 1;
  return (a, b) => {
    const left = valueOf(a, term.column);
    const right = valueOf(b, term.column);
    if (left === undefined || right === undefined) return { order: LESS | EQUAL | GREATER, guess: 0 };
    if (left === null || right === null) return certain(compareNulls(left, right, term.nullsFirst));
    const order = compareValues(left, right, kind);
    return order === LESS || order === EQUAL || order === GREATER
      ? certain(direction * numberOf(order))
      : { order, guess: direction * guess(left, right) };
  };
}

function certain(comparison: number): Compared {
  return { order: orderOf(comparison), guess: comparison };
}

function valueOf(row: RawRow, column: string): unknown {
  return Object.hasOwn(row, column) ? row[column] : undefined;
}

function compareNulls(left: unknown, right: unknown, nullsFirst: boolean): number {
  if (left === right) return 0;
  return (left === null) === nullsFirst ? -1 : 1;
}

function numberOf(order: PossibleOrder): number {
  return order === LESS ? -1 : order === GREATER ? 1 : 0;
}

/** Total: texts the collator takes for equal are told apart by their code units. */
function guess(left: unknown, right: unknown): number {
  const numbers = typeof left === 'number' || typeof right === 'number' ? decimalsOf(left, right) : null;
  if (numbers !== null) return compareDecimals(...numbers);
  const [leftText, rightText] = [textOf(left), textOf(right)];
  const collated = collator.compare(leftText, rightText);
  return collated !== 0 ? collated : leftText < rightText ? -1 : leftText > rightText ? 1 : 0;
}

function decimalsOf(left: unknown, right: unknown): [Decimal, Decimal] | null {
  const [leftDecimal, rightDecimal] = [parseDecimal(textOf(left)), parseDecimal(textOf(right))];
  return leftDecimal === null || rightDecimal === null ? null : [leftDecimal, rightDecimal];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}
