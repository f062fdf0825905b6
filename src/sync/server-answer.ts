/** What a refusing server says of itself, in the body of its answer. */

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
