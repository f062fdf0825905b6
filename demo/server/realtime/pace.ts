/**
 * How long the server takes. `fast` is for tests that want answers; `real` takes as long as the real server was
 * measured to, because a stand-in that answers in three milliseconds hides every race.
 */
export type PaceName = 'fast' | 'real';

export interface Pace {
  /** Between a poll that found nothing and the next; null: a change is fetched as soon as it is committed. */
  pollInterval: (() => number) | null;
  /** What decoding and checking so many transactions of so many rows holds the stream up. */
  decode(transactions: number[]): number;
  /** Before a refused handshake is answered. */
  refusedHandshake: number;
  /** A failing join sleeps in the socket's own process and stalls everything on it. */
  failedJoin: number;
  /** From join to "Subscribed to PostgreSQL" when nobody has been subscribed before. */
  coldSubscribe(): number;
  warmSubscribe: number;
  /** From a new access token to subscriptions under its claims. */
  resubscribe(): number;
  /** Changes a second (row × subscription, over a minute) above which all are dropped; null: no limit. */
  rateLimitPerSecond: number | null;
}

/** The real server looks every minute whether the publication has changed, and then subscribes everybody anew. */
export const publicationCheck = 60_000;

/** A socket on which the client has said nothing for so long is closed with 1000. */
export const idleTimeout = 66_000;

export const fastPace: Pace = {
  pollInterval: null,
  decode: () => 0,
  refusedHandshake: 0,
  failedJoin: 0,
  coldSubscribe: () => 0,
  warmSubscribe: 0,
  resubscribe: () => 0,
  rateLimitPerSecond: null,
};

export function realPace(random: () => number): Pace {
  const between = (least: number, most: number): number => least + random() * (most - least);
  return {
    // 500 ms when idle and 50 to 100 ms of jitter; after rows, at once. Measured: p50 290 ms, p99 590 ms.
    pollInterval: () => between(550, 600),
    decode: (transactions) => transactions.reduce((sum, rows) => sum + decodeTime(rows), 0),
    refusedHandshake: 2_000,
    failedJoin: 5_000,
    coldSubscribe: () => between(1_200, 2_700),
    warmSubscribe: 3,
    resubscribe: () => between(1_000, 3_000),
    rateLimitPerSecond: 100,
  };
}

/** Measured from commit to the first frame, the wait for a poll left out: 2,000 rows 2.85 s, 5,000 rows 5.4 s. */
const DECODE_POINTS = [
  { rows: 0, time: 0 },
  { rows: 10, time: 7 },
  { rows: 2_000, time: 2_850 },
  { rows: 5_000, time: 5_400 },
] as const;

function decodeTime(rows: number): number {
  const upper = DECODE_POINTS.findIndex((point) => rows <= point.rows);
  const last = DECODE_POINTS.length - 1;
  const end = DECODE_POINTS[Math.max(1, upper < 0 ? last : upper)]!;
  const start = DECODE_POINTS[Math.max(1, upper < 0 ? last : upper) - 1]!;
  return start.time + ((rows - start.rows) * (end.time - start.time)) / (end.rows - start.rows);
}
