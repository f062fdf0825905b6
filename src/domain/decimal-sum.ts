/** Sums of decimals, exact: in doubles 0.1 + 0.2 is 0.30000000000000004. */
import { parseDecimal } from './decimal.ts';

/** Digits that are kept on either side of the point: more than any money has, so a hostile `1e999999999` costs nothing. */
const places = 20;

/** The number in units of the last place kept; null for what is none, or reaches beyond the places. */
export function decimalUnits(text: string): bigint | null {
  const decimal = parseDecimal(text);
  if (!decimal || decimal.magnitude > places) return null;
  const zeros = places + decimal.magnitude - decimal.digits.length;
  return zeros < 0 ? null : BigInt(decimal.sign) * BigInt(decimal.digits + '0'.repeat(zeros));
}

/** Units as the decimal they stand for. */
export function decimalText(units: bigint): `${number}` {
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0');
  const text = `${units < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return text as `${number}`;
}
