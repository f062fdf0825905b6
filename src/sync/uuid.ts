/** UUIDs in any of the spellings Postgres reads: upper case, braces, hyphens after any group of four. */

/** 32 lower-case hexadecimal digits, whose order as text is Postgres' order; null for what is no UUID. */
export function parseUuid(text: string): string | null {
  const match = /^(?:\{([^{}]*)\}|([^{}]*))$/.exec(text);
  const body = match?.[1] ?? match?.[2] ?? '';
  return /^(?:[\da-f]{4}-?){7}[\da-f]{4}$/i.test(body) ? body.replaceAll('-', '').toLowerCase() : null;
}

/** The one spelling Postgres itself writes; ordered alike as UUID and, in every collation, as text. */
export function isCanonicalUuid(text: string): boolean {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(text);
}
