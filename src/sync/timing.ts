/**
 * The times of the sync engine, in milliseconds, each set by a measurement against a real
 * server.
 */

/** From the first doubtful row to the read that settles it: long enough to gather a burst into one request. */
export const VERIFY_AFTER = 150;
/** More doubtful rows than this are settled by reading the window. */
export const VERIFY_AT_MOST = 100;
/**
 * A read this long after the last event of a burst, and no more often than `TRAILING_EVERY`: with it the time until rows
 * were right fell from 5.7 to 2.3 s (p95).
 */
export const TRAILING_AFTER = 1_500;
export const TRAILING_EVERY = 4_000;
/** Of the longest time between two audits: at the default of 60 s the two say the same. */
export const TRAILING_SHARE = 1 / 15;
/** A difference that no event explains within this time proves that one was lost: they arrive within 0.6 s, 1.95 s at worst. */
export const EXPLAINED_WITHIN = 1_500;
/** The shortest time between two audits, and their wait after a loss. */
export const AUDIT_SHORTEST = 2_000;
/** While reads fail, events ask for one no sooner than this. */
export const FAILING_PAUSE = 1_000;
/** Reads while the stream is down and how far failures stretch them: no further than the longest audit, either. */
export const POLL_EVERY = 2_000;
export const POLL_AT_MOST = 30_000;
