/**
 * Numbers as they arrive: JSON numbers, which a double holds, and text where a double would not.
 *
 * Rounding keeps order, so doubles that differ are ordered for certain; doubles that are equal need not be the same
 * number, because digits may have been lost on the way (a bigint above 2^53, a long numeric).
 */
import { compareDecimals, parseDecimal } from '../domain/decimal.ts';
import { ANY_ORDER, EQUAL, orderOf, type PossibleOrder } from './possible-order.ts';

/** Decimal digits that every double keeps. */
const keptDigits = 15;

export function compareNumbers(left: number | string, right: number | string): PossibleOrder {
  if (typeof left === 'number' && typeof right === 'number' && left !== right) return orderOf(left - right);
  return compareExactly(left, right);
}

/** `literal` is read by the database as the column's type, which may be as coarse as `real`. */
export function compareNumberWithLiteral(value: number | string, literal: string): PossibleOrder {
  const order = compareExactly(value, literal);
  return order !== EQUAL && mayBeFloat(value) && mayRoundTogether(Number(value), Number(literal)) ? ANY_ORDER : order;
}

/** False for a number with more digits than a double has: only an exact type could send it. */
function mayBeFloat(value: number | string): boolean {
  return typeof value === 'number' || compareExactly(String(Number(value)), value) === EQUAL;
}

function compareExactly(left: number | string, right: number | string): PossibleOrder {
  const leftDecimal = parseDecimal(String(left));
  const rightDecimal = parseDecimal(String(right));
  if (leftDecimal === null || rightDecimal === null) return ANY_ORDER;
  const order = orderOf(compareDecimals(leftDecimal, rightDecimal));
  const lossy = mayBeRounded(left) || mayBeRounded(right);
  return lossy && Number(left) === Number(right) ? ANY_ORDER : order;
}

function mayBeRounded(value: number | string): boolean {
  if (typeof value === 'string' || Number.isSafeInteger(value)) return false;
  return (parseDecimal(String(value))?.digits.length ?? 0) > keptDigits || Number.isInteger(value);
}

function mayRoundTogether(value: number, literal: number): boolean {
  if (value === literal) return true;
  return Math.fround(value) === Math.fround(literal) && isShortestReal(value);
}

/** True when a `real` column could have sent this number: it is the shortest text of the nearest one. */
function isShortestReal(value: number): boolean {
  for (let precision = 1; precision <= 9; precision += 1) {
    const shorter = Number(value.toPrecision(precision));
    if (Math.fround(shorter) === Math.fround(value)) return shorter === value;
  }
  return false;
}
