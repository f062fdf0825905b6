/** A value of an enumerated column as a reader sees it. */
import type { Words } from './words.ts';

/** Own properties alone: a value from a database may be called `constructor`. */
export function termIn(words: Words, value: string): string {
  if (Object.hasOwn(words.values, value)) return words.values[value]!;
  return (value.charAt(0).toUpperCase() + value.slice(1)).replaceAll('_', ' ');
}

/** The name of a list, by its table. */
export function listName(words: Words, table: string): string {
  return Object.hasOwn(words.lists, table) ? words.lists[table]! : termIn(words, table);
}
