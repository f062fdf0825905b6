/** The formats a binding can name after a `|`: those of the kit, and those a page registers. */
import { warn } from '../page/warn.ts';
import { termIn } from '../page/words/term.ts';
import type { Words } from '../page/words/words.ts';
import {
  formatBytes,
  formatCurrency,
  formatDate,
  formatNumber,
  formatPercent,
  formatRelative,
  formatTime,
  text,
} from './formats.ts';

export interface FormatContext {
  /** The language of the place the value is shown at, for `Intl`; undefined: the browser's own. */
  readonly locale: string | undefined;
  /** The time zone of that place; undefined: the browser's own. */
  readonly timeZone: string | undefined;
  /** The words of that place. */
  readonly words: Words;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What it answers is shown as text, or given to the next format. Parameters are what stands after the colons. */
export type Format = (value: unknown, context: FormatContext, ...parameters: string[]) => unknown;

const ownFormats: readonly (readonly [name: string, format: Format])[] = [
  ['relative', (value, { locale, now }) => formatRelative(value, now, locale)],
  ['date', (value, { locale, timeZone }, style) => formatDate(value, locale, style, timeZone)],
  ['time', (value, { locale, timeZone }, style) => formatTime(value, locale, style, timeZone)],
  ['number', (value, { locale }, digits) => formatNumber(value, locale, digits)],
  ['currency', (value, { locale }, currency) => formatCurrency(value, currency, locale)],
  ['percent', (value, { locale }, digits) => formatPercent(value, locale, digits)],
  ['bytes', (value, { locale }) => formatBytes(value, locale)],
  ['term', (value, { words }) => (text(value) === '' ? '' : termIn(words, text(value)))],
];

const formats = new Map<string, Format>(ownFormats);
/** Formats whose answer stays the same while only time goes on. */
const timeless = new Set(ownFormats.map(([name]) => name).filter((name) => name !== 'relative'));
const listeners = new Set<() => void>();

const digits = /^\d{1,2}$/;
const style = /^(full|long|medium|short)$/;
/** What can stand after the colon of those of the kit's formats that take something. */
const parameters = new Map([
  ['number', digits],
  ['percent', digits],
  ['date', style],
  ['time', style],
  ['currency', /^[a-z]{3}$/i],
]);

/** Adds a format, or puts another in its place; rows that are shown already are painted again. */
export function registerFormat(name: string, format: Format): void {
  if (!/^[a-z][\w-]*$/i.test(name) || typeof format !== 'function') {
    warn('unknown-format', `registerFormat("${name}") needs a name of letters and digits, and a function.`);
    return;
  }
  formats.set(name, format);
  timeless.delete(name);
  parameters.delete(name);
  for (const listener of listeners) listener();
}

export function formatNamed(name: string): Format | undefined {
  return formats.get(name);
}

export function formatNames(): string[] {
  return [...formats.keys()];
}

/** False for what a format of the kit would pass over; a page's own take anything. */
export function takesParameter(name: string, parameter: string): boolean {
  return parameters.get(name)?.test(parameter) ?? true;
}

/** True for a format whose answer may differ later although the value is the same. */
export function changesWithTime(name: string): boolean {
  return !timeless.has(name);
}

/** Calls `listener` after a format was registered. Answers the function that ends it. */
export function watchFormats(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
