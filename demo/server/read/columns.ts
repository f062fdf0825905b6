/** What a query selects and how it sorts: `select=id,total:price::text`, `order=created_at.desc.nullslast,id`. */
import { readField, type Field } from './field.ts';
import { Scanner } from './scanner.ts';
import { NotForThisReader, QuerySyntaxError } from './syntax-error.ts';

export interface Selected {
  /** Null for `*`. */
  readonly field: Field | null;
  readonly alias: string | null;
  readonly cast: string | null;
}

export interface SortKey {
  readonly field: Field;
  readonly descending: boolean;
  readonly nulls: 'first' | 'last' | null;
}

export function readSelect(text: string): Selected[] {
  if (/[(]|\.\.\./.test(text)) throw new NotForThisReader(text); // Embedded tables, spreads and aggregates.
  const scanner = new Scanner(text);
  const list: Selected[] = [];
  do {
    const one = readSelected(scanner);
    if (!one) throw failure('select parameter', text, scanner);
    list.push(one);
  } while (scanner.take(','));
  if (!scanner.done) throw failure('select parameter', text, scanner);
  return list;
}

function readSelected(scanner: Scanner): Selected | null {
  if (scanner.take('*')) return { field: null, alias: null, cast: null };
  const start = scanner.at;
  const alias = readField(scanner);
  const named = alias && alias.path.length === 0 && scanner.match(/:(?!:)/y) !== null;
  if (!named) scanner.at = start;
  const field = readField(scanner);
  if (!field) return null;
  const cast = scanner.take('::') ? scanner.match(/[a-zA-Z_][\w ]*(?:\[\])?/y) : null;
  return { field, alias: named ? alias.column : (field.path.at(-1)?.key ?? null), cast };
}

export function readOrder(text: string): SortKey[] {
  if (text.includes('(')) throw new NotForThisReader(text); // Sorting by an embedded table.
  const scanner = new Scanner(text);
  const keys: SortKey[] = [];
  do {
    const field = readField(scanner);
    if (!field) throw failure('order', text, scanner);
    const direction = scanner.match(/\.(?:asc|desc)(?![a-z])/y);
    const nulls = scanner.match(/\.nulls(?:first|last)(?![a-z])/y);
    keys.push({ field, descending: direction === '.desc', nulls: nulls ? nullsOf(nulls) : null });
  } while (scanner.take(','));
  if (!scanner.done) throw failure('order', text, scanner);
  return keys;
}

const nullsOf = (word: string): 'first' | 'last' => (word.endsWith('first') ? 'first' : 'last');

function failure(what: string, text: string, scanner: Scanner): QuerySyntaxError {
  const found = scanner.done ? 'end of input' : `'${scanner.peek()}'`;
  return new QuerySyntaxError(
    `"failed to parse ${what} (${text})" (line 1, column ${scanner.at + 1})`,
    `unexpected ${found}`,
  );
}
