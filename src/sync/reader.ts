/**
 * Reads rows from PostgREST by plain `fetch`: the first rows need not wait for supabase-js, and no client retries by
 * itself behind the back of the one who keeps count of reads (postgrest-js does: three times on a network error).
 */
import type { RawRow } from '../domain/row.ts';
import type { Filter } from './filter.ts';
import { conditionsForKeys, type RawKey } from './keyset.ts';
import { parseJson } from '../domain/lossless-json.ts';
import { htmlInstead, networkProblem, payloadProblem, tokenProblem, urlProblem } from './read-error.ts';
import { readProblem } from './read-problem.ts';
import type { Order } from './row-order.ts';

export interface ReadRequest {
  readonly table: string;
  readonly schema: string;
  readonly select: string;
  readonly filter: Filter;
  readonly order: Order;
  readonly limit: number;
  /** Only rows strictly after this one in `order`; it must have the columns `order` compares. */
  readonly after?: RawRow;
  /** Only the rows with these keys. */
  readonly keys?: readonly RawKey[];
  readonly primaryKey: readonly string[];
  readonly signal?: AbortSignal;
  /** Asks how many rows match in all (beyond `after`, where that is given); the server has to count each one. */
  readonly count?: boolean;
}

export interface ReadAnswer {
  readonly rows: RawRow[];
  readonly count: number | null;
}

export interface Reader {
  /** Throws a ReadError; when `signal` ends it, that signal's reason. */
  read(request: ReadRequest): Promise<ReadAnswer>;
}

export interface ReaderOptions {
  /** The project's address, `https://ref.supabase.co`. */
  readonly url: string;
  readonly apiKey: string;
  /** The user's token; null: the reader is anonymous. */
  token(): Promise<string | null>;
  readonly fetch?: typeof fetch;
}

/** Gateways in front of PostgREST refuse addresses above 8 to 16 KB; keys beyond this are read in further requests. */
const keysTextLimit = 4000;

export function createReader(options: ReaderOptions): Reader {
  return {
    async read(request) {
      if (request.keys === undefined) return readOnce(options, request, []);
      const rows: RawRow[] = [];
      for (const conditions of conditionsByChunk(request.primaryKey, request.keys)) {
        rows.push(...(await readOnce(options, request, [conditions])).rows);
      }
      return { rows, count: null };
    },
  };
}

function conditionsByChunk(primaryKey: readonly string[], keys: readonly RawKey[]): [string, string][] {
  if (keys.length === 0) return [];
  const conditions = conditionsForKeys(primaryKey, keys);
  if (keys.length === 1 || encodeURIComponent(conditions[1]).length <= keysTextLimit) return [conditions];
  const middle = keys.length >> 1;
  return [keys.slice(0, middle), keys.slice(middle)].flatMap((half) => conditionsByChunk(primaryKey, half));
}

async function readOnce(
  options: ReaderOptions,
  request: ReadRequest,
  conditions: readonly [string, string][],
): Promise<ReadAnswer> {
  const address = addressOf(options.url, request, conditions);
  const headers = await headersOf(options, request);
  const { response, text } = await fetchText(options, address, headers, request.signal);
  if (!response.ok) {
    const anonymous = !headers.has('authorization');
    const { status, headers: answered } = response;
    throw readProblem({ status, text, headers: answered, request, url: options.url, anonymous, now: Date.now() });
  }
  return { rows: rowsOf(text, options.url), count: countOf(response.headers.get('content-range')) };
}

function addressOf(url: string, request: ReadRequest, conditions: readonly [string, string][]): URL {
  const base = parseUrl(url);
  if (base === null || !/^https?:$/.test(base.protocol)) throw urlProblem(url);
  const address = new URL(
    `${base.origin}${base.pathname.replace(/\/+$/, '')}/rest/v1/${encodeURIComponent(request.table)}`,
  );
  const parameters = [
    ['select', request.select] as const,
    ...request.filter.searchParameters(),
    ...conditions,
    ...(request.after === undefined ? [] : request.order.after(request.after)),
    ['order', request.order.searchParameter()] as const,
    ['limit', String(request.limit)] as const,
  ];
  for (const [name, value] of parameters) if (value !== '') address.searchParams.append(name, value);
  return address;
}

function parseUrl(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

async function headersOf(options: ReaderOptions, request: ReadRequest): Promise<Headers> {
  const headers = new Headers({ accept: 'application/json', apikey: options.apiKey });
  if (request.schema !== 'public') headers.set('accept-profile', request.schema);
  if (request.count === true) headers.set('prefer', 'count=exact');
  let token: string | null;
  try {
    token = await options.token();
  } catch (error) {
    throw tokenProblem(error);
  }
  // A publishable key is no JWT: as a bearer the server would try to verify it and refuse.
  const bearer = token ?? (isJwt(options.apiKey) ? options.apiKey : null);
  if (bearer !== null) headers.set('authorization', `Bearer ${bearer}`);
  return headers;
}

function isJwt(key: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(key);
}

async function fetchText(
  options: ReaderOptions,
  address: URL,
  headers: Headers,
  signal: AbortSignal | undefined,
): Promise<{ response: Response; text: string }> {
  const send = options.fetch ?? globalThis.fetch;
  try {
    const response = await send(address, { headers, cache: 'no-store', credentials: 'omit', signal: signal ?? null });
    return { response, text: await response.text() };
  } catch (error) {
    signal?.throwIfAborted();
    throw networkProblem(options.url, error);
  }
}

function rowsOf(text: string, url: string): RawRow[] {
  let rows: unknown;
  try {
    rows = parseJson(text);
  } catch (error) {
    throw text.trimStart().startsWith('<') ? htmlInstead(url) : payloadProblem(error);
  }
  if (!Array.isArray(rows)) throw payloadProblem('The answer is no list of rows.');
  return rows as RawRow[];
}

/** `0-24/3573`, or `*` for what was not asked. */
function countOf(contentRange: string | null): number | null {
  const match = /\/(\d+)$/.exec(contentRange ?? '');
  return match === null ? null : Number(match[1]);
}

export { ReadError } from './read-error.ts';
export type { RawKey } from './keyset.ts';
export { readAll, type AllRows } from './read-all.ts';
