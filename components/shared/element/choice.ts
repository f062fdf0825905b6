/** Attributes that know a few words. One they do not know counts as the usual one, and its author is told once. */
import { report } from './tell.ts';

const told = new WeakMap<Element, Set<string>>();

/** What `value`, given to the attribute `name`, means: one of `words`, else `usual`. */
export function choice<Word extends string>(
  element: Element,
  name: string,
  value: string,
  words: readonly Word[],
  usual: Word,
): Word {
  const found = words.find((word) => word === value);
  if (found !== undefined || !value) return found ?? usual;
  const said = `${name}="${value}"`;
  const before = told.get(element) ?? new Set();
  if (!before.has(said)) {
    told.set(element, before.add(said));
    report(element, {
      code: 'unknown-word',
      message: `The attribute ${said} is none of the words it knows; it counts as ${usual}.`,
      remedy: `Use one of: ${words.join(', ')}.`,
      permanent: true,
    });
  }
  return usual;
}
