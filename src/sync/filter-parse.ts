/**
 * The grammar of the `filter` attribute: PostgREST's conditions, joined by commas that mean AND.
 *
 *     status=eq.open,priority=in.(high,urgent),name=not.ilike.*foo*,note=eq."quo,ted",or=(a.eq.1,and(b.gt.2,c.is.null))
 *
 * Spaces around names, commas and unquoted values do not count, since the text stands in HTML; quotes keep them.
 */
import { describePlace, QueryError } from './query-error.ts';

export interface Condition {
  readonly type: 'condition';
  /** As written: a column, a path into JSON (`data->>a`) or an embedded table's column (`customers.name`). */
  readonly field: string;
  /** The table's own column this looks at; null for an embedded table's. */
  readonly column: string | null;
  /** True when the column's value itself is looked at, and not something within it. */
  readonly direct: boolean;
  readonly negated: boolean;
  /** With its quantifier or configuration: `eq`, `eq(any)`, `fts(english)`. */
  readonly operator: string;
  /** One, but for `in`. */
  readonly values: readonly string[];
}

export interface Group {
  readonly type: 'group';
  readonly join: 'and' | 'or';
  readonly negated: boolean;
  readonly members: readonly Expression[];
}

export type Expression = Condition | Group;

const operators = 'eq neq lt lte gt gte in like ilike is match imatch isdistinct'.split(' ');
/** Known to PostgREST, decided by the database alone. */
const otherOperators = 'cs cd ov sl sr nxl nxr adj fts plfts phfts wfts'.split(' ');
const operatorForm = /([a-z]+)(\([a-z_]+\))?\./y;
const isWords = ['null', 'not_null', 'true', 'false', 'unknown'];
const deepest = 20;
const remedy =
  'Write column=operator.value, several joined by commas, for example status=eq.open,priority=in.(high,urgent); put a value that holds a comma in double quotes.';

export function parseExpressions(text = ''): Expression[] {
  return text.trim() === '' ? [] : new Parser(text).parse();
}

/** The table's columns they look at. */
export function columnsOf(members: readonly Expression[]): ReadonlySet<string> {
  return new Set(
    members.flatMap((member) => {
      if (member.type === 'group') return [...columnsOf(member.members)];
      return member.column === null ? [] : [member.column];
    }),
  );
}

class Parser {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  parse(): Expression[] {
    const members: Expression[] = [];
    do members.push(this.#topExpression());
    while (this.#take(','));
    if (this.#position < this.#text.length) this.#fail('a comma or the end');
    return members;
  }

  #topExpression(): Expression {
    this.#skipSpace();
    const group = this.#match(/(not\.)?(and|or)\s*=\s*(?=\()/y);
    if (group) return this.#group(group[2] as 'and' | 'or', group[1] !== undefined, 1);
    const field = this.#field(/[^=,()"\s]+/y);
    this.#skipSpace();
    if (!this.#take('=')) this.#fail('"=" and an operator');
    this.#skipSpace();
    return this.#condition(field, ',');
  }

  #nestedExpression(depth: number): Expression {
    this.#skipSpace();
    const group = this.#match(/(not\.)?(and|or)\s*(?=\()/y);
    if (group) return this.#group(group[2] as 'and' | 'or', group[1] !== undefined, depth);
    const field = this.#field(/[^.,()"=\s]+/y);
    if (!this.#take('.')) this.#fail('a dot and an operator (within parentheses it is column.operator.value)');
    return this.#condition(field, ',)');
  }

  #group(join: 'and' | 'or', negated: boolean, depth: number): Group {
    if (depth > deepest) this.#fail(`at most ${deepest} levels of parentheses`);
    this.#expect('(');
    const members: Expression[] = [];
    do members.push(this.#nestedExpression(depth + 1));
    while (this.#take(','));
    this.#expect(')');
    return { type: 'group', join, negated, members };
  }

  #field(unquoted: RegExp): Pick<Condition, 'field' | 'column' | 'direct'> {
    const start = this.#position;
    const quoted = this.#quoted();
    if (quoted !== null) return { field: this.#text.slice(start, this.#position), column: quoted, direct: true };
    const field = this.#match(unquoted)?.[0] ?? this.#fail('the name of a column');
    const base = field.split('->')[0]!;
    if (base === '') this.#fail('the name of a column', start);
    if (base.includes('.')) return { field, column: null, direct: false };
    return { field, column: base, direct: base === field };
  }

  #condition(field: Pick<Condition, 'field' | 'column' | 'direct'>, ends: string): Condition {
    const negated = this.#match(/not\./y) !== null;
    const start = this.#position;
    const [, name = '', quantifier = ''] = this.#match(operatorForm) ?? [];
    if (!operators.includes(name) && !otherOperators.includes(name)) {
      this.#fail(
        `an operator and a dot; operators are ${operators.join(', ')}, each also with "not." before it`,
        start,
      );
    }
    return { type: 'condition', ...field, negated, operator: name + quantifier, values: this.#values(name, ends) };
  }

  #values(operator: string, ends: string): string[] {
    if (operator === 'in') return this.#list();
    const start = this.#position;
    const value = this.#value(ends);
    if (operator !== 'is') return [value];
    const word = value.toLowerCase();
    if (!isWords.includes(word)) this.#fail(`one of ${isWords.join(', ')}`, start);
    return [word];
  }

  #list(): string[] {
    this.#expect('(');
    const values: string[] = [];
    do values.push(this.#value(',)'));
    while (this.#take(','));
    this.#expect(')');
    return values;
  }

  #value(ends: string): string {
    this.#skipSpace();
    const value = this.#quoted() ?? this.#match(/\{[^{}]*\}/y)?.[0];
    if (value === undefined) return this.#match(ends === ',' ? /[^,]*/y : /[^,)]*/y)![0].trim();
    this.#skipSpace();
    const next = this.#text[this.#position];
    if (next !== undefined && !ends.includes(next)) this.#fail('a comma or the end after the closing quote or brace');
    return value;
  }

  #quoted(): string | null {
    if (this.#text[this.#position] !== '"') return null;
    const quoted = this.#match(/"((?:[^"\\]|\\[^])*)"/y);
    if (quoted === null) return this.#fail('a closing quote', this.#text.length);
    return quoted[1]!.replace(/\\([^])/g, '$1');
  }

  #match(form: RegExp): RegExpExecArray | null {
    form.lastIndex = this.#position;
    const match = form.exec(this.#text);
    if (match !== null) this.#position = form.lastIndex;
    return match;
  }

  #skipSpace(): void {
    this.#match(/\s*/y);
  }

  #take(character: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#position] !== character) return false;
    this.#position += 1;
    return true;
  }

  #expect(character: string): void {
    if (!this.#take(character)) this.#fail(`"${character}"`);
  }

  #fail(expected: string, position = this.#position): never {
    throw new QueryError('bad-filter', describePlace('filter', this.#text, position, expected), remedy);
  }
}
