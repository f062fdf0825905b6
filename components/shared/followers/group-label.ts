/** What the heading above rows of one value reads: a day for points in time, words for values of a short list. */
import { termIn } from '../../../src/page/words/term.ts';
import type { FormatContext } from '../../../src/template/format-registry.ts';
import { formatDate, text } from '../../../src/template/formats.ts';

/** `isTerm`: whether the rows say the value in words; undefined where only its looks tell. */
export function groupLabel(value: unknown, { words, locale, timeZone }: FormatContext, isTerm?: boolean): string {
  const shown = text(value);
  if (shown.trim() === '') return words.none;
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d|$)/.test(value)) {
    return formatDate(value, locale, 'full', timeZone);
  }
  // Names and free text stand as they are written.
  const looksLikeOne = Object.hasOwn(words.values, shown) || /^[a-z]+(?:_[a-z]+)*$/.test(shown);
  return typeof value === 'boolean' || (isTerm ?? looksLikeOne) ? termIn(words, shown) : shown;
}
