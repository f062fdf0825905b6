/** A read as it goes over the wire. Printed here alone: what is asked before the engine has come is what it will ask. */

/** Conditions and order as PostgREST takes them; what is empty is left out. */
export interface PrintedRead {
  readonly table: string;
  readonly select: string;
  readonly conditions: readonly (readonly [name: string, value: string])[];
  readonly order: string;
  readonly limit: number;
}

/** Null when `url` is no web address. */
export function readAddress(url: string, read: PrintedRead): URL | null {
  const base = URL.canParse(url) ? new URL(url) : null;
  if (base === null || !/^https?:$/.test(base.protocol)) return null;
  const address = new URL(
    `${base.origin}${base.pathname.replace(/\/+$/, '')}/rest/v1/${encodeURIComponent(read.table)}`,
  );
  const { select, conditions, order, limit } = read;
  for (const [name, value] of [
    ['select', select],
    ...conditions,
    ['order', order],
    ['limit', String(limit)],
  ] as const) {
    if (value !== '') address.searchParams.append(name, value);
  }
  return address;
}

export function readHeaders(apiKey: string, token: string | null, schema: string, count = false): Headers {
  const headers = new Headers({ accept: 'application/json', apikey: apiKey });
  if (schema !== 'public') headers.set('accept-profile', schema);
  if (count) headers.set('prefer', 'count=exact');
  // A publishable key is no JWT: as a bearer the server would try to verify it and refuse.
  const bearer = token ?? (isJwt(apiKey) ? apiKey : null);
  if (bearer !== null) headers.set('authorization', `Bearer ${bearer}`);
  return headers;
}

function isJwt(key: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(key);
}

/** Rejects with what `fetch` does, also while the answer comes in. */
export async function fetchText(
  send: typeof fetch,
  address: URL,
  headers: Headers,
  signal?: AbortSignal,
): Promise<FetchedText> {
  const response = await send(address, { headers, cache: 'no-store', credentials: 'omit', signal: signal ?? null });
  return { response, text: await response.text() };
}

export interface FetchedText {
  readonly response: Response;
  readonly text: string;
}
