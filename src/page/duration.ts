/** Durations in attributes: `5s`, `2m`, `1h`, `250ms`, or a plain number of seconds. */

const units: { readonly [unit: string]: number } = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds; null for what is no duration. */
export function parseDuration(value: string): number | null {
  const match = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|m|h)?\s*$/.exec(value);
  return match ? Number(match[1]) * units[match[2] ?? 's']! : null;
}
