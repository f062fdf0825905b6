/**
 * SQL's truth (true, false, NULL) where not everything is known: the set of outcomes still possible, as bits.
 *
 * A set, and not a fourth value "unknown": `unknown AND NULL` can be false or NULL but never true, so a WHERE rejects
 * the row either way; a single "unknown" would have to ask the database.
 */

export const TRUE = 1;
export const FALSE = 2;
export const NULL = 4;
export const UNKNOWN = TRUE | FALSE | NULL;

/** Any union of TRUE, FALSE and NULL but the empty one. */
export type PossibleTruth = number;

/** What WHERE makes of it: NULL rejects as false does. */
export type Truth = boolean | 'unknown';

const outcomes = [TRUE, FALSE, NULL] as const;

export function truthOf(possible: PossibleTruth): Truth {
  if (possible === TRUE) return true;
  return (possible & TRUE) === 0 ? false : 'unknown';
}

export function not(possible: PossibleTruth): PossibleTruth {
  return (possible & NULL) | (possible & TRUE ? FALSE : 0) | (possible & FALSE ? TRUE : 0);
}

export function and(left: PossibleTruth, right: PossibleTruth): PossibleTruth {
  let possible = 0;
  for (const one of outcomes) {
    if ((left & one) === 0) continue;
    for (const other of outcomes) if (right & other) possible |= andOfTwo(one, other);
  }
  return possible;
}

export function or(left: PossibleTruth, right: PossibleTruth): PossibleTruth {
  return not(and(not(left), not(right)));
}

function andOfTwo(one: PossibleTruth, other: PossibleTruth): PossibleTruth {
  if (one === FALSE || other === FALSE) return FALSE;
  return one === NULL || other === NULL ? NULL : TRUE;
}
