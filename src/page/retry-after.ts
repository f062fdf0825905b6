/** The header by which a server asks to be left alone for a while (RFC 9110, 10.2.3). */

/** Milliseconds from now; the header holds seconds or a date. null when there is none that can be read. */
export function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
