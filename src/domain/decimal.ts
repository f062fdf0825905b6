/**
 * Numbers compared as Postgres' `numeric` does it: exactly, whatever their length, with NaN above everything.
 *
 * Digits are compared as text and never turned into a big integer, so that a hostile `1e999999999` costs nothing.
 */

export interface Decimal {
  readonly sign: -1 | 0 | 1;
  /** Where the decimal point stands, counted from the first digit; Infinity for the infinities and NaN. */
  readonly magnitude: number;
  /** Significant digits, without leading and trailing zeros. */
  readonly digits: string;
}

const form = /^([+-]?)(?:(\d+)\.?(\d*)|\.(\d+))(?:e([+-]?\d{1,9}))?$/i;
const infinite = /^([+-]?)inf(?:inity)?$/i;

const zero: Decimal = { sign: 0, magnitude: 0, digits: '' };
/** Greater than +Infinity by its digits, which that has none of. */
const notANumber: Decimal = { sign: 1, magnitude: Infinity, digits: 'NaN' };

/** null for what is no number; other spellings of Postgres' (`1_000`, `0x1f`) are left to the database. */
export function parseDecimal(text: string): Decimal | null {
  const trimmed = text.trim();
  const match = form.exec(trimmed);
  if (match === null) return parseSpecial(trimmed);
  const [, sign, whole = '', fraction = '', fractionAlone = '', exponent = '0'] = match;
  const digits = whole + fraction + fractionAlone;
  const significant = digits.replace(/^0+/, '');
  if (significant === '') return zero;
  const leadingZeros = digits.length - significant.length;
  return {
    sign: sign === '-' ? -1 : 1,
    magnitude: whole.length - leadingZeros + Number(exponent),
    digits: significant.replace(/0+$/, ''),
  };
}

function parseSpecial(text: string): Decimal | null {
  if (text.toLowerCase() === 'nan') return notANumber;
  const match = infinite.exec(text);
  return match === null ? null : { sign: match[1] === '-' ? -1 : 1, magnitude: Infinity, digits: '' };
}

export function compareDecimals(left: Decimal, right: Decimal): number {
  if (left.sign !== right.sign) return left.sign < right.sign ? -1 : 1;
  return left.sign * compareSizes(left, right);
}

function compareSizes(left: Decimal, right: Decimal): number {
  if (left.magnitude !== right.magnitude) return left.magnitude < right.magnitude ? -1 : 1;
  if (left.digits === right.digits) return 0;
  return left.digits < right.digits ? -1 : 1;
}
