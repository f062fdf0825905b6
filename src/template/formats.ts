/**
 * Values as a reader sees them, by `Intl` in the reader's language. No format throws: a value that does not fit is shown
 * as the text it is, for it comes from a database this kit does not own.
 */

type Locale = string | undefined;

const cache = new Map<string, unknown>();

/** `Intl` objects cost far more to make than to use, and a page needs a handful. */
function cached<Formatter>(key: string, locale: Locale, make: () => Formatter): Formatter {
  const name = `${key} ${locale ?? ''}`;
  let formatter = cache.get(name) as Formatter | undefined;
  if (!formatter) cache.set(name, (formatter = make()));
  return formatter;
}

export function text(value: unknown): string {
  if (value === null || value === undefined || Number.isNaN(value)) return '';
  if (typeof value === 'object') return JSON.stringify(value) ?? '';
  return `${value as string | number | boolean}`;
}

/** PostgREST sends numerics as JSON numbers, large ones sometimes as text. */
function toNumber(value: unknown): number | Intl.StringNumericLiteral | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  // As the text it is: `Intl` writes every digit of it.
  return Number.isFinite(Number(value)) ? (value as `${number}`) : null;
}

/** Answers null for what is no point in time. */
export function toDate(value: unknown): Date | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value;
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** `digits`: how many after the decimal sign, as text; more or fewer than there are. */
export function formatNumber(value: unknown, locale?: string, digits?: string): string {
  return formatDecimal('decimal', value, locale, digits);
}

/** 0.25 as "25%". */
export function formatPercent(value: unknown, locale?: string, digits?: string): string {
  return formatDecimal('percent', value, locale, digits);
}

function formatDecimal(style: 'decimal' | 'percent', value: unknown, locale: Locale, digits = ''): string {
  const number = toNumber(value);
  if (number === null) return text(value);
  const count = /^\d{1,2}$/.test(digits) ? Math.min(Number(digits), 20) : undefined;
  const options = { style, minimumFractionDigits: count, maximumFractionDigits: count };
  return cached(`${style} ${count}`, locale, () => new Intl.NumberFormat(locale, options)).format(number);
}

export function formatCurrency(value: unknown, currency: unknown, locale?: string): string {
  const number = toNumber(value);
  if (number === null) return text(value);
  // Only the shape of a currency code is checked by Intl; anything else throws.
  if (typeof currency !== 'string' || !/^[A-Za-z]{3}$/.test(currency)) return formatNumber(number, locale);
  const options = { style: 'currency', currency } as const;
  return cached(`currency ${currency}`, locale, () => new Intl.NumberFormat(locale, options)).format(number);
}

type Style = 'full' | 'long' | 'medium' | 'short';

/** Anything else would make `Intl` throw. */
function styleNamed(name: string | undefined, usual: Style): Style {
  return name === 'full' || name === 'long' || name === 'medium' || name === 'short' ? name : usual;
}

/** `style`: `full`, `long`, `medium` or `short`. */
export function formatDate(value: unknown, locale?: string, style?: string, timeZone?: string): string {
  const date = toDate(value);
  if (!date) return text(value);
  // A `date` column is a day of the calendar, not a moment: no time zone may make it the day before.
  const isDay = typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value);
  return formatMoment(date, { dateStyle: styleNamed(style, 'medium'), timeZone: isDay ? 'UTC' : timeZone }, locale);
}

/** The time of day. `style`: `full`, `long`, `medium` or `short`. */
export function formatTime(value: unknown, locale?: string, style?: string, timeZone?: string): string {
  const date = toDate(value);
  if (!date) return text(value);
  return formatMoment(date, { timeStyle: styleNamed(style, 'short'), timeZone }, locale);
}

export function formatDateTime(value: unknown, locale?: string, timeZone?: string): string {
  const date = toDate(value);
  if (!date) return text(value);
  return formatMoment(date, { dateStyle: 'medium', timeStyle: 'short', timeZone }, locale);
}

function formatMoment(date: Date, options: Intl.DateTimeFormatOptions, locale: Locale): string {
  const { dateStyle, timeStyle, timeZone } = options;
  const key = `moment ${dateStyle} ${timeStyle} ${timeZone}`;
  return cached(key, locale, () => new Intl.DateTimeFormat(locale, options)).format(date);
}

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** Largest unit first; each is used from its own length on. */
const relativeUnits: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 365 * day],
  ['month', 30 * day],
  ['day', day],
  ['hour', hour],
  ['minute', minute],
];

/** "3 minutes ago", "yesterday"; below a minute "now", because seconds that count up only unsettle a list. */
export function formatRelative(value: unknown, now: number, locale?: string): string {
  const date = toDate(value);
  if (!date) return text(value);
  const seconds = Math.trunc((date.getTime() - now) / 1000);
  const options = { numeric: 'auto' } as const;
  const formatter = cached('relative', locale, () => new Intl.RelativeTimeFormat(locale, options));
  for (const [unit, length] of relativeUnits) {
    if (Math.abs(seconds) >= length) return formatter.format(Math.trunc(seconds / length), unit);
  }
  return formatter.format(0, 'second');
}

const byteUnits = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

export function formatBytes(value: unknown, locale?: string): string {
  const number = toNumber(value);
  const bytes = Number(number);
  if (number === null || bytes < 0) return text(value);
  let step = 0;
  // As it will be rounded, so that 999,999 bytes are 1 MB and not 1,000 kB.
  while (step < byteUnits.length - 1 && bytes / 1000 ** step >= (step === 0 ? 1000 : 999.95)) step += 1;
  const unit = byteUnits[step]!;
  const options = {
    style: 'unit',
    unit,
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  } as const;
  return cached(`bytes ${unit}`, locale, () => new Intl.NumberFormat(locale, options)).format(bytes / 1000 ** step);
}
