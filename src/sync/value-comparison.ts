/**
 * One value of a row against another, or against a filter's literal, as the column's type would have it.
 *
 * The type is the column's kind where that is known. Where not, it is guessed from the value, and whatever the types
 * the value might be of do not agree on stays open.
 */
import type { FieldKind } from '../domain/tables.ts';
import { compareNumbers, compareNumberWithLiteral } from './number-comparison.ts';
import { ANY_ORDER, DIFFERENT, EQUAL, orderOf, type PossibleOrder } from './possible-order.ts';
import { compareTexts } from './text-comparison.ts';
import { compareTimestamps, compareWithLiteral, parseTimestamp } from './timestamp.ts';
import { isCanonicalUuid, parseUuid } from './uuid.ts';

/** How Postgres sends a timestamp through JSON. */
const sentTimestamp = /^\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d(:\d\d)?)?$/;
const sentDate = /^\d{4}-\d\d-\d\d$/;
/** Texts that may be of a type which reads another text as the same value. */
const otherTypes = new RegExp(
  [
    /^(?=.*[\d:])[\da-f:./+\-\s]*$/, // numbers, times, addresses, bytea
    /^\d{4,}-\d\d-\d\d/, // dates before Christ
    /^[-+]?(?:nan|inf|infinity)$/,
    /^[-+]?\d+ (?:year|mon|day)/, // intervals
    /^\s*["'[({\\<]/, // JSON, arrays, ranges, points, bytea, XML
    /^[-+]?\p{Sc}/u, // money
  ]
    .map((form) => form.source)
    .join('|'),
  'iu',
);

/** Neither may be null. */
export function compareValueWithLiteral(value: unknown, literal: string, kind?: FieldKind): PossibleOrder {
  if (typeof value === 'number') return compareNumberWithLiteral(value, literal);
  if (typeof value === 'boolean') return compareBooleanWithLiteral(value, literal);
  if (typeof value !== 'string') return ANY_ORDER;
  switch (kind) {
    case 'number':
      return compareNumberWithLiteral(value, literal);
    case 'timestamp':
      return compareTimestampWithLiteral(value, literal);
    case 'uuid':
      return compareUuids(value, literal);
    case 'text':
      return compareTexts(value, literal);
    case 'boolean':
      return ANY_ORDER;
    case undefined:
      return compareGuessing(value, literal, compareTimestampWithLiteral);
  }
}

/** Two values of one column; neither may be null. */
export function compareValues(left: unknown, right: unknown, kind?: FieldKind): PossibleOrder {
  if (typeof left === 'number' && typeof right === 'number') return compareNumbers(left, right);
  if (typeof left === 'boolean' && typeof right === 'boolean') return orderOf(Number(left) - Number(right));
  if (kind === 'number' && isNumeric(left) && isNumeric(right)) return compareNumbers(left, right);
  if (typeof left !== 'string' || typeof right !== 'string') return ANY_ORDER;
  switch (kind) {
    case 'timestamp':
      return compareTimestampValues(left, right);
    case 'uuid':
      return compareUuids(left, right);
    case 'text':
      return compareTexts(left, right);
    case 'number':
    case 'boolean':
      return ANY_ORDER;
    case undefined:
      return compareGuessing(left, right, compareTimestampValues);
  }
}

/** The kind two texts seem to be of decides only what every type they may be of agrees on. */
function compareGuessing(
  value: string,
  other: string,
  compareAsTimestamps: (value: string, other: string) => PossibleOrder,
): PossibleOrder {
  if (value === other) return EQUAL;
  if (sentTimestamp.test(value)) {
    const order = compareAsTimestamps(value, other);
    return order === EQUAL ? ANY_ORDER : order;
  }
  if (isCanonicalUuid(value)) return compareAsUuidOrText(value, other);
  if (sentDate.test(value) && sentDate.test(other)) return orderOf(value < other ? -1 : 1);
  return otherTypes.test(value) || otherTypes.test(other) ? ANY_ORDER : compareTexts(value, other);
}

function compareAsUuidOrText(value: string, other: string): PossibleOrder {
  if (isCanonicalUuid(other)) return compareUuids(value, other);
  return parseUuid(other) === parseUuid(value) ? ANY_ORDER : DIFFERENT;
}

function compareUuids(left: string, right: string): PossibleOrder {
  const leftDigits = parseUuid(left);
  const rightDigits = parseUuid(right);
  if (leftDigits === null || rightDigits === null) return ANY_ORDER;
  return orderOf(compareText(leftDigits, rightDigits));
}

function compareTimestampWithLiteral(value: string, literal: string): PossibleOrder {
  const left = parseTimestamp(value);
  const right = parseTimestamp(literal.trim());
  return left === null || right === null ? ANY_ORDER : orderOf(compareWithLiteral(left, right));
}

function compareTimestampValues(value: string, other: string): PossibleOrder {
  if (isUtc(value) && isUtc(other) && value.length === other.length) return orderOf(compareText(value, other));
  const left = parseTimestamp(value);
  const right = parseTimestamp(other);
  return left === null || right === null ? ANY_ORDER : orderOf(compareTimestamps(left, right));
}

/** As Supabase sends nearly all of them. Of one length, their order is that of their digits. */
function isUtc(text: string): boolean {
  return text.charAt(10) === 'T' && text.endsWith('+00:00');
}

function compareText(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}

function compareBooleanWithLiteral(value: boolean, literal: string): PossibleOrder {
  const parsed = parseBoolean(literal);
  return parsed === null ? ANY_ORDER : orderOf(Number(value) - Number(parsed));
}

/** Postgres takes every unambiguous beginning of these words. */
function parseBoolean(literal: string): boolean | null {
  const word = literal.trim().toLowerCase();
  if (word === '') return null;
  if (word === '1' || word === 'on' || 'true'.startsWith(word) || 'yes'.startsWith(word)) return true;
  if (word === '0' || (word.length > 1 && 'off'.startsWith(word))) return false;
  return 'false'.startsWith(word) || 'no'.startsWith(word) ? false : null;
}

function isNumeric(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}
