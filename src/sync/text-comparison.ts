/**
 * Text, as far as a page can know it. Which of two texts comes first hangs on the database's collation; whether they
 * are the same does not, unless they differ only in what some types and collations pass over (citext: case; char(n):
 * spaces at the end; collations made insensitive: accents).
 */
import { ANY_ORDER, DIFFERENT, EQUAL, type PossibleOrder } from './possible-order.ts';

export function compareTexts(left: string, right: string): PossibleOrder {
  if (left === right) return EQUAL;
  const [leftLetter, rightLetter] = [firstLetter(left), firstLetter(right)];
  // No type and no collation takes two such for one; nearly all pairs are told apart by it.
  if (leftLetter !== rightLetter && leftLetter !== null && rightLetter !== null) return DIFFERENT;
  return bare(left) === bare(right) ? ANY_ORDER : DIFFERENT;
}

function bare(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase().toLowerCase().trimEnd();
}

/** A to Z in either case, as the code of the small one; null for whatever else a text begins with. */
function firstLetter(text: string): number | null {
  const code = text.charCodeAt(0) | 0x20;
  return code >= 0x61 && code <= 0x7a ? code : null;
}
