/** How a value may stand to another, as bits: what is not known for certain stays possible. */
import { FALSE, TRUE, UNKNOWN, type PossibleTruth } from './possible-truth.ts';

export const LESS = 1;
export const EQUAL = 2;
export const GREATER = 4;
/** Surely another value, but only the database knows on which side. */
export const DIFFERENT = LESS | GREATER;
export const ANY_ORDER = LESS | EQUAL | GREATER;

/** Any union of LESS, EQUAL and GREATER but the empty one. */
export type PossibleOrder = number;

/** From a comparison's number; null is a comparison that could not be made. */
export function orderOf(comparison: number | null): PossibleOrder {
  if (comparison === null || Number.isNaN(comparison)) return ANY_ORDER;
  return comparison < 0 ? LESS : comparison > 0 ? GREATER : EQUAL;
}

/** Whether the order is one of `wanted`. */
export function isOneOf(possible: PossibleOrder, wanted: PossibleOrder): PossibleTruth {
  if ((possible & wanted) === 0) return FALSE;
  return (possible & ~wanted) === 0 ? TRUE : UNKNOWN;
}
