/** Random filters, made as a tree and printed from it, by code that shares nothing with the parser it tests. */
import type { RawRow } from '../../../src/domain/row.ts';
import type { Condition, Expression } from '../../../src/sync/filter-parse.ts';
import type { Random } from './random.ts';
import { columnNames, kinds, oddLiterals, poolOf } from './sample-table.ts';

const comparing = ['eq', 'neq', 'lt', 'lte', 'gt', 'gte', 'in', 'is', 'isdistinct'];
const patterns = ['like', 'ilike', 'match', 'imatch'];
const textColumns = ['label', 'folded', 'code'];

export function randomExpressions(random: Random, rows: readonly RawRow[]): Expression[] {
  const count = random.chance(0.6) ? 1 : 1 + random.below(3);
  return Array.from({ length: count }, () => randomExpression(random, rows, random.chance(0.25) ? 2 : 0));
}

function randomExpression(random: Random, rows: readonly RawRow[], depth: number): Expression {
  if (depth === 0) return randomCondition(random, rows);
  const members = Array.from({ length: 1 + random.below(3) }, () =>
    randomExpression(random, rows, random.chance(0.3) ? depth - 1 : 0),
  );
  return { type: 'group', join: random.pick(['and', 'or']), negated: random.chance(0.3), members };
}

function randomCondition(random: Random, rows: readonly RawRow[]): Condition {
  const matching = random.chance(0.2);
  const column = random.pick(matching ? textColumns : columnNames);
  const operator = random.pick(matching ? patterns : comparing);
  const values = valuesFor(random, rows, column, operator);
  return { type: 'condition', field: column, column, direct: true, negated: random.chance(0.25), operator, values };
}

function valuesFor(random: Random, rows: readonly RawRow[], column: string, operator: string): string[] {
  if (operator === 'is') return [random.pick(['null', 'not_null', 'true', 'false', 'unknown'])];
  if (patterns.includes(operator)) return [randomPattern(random, column, operator.endsWith('match'))];
  if (operator === 'in') return Array.from({ length: random.below(4) + 1 }, () => randomLiteral(random, rows, column));
  return [randomLiteral(random, rows, column)];
}

function randomLiteral(random: Random, rows: readonly RawRow[], column: string): string {
  if (random.chance(0.3)) {
    const value = random.pick(rows)[column];
    if (value !== null && typeof value !== 'object') return String(value);
  }
  return random.pick(random.chance(0.5) ? poolOf(column) : (oddLiterals[kinds[column] ?? 'text'] ?? []));
}

function randomPattern(random: Random, column: string, regular: boolean): string {
  const special = regular
    ? ['.', '.*', '\\.', '\\%', '(o|c)', 'o+', '[a-z]', '\\w', '$', '^', 'p?']
    : ['%', '_', '*', '\\%', '\\_', '\\\\', '\\'];
  const characters = [...random.pick(poolOf(column))].map((character) => {
    if (random.chance(0.15)) return random.pick(special);
    if (regular && /[\\^$.*+?()[\]{}|]/.test(character)) return `\\${character}`;
    return random.chance(0.1) ? swapCase(character) : character;
  });
  const body = characters.join('').slice(random.chance(0.3) ? 1 : 0);
  if (regular) return `${random.chance(0.3) ? '^' : ''}${body}${random.chance(0.3) ? '$' : ''}`;
  return random.chance(0.4) ? `${random.chance(0.5) ? '*' : ''}${body}%` : body;
}

function swapCase(character: string): string {
  const upper = character.toUpperCase();
  return upper === character ? character.toLowerCase() : upper;
}

export function printForAttribute(members: readonly Expression[], random: Random): string {
  const space = (): string => (random.chance(0.1) ? random.pick([' ', '\n  ']) : '');
  const value = (text: string): string =>
    random.chance(0.3) || /[,()"\\{}\s]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : text;
  const test = ({ negated, operator, values }: Condition): string => {
    const printed =
      operator === 'in'
        ? `(${values.map((text) => space() + value(text)).join(',')})`
        : operator === 'is'
          ? values[0]!
          : value(values[0]!);
    return `${negated ? 'not.' : ''}${operator}.${printed}`;
  };
  const nested = (member: Expression): string =>
    member.type === 'condition'
      ? `${member.field}.${test(member)}`
      : `${member.negated ? 'not.' : ''}${member.join}(${member.members.map((inner) => space() + nested(inner)).join(',')})`;
  const top = (member: Expression): string =>
    member.type === 'condition'
      ? `${member.field}=${test(member)}`
      : `${member.negated ? 'not.' : ''}${member.join}=(${member.members.map(nested).join(',')})`;
  return members.map((member) => space() + top(member) + space()).join(',');
}
