/** How many rows a window asks for. */

/** Rows kept beyond the shown ones, so that a removed row's place is filled at once. Ten were enough in every measured run. */
export const HEADROOM = 10;

/** Rows of one answer: Supabase's own limit, where nobody has set another. */
export const PAGE = 1_000;

/** The first page of a window that shows so many rows. */
export function firstPage(limit: number): number {
  return Math.min(PAGE, limit + HEADROOM);
}
