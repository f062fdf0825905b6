/** The `select` attribute: what is asked for, and whether a change event, which is columns alone, can supply it. */
import { printColumn } from './order-parse.ts';
import { describePlace, QueryError } from './query-error.ts';

export interface Select {
  /** What is sent: as written, with the required columns added where they were missing. */
  readonly text: string;
  /** The table's columns that arrive under their own names; null: all of them. */
  readonly columns: ReadonlySet<string> | null;
  /** False when anything asked for is an alias, a cast, a path, an embedded table or a function: then a read decides. */
  readonly plain: boolean;
}

const plainItem = /^(?:"([^"\\]+)"|([^\s"().:>*]+(?: [^\s"().:>*]+)*))$/;
const remedy = 'Write columns joined by commas, for example id,title,price; leave it out for all columns.';

/** `required`: the key, and whatever else the query compares. Throws a QueryError `bad-attribute`. */
export function parseSelect(text: string | undefined, required: readonly string[]): Select {
  const written = (text ?? '').trim();
  if (written === '' || written === '*') return { text: '*', columns: null, plain: true };
  const items = splitItems(written);
  const names = items.map((item) => {
    const match = plainItem.exec(item);
    return match?.[1] ?? match?.[2] ?? null;
  });
  const all = items.includes('*');
  const present = new Set(names.filter((name) => name !== null));
  const missing = all ? [] : required.filter((column) => !present.has(column));
  return {
    text: [...items, ...missing.map(printColumn)].join(','),
    columns: all ? null : new Set([...present, ...missing]),
    plain: names.every((name, index) => name !== null || items[index] === '*'),
  };
}

/** At the commas that stand neither in parentheses nor in quotes. */
function splitItems(text: string): string[] {
  const items: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let position = 0; position <= text.length; position += 1) {
    const character = text[position];
    if (character === '"') quoted = !quoted;
    if (character !== undefined && quoted) continue;
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth < 0) throw wrong(text, position, 'no closing parenthesis here');
    if (character !== undefined && (character !== ',' || depth > 0)) continue;
    const item = text.slice(start, position).trim();
    if (item === '') throw wrong(text, start, 'a column');
    items.push(item);
    start = position + 1;
  }
  if (quoted) throw wrong(text, text.length, 'a closing quote');
  if (depth > 0) throw wrong(text, text.length, 'a closing parenthesis');
  return items;
}

function wrong(text: string, position: number, expected: string): QueryError {
  return new QueryError('bad-attribute', describePlace('select', text, position, expected), remedy);
}
