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
import { fetchText, readAddress, readHeaders, type FetchedText } from './read-request.ts';
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
  /** Nothing has been heard of the table yet, so what was asked a moment before this serves as well. */
  readonly early?: boolean;
}

export interface ReadAnswer {
  readonly rows: RawRow[];
  readonly count: number | null;
  /** When it was asked for, in milliseconds, where that was before the read. */
  readonly askedAt?: number;
}

/** Answers that were asked for before there was anybody to read them (`src/early/early-reads.ts`). */
export interface EarlyAnswers {
  /** The answer to the very same request, to one who asks for it; undefined when there is none, or none that serves. */
  take(address: URL, headers: Headers): EarlyAnswer | undefined;
}

export interface EarlyAnswer {
  readonly askedAt: number;
  /** Null when none came. */
  readonly answer: Promise<FetchedText | null>;
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
  readonly early?: EarlyAnswers;
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
  ofKeys: readonly [string, string][],
): Promise<ReadAnswer> {
  const { table, schema, select, filter, order, limit, after } = request;
  const conditions = [...filter.searchParameters(), ...ofKeys, ...(after === undefined ? [] : order.after(after))];
  const printed = { table, select, conditions, order: order.searchParameter(), limit };
  const address = readAddress(options.url, printed);
  if (address === null) throw urlProblem(options.url);
  const headers = readHeaders(options.apiKey, await tokenOf(options), schema, request.count);
  const early = request.early ? options.early?.take(address, headers) : undefined;
  const came = early && (await untilAborted(early.answer, request.signal));
  const { response, text } = came ?? (await fetchAnew(options, address, headers, request.signal));
  if (!response.ok) {
    const anonymous = !headers.has('authorization');
    const { status, headers: answered } = response;
    throw readProblem({ status, text, headers: answered, request, url: options.url, anonymous, now: Date.now() });
  }
  const count = countOf(response.headers.get('content-range'));
  return { rows: rowsOf(text, options.url), count, ...(came && { askedAt: early?.askedAt }) };
}

async function tokenOf(options: ReaderOptions): Promise<string | null> {
  try {
    return await options.token();
  } catch (error) {
    throw tokenProblem(error);
  }
}

async function fetchAnew(
  options: ReaderOptions,
  address: URL,
  headers: Headers,
  signal: AbortSignal | undefined,
): Promise<FetchedText> {
  try {
    return await fetchText(options.fetch ?? globalThis.fetch, address, headers, signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw networkProblem(options.url, error);
  }
}

/** Rejects with the signal's reason, as `fetch` does. */
function untilAborted<Answer>(answer: Promise<Answer>, signal: AbortSignal | undefined): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal?.reason as Error);
    if (signal?.aborted) return abort();
    signal?.addEventListener('abort', abort, { once: true });
    void answer.then(resolve, reject).finally(() => signal?.removeEventListener('abort', abort));
  });
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
