/**
 * Postgres' timestamps, to the microsecond. `Date` has milliseconds alone: two rows written in the same one would
 * change places with the database's order.
 */

export interface Timestamp {
  /**
   * What the text names: a `date`, a `local` time without a zone (`timestamp`), an `instant` (`timestamptz`), or
   * `infinity`, which is each of them.
   */
  readonly form: 'date' | 'local' | 'instant' | 'infinity';
  /** Since the epoch, as if UTC where there is no zone; ±Infinity. */
  readonly seconds: number;
  readonly microseconds: number;
  /** The text without its zone, in the same measure: a `timestamp` column ignores the zone of a literal. */
  readonly localSeconds: number;
}

const form =
  /^(\d{4,6})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,6}))?)?(Z|[+-]\d\d(?::?\d\d(?::\d\d)?)?)?)?$/i;

/** The farthest a zone can be from UTC: what a local time may be off when the session's zone is not known. */
const farthestZone = 16 * 3600;

/** null for what is no timestamp, or one in a spelling (`now`, `Jan 8 2026`) that is left to the database. */
export function parseTimestamp(text: string): Timestamp | null {
  const match = form.exec(text);
  if (match === null) return parseInfinity(text);
  const [, year = '', month = '', day = '', hour, minute, second, fraction, zone] = match;
  const date = secondsOfDate(Number(year), Number(month), Number(day));
  const time = hour === undefined ? 0 : secondsOfTime(Number(hour), Number(minute), Number(second ?? 0));
  const offset = zone === undefined ? 0 : secondsOfZone(zone);
  if (date === null || time === null || offset === null) return null;
  return {
    form: hour === undefined ? 'date' : zone === undefined ? 'local' : 'instant',
    seconds: date + time - offset,
    localSeconds: date + time,
    microseconds: Number((fraction ?? '').padEnd(6, '0')),
  };
}

function parseInfinity(text: string): Timestamp | null {
  const match = /^([+-]?)infinity$/i.exec(text);
  if (match === null) return null;
  const seconds = match[1] === '-' ? -Infinity : Infinity;
  return { form: 'infinity', seconds, localSeconds: seconds, microseconds: 0 };
}

function secondsOfDate(year: number, month: number, day: number): number | null {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  // A day that the month has not would be one of another month.
  const real = year > 0 && date.getUTCMonth() === month - 1;
  return real ? date.getTime() / 1000 : null;
}

function secondsOfTime(hour: number, minute: number, second: number): number | null {
  return hour < 24 && minute < 60 && second < 60 ? hour * 3600 + minute * 60 + second : null;
}

function secondsOfZone(zone: string): number | null {
  if (zone.toUpperCase() === 'Z') return 0;
  const [hours = 0, minutes = 0, seconds = 0] = (zone.slice(1).match(/\d\d/g) ?? []).map(Number);
  if (hours > 15 || minutes > 59 || seconds > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds);
}

/** A column's value with a literal of a filter, which the database reads as the column's type; null: not decidable. */
export function compareWithLiteral(value: Timestamp, literal: Timestamp): number | null {
  if (value.form === 'infinity' || literal.form === 'infinity') return compareInstants(value, literal);
  if (value.form === 'instant') {
    if (literal.form === 'instant') return compareInstants(value, literal);
    // A literal without a zone is in the session's, which only the database knows.
    const apart = Math.abs(value.seconds - literal.seconds) > farthestZone;
    return apart ? compareInstants(value, literal) : null;
  }
  if (value.form === 'local') return compareLocally(value, literal);
  return literal.form === 'date' ? compareLocally(value, literal) : null;
}

/** Two values of one column; null when they cannot be of one type. */
export function compareTimestamps(left: Timestamp, right: Timestamp): number | null {
  const comparable = left.form === right.form || left.form === 'infinity' || right.form === 'infinity';
  return comparable ? compareInstants(left, right) : null;
}

function compareInstants(left: Timestamp, right: Timestamp): number {
  if (left.seconds !== right.seconds) return left.seconds < right.seconds ? -1 : 1;
  return Math.sign(left.microseconds - right.microseconds);
}

function compareLocally(left: Timestamp, right: Timestamp): number {
  if (left.localSeconds !== right.localSeconds) return left.localSeconds < right.localSeconds ? -1 : 1;
  return Math.sign(left.microseconds - right.microseconds);
}
