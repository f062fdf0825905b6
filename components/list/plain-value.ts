/** A value shown without knowing its column: told by what it looks like, and otherwise left as it is. */
import { formatDate, formatDateTime, formatNumber, text } from '../../src/template/formats.ts';
import { termIn } from '../../src/page/words/term.ts';
import type { FormatContext } from '../../src/template/format-registry.ts';

/** Columns that usually say what a row is, the most telling first. */
const telling = ['name', 'title', 'subject', 'label', 'file_name', 'summary', 'email', 'code', 'sku'];

/** The field a row is called by; a key when there is nothing else. */
export function titleField(row: Readonly<Record<string, unknown>>, keys: readonly string[]): string {
  const names = Object.keys(row);
  const said = (name: string): boolean => typeof row[name] === 'string' && !keys.includes(name);
  return telling.find((name) => Object.hasOwn(row, name)) ?? names.find(said) ?? names[0] ?? '';
}

/** `isName`: what a row is called stands as it is written. */
export function plainValue(value: unknown, { locale, timeZone, words }: FormatContext, isName = false): string {
  if (typeof value === 'boolean') return termIn(words, String(value));
  // A year or a number of an order is no quantity: whole numbers stand without marks between their digits.
  if (typeof value === 'number') return Number.isInteger(value) ? text(value) : formatNumber(value, locale);
  if (typeof value !== 'string') return text(value);
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return formatDate(value, locale, undefined, timeZone);
  if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(value)) return formatDateTime(value, locale, timeZone);
  return !isName && isTerm(value, words) ? termIn(words, value) : value;
}

/** One of a short list, as in `status`: a word the kit knows, or several as only such lists join them. */
function isTerm(value: string, words: FormatContext['words']): boolean {
  return Object.hasOwn(words.values, value) || /^[a-z]+(?:_[a-z]+)+$/.test(value);
}

export function isAddress(value: unknown): boolean {
  return typeof value === 'string' && /^https?:\/\/\S+$/i.test(value) && URL.canParse(value);
}
