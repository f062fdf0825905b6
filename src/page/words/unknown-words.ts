/** Somebody's own words that will never be said: names the kit does not have, and what does not fit its place. */
import type { ProblemCode } from '../../domain/status.ts';
import { alike } from '../alike.ts';
import { warn } from '../warn.ts';
import { english } from './english.ts';
import { replacement } from './merge.ts';

const count = (): string => '';
const known = english(count) as unknown as Readonly<Record<string, unknown>>;
/** A page has tables and values of its own. */
const open: ReadonlySet<unknown> = new Set([known.lists, known.values]);
const code: ProblemCode = 'unknown-word';

export function tellUnknownWords(some: unknown, element?: Element): void {
  const unknown = typeof some === 'object' && some !== null ? unknownIn(some, known) : [];
  if (unknown.length === 0) return;
  const text = `words: ${unknown.join('; ')}. The others are used. See the table of words in docs/languages.md.`;
  warn(code, text, element);
}

function unknownIn(some: object, base: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(some).flatMap(([name, value]: [string, unknown]) => {
    if (!Object.hasOwn(base, name) && !open.has(base)) {
      const meant = alike(name, Object.keys(base));
      return `there is no "${name}"${meant ? `, but "${meant}"` : ''}`;
    }
    if (replacement(base[name], value, count) === undefined) return `"${name}" cannot be ${JSON.stringify(value)}`;
    const inner = base[name];
    return typeof inner === 'object' ? unknownIn(value as object, inner as Readonly<Record<string, unknown>>) : [];
  });
}
