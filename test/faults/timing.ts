/** The times of the fault runs, in milliseconds. */
import { AUDIT_PAGE, WHOLE_UP_TO } from '../../src/sync/long-audit.ts';

/** What the pages' providers are given as `audit-interval`; the default of 60 s would make every run last minutes. */
export const AUDIT_INTERVAL = 10_000;
/** The longest an audit may be away (its jitter is a tenth), and one read of all lists on a busy machine. */
export const RIGHT_WITHIN = AUDIT_INTERVAL * 1.1 + 1_500;
/**
 * What nobody announced, and what lies below the first page of a long list, is met by the rotating page of an audit, and
 * then everything is read (`docs/convergence.md`, "Long lists").
 */
export function rightWithin(rows: number, silent: boolean): number {
  const audits = silent && rows > WHOLE_UP_TO ? Math.ceil(rows / AUDIT_PAGE) : 1;
  return RIGHT_WITHIN + (audits - 1) * AUDIT_INTERVAL * 1.1;
}
/** A list that turns out right must stay so for as long, for an event may still come late. */
export const RIGHT_FOR = 2_000;
/** A list that is wrong is watched for as long beyond its time, to say whether it ever became right. */
export const WATCHED_FOR = 12_500;
/** How old a list may be at an instant and still count as equal: an event takes up to 0.6 s. */
export const AGE_ALLOWED = 1_000;
/** From one look at the page to the next, during the faults. */
export const LOOK_EVERY = 250;
/** The same, once they are over. */
export const JUDGE_EVERY = 50;
