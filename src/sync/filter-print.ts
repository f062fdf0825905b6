/** Conditions written out again: as the attribute's own text, and as the parameters PostgREST takes. */
import type { Condition, Expression, Group } from './filter-parse.ts';

/** The one text of a filter, however it was spaced and quoted; it parses to the same filter. */
export function printFilter(members: readonly Expression[]): string {
  return members.map((member) => searchParameter(member, quote).join('=')).join(',');
}

/** A value at the top of a parameter is taken as it stands: quotes would be part of it. */
export function searchParameters(members: readonly Expression[]): [string, string][] {
  return members.map((member) => searchParameter(member, (value) => value));
}

function searchParameter(member: Expression, printValue: (value: string) => string): [string, string] {
  if (member.type === 'condition') return [member.field, printTest(member, printValue)];
  return [(member.negated ? 'not.' : '') + member.join, printMembers(member)];
}

function printMembers(group: Group): string {
  return `(${group.members.map(printNested).join(',')})`;
}

function printNested(member: Expression): string {
  if (member.type === 'condition') return `${member.field}.${printTest(member, quote)}`;
  return `${member.negated ? 'not.' : ''}${member.join}${printMembers(member)}`;
}

function printTest(condition: Condition, printValue: (value: string) => string): string {
  const values = condition.operator === 'in' ? list(condition.values) : printValue(condition.values[0]!);
  return `${condition.negated ? 'not.' : ''}${condition.operator}.${values}`;
}

export function list(values: readonly string[]): string {
  // A single empty element unquoted is PostgREST's empty list.
  return values.length === 1 && values[0] === '' ? '()' : `(${values.map(quote).join(',')})`;
}

/** In double quotes where the text would be read as something else without. */
export function quote(value: string): string {
  return /^[^,()"\\{}\s]+$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}
