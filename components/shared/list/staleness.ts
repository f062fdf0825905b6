/** What a list says of when its rows are: on paper, and where they are not known to be those of the table any more. */
import type { FormatContext } from '../../../src/template/format-registry.ts';
import { formatDateTime, formatTime } from '../../../src/template/formats.ts';

const halfADay = 12 * 3_600_000;

/** `asOf`: when they were last verified, in milliseconds since the epoch. */
export function staleness(asOf: number | null, { words, locale, timeZone, now }: FormatContext): string {
  if (asOf === null) return words.notLive;
  const today = now - asOf < halfADay;
  return words.notLiveSince(
    today ? formatTime(asOf, locale, 'short', timeZone) : formatDateTime(asOf, locale, timeZone),
  );
}

/** On paper. */
export function asOf(verifiedAt: Date | null, { words, locale, timeZone }: FormatContext): string {
  return verifiedAt ? words.asOf(formatDateTime(verifiedAt, locale, timeZone)) : '';
}
