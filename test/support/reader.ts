/** What formats know of a reader, for tests that draw without an element. */
import { wordsFor } from '../../src/page/words/words-for.ts';
import type { FormatContext } from '../../src/template/format-registry.ts';

export function englishReader(now: number): FormatContext {
  return { locale: 'en', timeZone: 'UTC', words: wordsFor('en'), now };
}
