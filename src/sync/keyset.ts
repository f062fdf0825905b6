/**
 * Keyset conditions in PostgREST's syntax: the rows after a row, the rows with these keys.
 *
 * A page begins after the last row of the one before, not at an offset: rows that come or go meanwhile would shift
 * every offset, and a list would repeat one row and miss another.
 */
import type { RawRow } from '../domain/row.ts';
import { list, quote } from './filter-print.ts';
import { printColumn, type OrderTerm } from './order-parse.ts';

/** Rows strictly after `row`, NULLs included: after on the first term, or equal there and after on the second, … */
export function conditionsAfter(
  terms: readonly OrderTerm[],
  primaryKey: readonly string[],
  row: RawRow,
): [string, string][] {
  const branches: string[] = [];
  const equals: string[] = [];
  for (const term of terms) {
    const value = knownValue(row, term.column);
    for (const after of strictlyAfter(term, value, !primaryKey.includes(term.column))) {
      branches.push(equals.length === 0 ? after : `and(${[...equals, after].join(',')})`);
    }
    equals.push(value === null ? `${term.field}.is.null` : `${term.field}.eq.${literal(value)}`);
  }
  return [['or', `(${branches.join(',')})`]];
}

/** Conditions of which any puts a row after one that has `value` here; none when nothing comes after it. */
function strictlyAfter(term: OrderTerm, value: unknown, nullable: boolean): string[] {
  if (value === null) return term.nullsFirst ? [`${term.field}.not.is.null`] : [];
  const beyond = `${term.field}.${term.descending ? 'lt' : 'gt'}.${literal(value)}`;
  return nullable && !term.nullsFirst ? [beyond, `${term.field}.is.null`] : [beyond];
}

/** A primary key's values, in the order its columns are named. */
export type RawKey = readonly unknown[];

/** The rows with these keys. */
export function conditionsForKeys(primaryKey: readonly string[], keys: readonly RawKey[]): [string, string] {
  const fields = primaryKey.map(printColumn);
  if (fields.length === 1) return [fields[0]!, `in.${list(keys.map((key) => textOf(key[0])))}`];
  const branches = keys.map(
    (key) => `and(${fields.map((field, index) => `${field}.eq.${literal(key[index])}`).join(',')})`,
  );
  return ['or', `(${branches.join(',')})`];
}

function knownValue(row: RawRow, column: string): unknown {
  const value = Object.hasOwn(row, column) ? row[column] : undefined;
  if (value === undefined) throw new TypeError(`The row lacks the column "${column}", which a further read needs.`);
  return value;
}

function literal(value: unknown): string {
  return quote(textOf(value));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
