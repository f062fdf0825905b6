/**
 * Text, as far as a page can know it. Which of two texts comes first hangs on the database's collation; whether they
 * are the same does not, unless they differ only in what some types and collations pass over (citext: case; char(n):
 * spaces at the end; collations made insensitive: accents).
 */
import { ANY_ORDER, DIFFERENT, EQUAL, type PossibleOrder } from './possible-order.ts';

export function compareTexts(left: string, right: string): PossibleOrder {
  if (left === right) return EQUAL;
  return bare(left) === bare(right) ? ANY_ORDER : DIFFERENT;
}

function bare(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase().toLowerCase().trimEnd();
}
