/** What a refusing server says of itself: its error's body, its request to wait. */

/** An answer of PostgREST, or of the gateway before it. */
export interface ServerError {
  readonly code: string;
  readonly message: string;
}

const longest = 300;

/** null for whatever is no error of the API: HTML of a proxy, an empty body. */
export function parseServerError(text: string): ServerError | null {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof body !== 'object' || body === null) return null;
  const { code, message, msg, error, details, hint } = body as Record<string, unknown>;
  const said = [message ?? msg ?? error, details, hint].filter((part) => typeof part === 'string' && part !== '');
  if (said.length === 0) return null;
  const words = said.join(' – ');
  return {
    code: typeof code === 'string' ? code : '',
    message: words.length > longest ? `${words.slice(0, longest)}…` : words,
  };
}

/** Milliseconds from now; the header holds seconds or a date. null when there is none that can be read. */
export function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
