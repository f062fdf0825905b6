/** The grammar of the `order` attribute: `created_at.desc.nullslast,id.asc`. */
import { describePlace, QueryError } from './query-error.ts';

export interface OrderTerm {
  readonly column: string;
  /** As it is written to PostgREST: quoted where the name needs it. */
  readonly field: string;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

const form = /^\s*(?:"((?:[^"\\]|\\[^])+)"|([^\s.,()"]+))((?:\.[^\s.,]*)*)\s*$/;
const remedy =
  "Write column.asc or column.desc, several joined by commas, each with .nullsfirst or .nullslast if wanted, for example created_at.desc.nullslast,id.asc; a column must be the table's own.";

/** Missing key columns are added, ascending; whatever follows a whole key can change nothing and is left out. */
export function parseOrderTerms(text: string, primaryKey: readonly string[]): OrderTerm[] {
  const terms: OrderTerm[] = [];
  const seen = new Set<string>();
  for (const term of [...parseWritten(text), ...primaryKey.map(keyTerm)]) {
    if (seen.has(term.column)) continue;
    seen.add(term.column);
    terms.push(term);
    if (primaryKey.length > 0 && primaryKey.every((column) => seen.has(column))) break;
  }
  return terms;
}

export function printOrder(terms: readonly OrderTerm[]): string {
  return terms.map(printOrderTerm).join(',');
}

function printOrderTerm(term: OrderTerm): string {
  const direction = term.descending ? 'desc' : 'asc';
  const nulls = term.nullsFirst === term.descending ? '' : term.nullsFirst ? '.nullsfirst' : '.nullslast';
  return `${term.field}.${direction}${nulls}`;
}

function parseWritten(text: string): OrderTerm[] {
  if (text.trim() === '') return [];
  let position = 0;
  return splitAtCommas(text).map((part) => {
    const term = parseTerm(part, text, position);
    position += part.length + 1;
    return term;
  });
}

function splitAtCommas(text: string): string[] {
  return text
    .match(/(?:^|,)(?:"(?:[^"\\]|\\[^])*"|[^,])*/g)!
    .map((part, index) => (index === 0 ? part : part.slice(1)));
}

function parseTerm(part: string, text: string, position: number): OrderTerm {
  const match = form.exec(part);
  const place = position + (part.length - part.trimStart().length);
  if (match === null) throw wrong(text, place, 'a column and .asc or .desc');
  const [, quoted, plain = '', suffix = ''] = match;
  if (plain.includes('->')) throw wrong(text, place, 'a column of the table, not a path into one');
  const words = suffix.toLowerCase().split('.').slice(1);
  const direction = words[0] === 'asc' || words[0] === 'desc' ? words.shift() : undefined;
  const nulls = words[0] === 'nullsfirst' || words[0] === 'nullslast' ? words.shift() : undefined;
  if (words.length > 0) {
    throw wrong(text, place + part.trim().length - words.join('.').length, 'asc, desc, nullsfirst or nullslast');
  }
  const descending = direction === 'desc';
  const column = quoted === undefined ? plain : quoted.replace(/\\([^])/g, '$1');
  const field = quoted === undefined ? plain : `"${quoted}"`;
  return { column, field, descending, nullsFirst: nulls === undefined ? descending : nulls === 'nullsfirst' };
}

function keyTerm(column: string): OrderTerm {
  return { column, field: printColumn(column), descending: false, nullsFirst: false };
}

/** A name that PostgREST, or `parseOrderTerms`, would read as something else stands in quotes. */
export function printColumn(column: string): string {
  return /^[\p{L}\p{N}_$]+$/u.test(column) ? column : `"${column.replace(/["\\]/g, '\\$&')}"`;
}

function wrong(text: string, position: number, expected: string): QueryError {
  return new QueryError('bad-order', describePlace('order', text, position, expected), remedy);
}
