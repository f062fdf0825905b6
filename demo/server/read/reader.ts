/**
 * Answers `GET /rest/v1/<table>` as PostgREST does. Lite answers the rest (writes, functions, embedded tables), but is
 * not exact enough for reads that others are compared with: of two filters alike on one column it forgets the first,
 * it joins two `or=` by OR, and takes the text `1.50` for the number 1.5 and `null` for NULL (README.md).
 */
import { restError } from '../answers.ts';
import type { OpenDatabase } from '../database.ts';
import { databaseError } from './database-errors.ts';
import { writeRead, type ReadStatement } from './statement.ts';
import { NotForThisReader, QuerySyntaxError } from './syntax-error.ts';

export interface Asker {
  readonly role: string;
  readonly claims: Record<string, unknown>;
}

const singleRow = 'application/vnd.pgrst.object+json';

/** Null: not a read for this reader. */
export async function read(
  database: OpenDatabase,
  request: Request,
  asker: Asker,
  maximumRows: number,
): Promise<Response | null> {
  const url = new URL(request.url);
  const table = readable(request, url);
  if (!table) return null;
  const offset = wholeNumber(url.searchParams.get('offset')) ?? 0;
  const limit = wholeNumber(url.searchParams.get('limit'));
  if (limit !== null && limit < 0) return notSatisfiable('Limit should be greater than or equal to zero.');
  if (offset < 0) return notSatisfiable('Offset should be greater than or equal to zero.');
  const window = { offset, limit: Math.min(limit ?? maximumRows, maximumRows) };
  const counted = preference(request, 'count') === 'exact';

  try {
    const statement = writeRead('public', table, url.searchParams, window);
    const found = await run(database, asker, table, statement, counted);
    return found && answer(request, url, found, window.offset);
  } catch (error) {
    if (error instanceof NotForThisReader) return null;
    if (error instanceof QuerySyntaxError) return restError(400, 'PGRST100', error.message, error.details);
    return databaseError(error, asker.role);
  }
}

/** The table's name when the request is a plain read of one. */
function readable(request: Request, url: URL): string | null {
  const path = url.pathname.match(/^\/rest\/v1\/([^/]+)$/)?.[1];
  if (!path || (request.method !== 'GET' && request.method !== 'HEAD')) return null;
  if ((request.headers.get('Accept-Profile') ?? 'public') !== 'public' || request.headers.has('Range')) return null;
  if (!['exact', null].includes(preference(request, 'count'))) return null;
  const accepted = request.headers.get('Accept') ?? '*/*';
  if (accepted !== singleRow && !/(^|,)\s*(\*\/\*|application\/(json|\*))/.test(accepted)) return null;
  try {
    return decodeURIComponent(path);
  } catch {
    return null; // Not UTF-8: no table is called that. Lite says so.
  }
}

interface Found {
  readonly body: string;
  readonly count: number;
  readonly total: number | null;
}

/** In a read-only transaction as the asker; null when there is no such table. */
function run(
  database: OpenDatabase,
  asker: Asker,
  table: string,
  statement: ReadStatement,
  counted: boolean,
): Promise<Found | null> {
  return database.transaction(async (transaction) => {
    const { rows } = await transaction.query<{ found: boolean }>(
      `select exists (
         select 1 from pg_catalog.pg_class
         where relname = $1 and relnamespace = 'public'::regnamespace
           and relkind in ('r', 'v', 'm', 'f', 'p') and not relispartition
       ) as found`,
      [table],
    );
    if (!rows[0]?.found) return null;
    await transaction.query(
      `select set_config('search_path', 'public, extensions', true), set_config('transaction_read_only', 'on', true),
         set_config('request.jwt.claims', $1, true), set_config('role', $2, true)`,
      [JSON.stringify(asker.claims), asker.role],
    );
    const page = (await transaction.query<{ body: string; count: number }>(statement.rows)).rows[0];
    const total = counted ? (await transaction.query<{ total: number }>(statement.total)).rows[0]?.total : undefined;
    if (!page) throw new Error('An aggregate answered no row');
    return { ...page, total: total ?? null };
  });
}

function answer(request: Request, url: URL, { body, count, total }: Found, offset: number): Response {
  if (total !== null && offset > total) {
    return notSatisfiable(`An offset of ${offset} was requested, but there are only ${total} rows.`, total);
  }
  const single = request.headers.get('Accept') === singleRow;
  if (single && count !== 1) {
    const details = `The result contains ${count} rows`;
    return restError(406, 'PGRST116', 'Cannot coerce the result to a single JSON object', details);
  }
  const range = count > 0 ? `${offset}-${offset + count - 1}` : '*';
  const headers = new Headers({
    'Content-Type': single ? `${singleRow}; charset=utf-8` : 'application/json; charset=utf-8',
    'Content-Range': `${range}/${total ?? '*'}`,
    'Content-Location': `${url.pathname.slice('/rest/v1'.length)}${url.search}`,
  });
  if (total !== null) headers.set('Preference-Applied', 'count=exact');
  const text = single ? body.slice(1, -1) : body;
  const status = total !== null && count < total ? 206 : 200;
  return new Response(request.method === 'HEAD' ? null : text, { status, headers });
}

function notSatisfiable(details: string, total?: number): Response {
  const response = restError(416, 'PGRST103', 'Requested range not satisfiable', details);
  if (total !== undefined) response.headers.set('Content-Range', `*/${total}`);
  return response;
}

function preference(request: Request, name: string): string | null {
  return request.headers.get('Prefer')?.match(new RegExp(`(?:^|[,;\\s])${name}=([\\w-]+)`))?.[1] ?? null;
}

/** PostgREST ignores a limit that is no number. */
function wholeNumber(text: string | null): number | null {
  return text !== null && /^-?\d{1,15}$/.test(text) ? Number(text) : null;
}
