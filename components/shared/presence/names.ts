/** People, as a text names them. */
import type { Person } from '../../../src/contexts.ts';
import type { Words } from '../../../src/page/words/words.ts';

/** More names than these are told as a number. */
const MOST_NAMES = 3;

/** For somebody at least. */
export function namesOf(people: readonly Person[], words: Words, locale: string | undefined): string {
  const named = people.filter(({ name }) => name !== '').slice(0, MOST_NAMES);
  const rest = people.length - named.length;
  // Isolated: a name is written in whatever direction its owner writes.
  const who = named.map(({ name }) => `\u2068${name}\u2069`);
  if (rest > 0) who.push(words.others(rest));
  return new Intl.ListFormat(locale, { type: 'conjunction' }).format(who);
}
