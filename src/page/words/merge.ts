/** Words with some of them replaced. What does not fit its place is left out: it may come from an attribute. */
import type { Count, PluralForms, SomeWords, Words } from './words.ts';

type Tree = { readonly [name: string]: unknown };

export function mergeWords(words: Words, some: SomeWords, count: Count): Words {
  return isTree(some) ? (merge(words as unknown as Tree, some, count) as unknown as Words) : words;
}

/** By entries, so that a name such as `__proto__` is a name like any other. */
function merge(base: Tree, some: Tree, count: Count): Tree {
  const replaced = Object.entries(some).map(([name, value]) => [name, replacement(base[name], value, count)] as const);
  const fitting = replaced.filter(([, value]) => value !== undefined);
  return Object.fromEntries([...Object.entries(base), ...fitting]);
}

/** What stands for `value` in the place of `base`; undefined for what does not fit there. */
export function replacement(base: unknown, value: unknown, count: Count): unknown {
  if (typeof base === 'function') return typeof value === 'function' ? value : asFunction(value, count);
  if (isTree(base)) return isTree(value) ? merge(base, value, count) : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** A text stands for a function that puts its values where the `#` are; plural forms for one that counts. */
function asFunction(value: unknown, count: Count): unknown {
  if (isForms(value)) return (number: number) => count(number, value);
  if (typeof value !== 'string') return undefined;
  return (...values: readonly (string | number)[]) => {
    const shown = values.map((each) => (typeof each === 'number' ? count(each, { other: '#' }) : each));
    return value.replaceAll('#', () => shown.shift() ?? '#');
  };
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}

function isForms(value: unknown): value is PluralForms {
  return isTree(value) && Object.values(value).every((form) => typeof form === 'string') && 'other' in value;
}
