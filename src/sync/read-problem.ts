/** What a failed read means, said so that the author of the page can mend it. */
import type { Problem, ProblemCode } from '../domain/status.ts';
import { parseRetryAfter } from '../page/retry-after.ts';
import { htmlInstead, passing, permanent, ReadError } from './read-error.ts';
import { parseServerError, type ServerError } from './server-answer.ts';

export { ReadError } from './read-error.ts';

export interface FailedRead {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  readonly request: { readonly table: string; readonly schema: string };
  readonly url: string;
  /** True when neither a token nor a key that is one was sent. */
  readonly anonymous: boolean;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export function readProblem(failed: FailedRead): ReadError {
  const error = parseServerError(failed.text);
  const retryAfter = parseRetryAfter(failed.headers.get('retry-after'), failed.now);
  const token = failed.status === 401 && isAboutToken(error, failed.anonymous);
  return new ReadError(problemOf(failed, error, token), { retryAfter, token });
}

/** A key that is refused is said in other words than a token; whatever else refuses a token that was sent is about it. */
function isAboutToken(error: ServerError | null, anonymous: boolean): boolean {
  if (error === null) return !anonymous;
  if (/^PGRST30[123]$/.test(error.code)) return true;
  if (error.code === '42501' || /api ?key/i.test(error.message)) return false;
  return /\bjwt\b|token/i.test(error.message) || !anonymous;
}

function problemOf(failed: FailedRead, error: ServerError | null, token: boolean): Problem {
  const { request } = failed;
  const table = `"${request.schema}"."${request.table}"`;
  const said = error === null ? '' : ` The server says: ${sentence(error.message)}`;
  if (token) {
    return passing(
      'token-rejected',
      `The server refused the access token.${said}`,
      'Supply a fresh access token (access-token, token-url or accessToken), or sign in again.',
    );
  }
  switch (error?.code) {
    case '42501':
      return noPermission(table, said);
    case '42P01':
    case 'PGRST205':
      return permanent(
        'unknown-table',
        `There is no table ${table} in the API.${said}`,
        "Check the spelling of table and schema; a table created a moment ago appears after NOTIFY pgrst, 'reload schema'.",
      );
    case '42703':
    case 'PGRST204':
      return unknownColumn(table, error.message);
    case 'PGRST200':
    case 'PGRST201':
      return permanent(
        'bad-attribute',
        `The select of ${table} embeds what is not related to it, or in several ways.${said}`,
        'Check the names in select, and that a foreign key relates the tables; name the key where there are several: other!key(…).',
      );
    case 'PGRST100':
      return unparsable(error.message);
    case 'PGRST106':
      return permanent(
        'bad-attribute',
        `The schema "${request.schema}" is not exposed by the API.${said}`,
        'Check schema, or add it to the exposed schemas in the API settings of the project.',
      );
    case '57014':
      return passing(
        'backend-error',
        `The database gave up on the read of ${table}: it took too long.${said}`,
        'Add an index for the columns in filter and order, or lower limit.',
      );
  }
  if (error !== null && /^(?:22|42)/.test(error.code)) {
    return permanent(
      'bad-filter',
      `The filter of ${table} does not fit the type of a column.${said}`,
      'Check that each value in filter is one its column can hold, and each operator one its type has (like and match are for text).',
    );
  }
  return problemOfStatus(failed, error, table, said);
}

function problemOfStatus(failed: FailedRead, error: ServerError | null, table: string, said: string): Problem {
  const { status, url } = failed;
  if (status === 401) {
    return permanent(
      'bad-key',
      `The project at ${url} refused the API key.${said}`,
      'Copy the publishable (or anon) key of this very project from its API settings into api-key.',
    );
  }
  if (status === 403) return noPermission(table, said);
  if (status === 404) {
    if (error !== null)
      return permanent(
        'unknown-table',
        `There is no table ${table} in the API.${said}`,
        'Check the spelling of table and schema.',
      );
    return htmlInstead(url).problem;
  }
  if (status === 414 || status === 431) {
    return permanent(
      'bad-filter',
      `The query of ${table} is too long for an address.`,
      'Shorten filter or select, for example by a view in the database.',
    );
  }
  if (status === 429) {
    return passing(
      'rate-limited',
      `The server asks to slow down.${said}`,
      'Nothing to do at once: reads go on more slowly. If it lasts, show fewer lists or raise the limit of the project.',
    );
  }
  if (status === 540) {
    return permanent('backend-error', `The project at ${url} is paused.`, 'Restore it in the dashboard.');
  }
  if (status >= 500 || status === 408) {
    return passing(
      'backend-error',
      `The server failed with status ${status}.${said}`,
      'Nothing to do at once: it is tried again. If it lasts, look at the logs and the status page of the project.',
    );
  }
  return permanent(
    'backend-error',
    `The server refused the read of ${table} with status ${status}.${said}`,
    'Look at the API logs of the project for the reason.',
  );
}

function noPermission(table: string, said: string): Problem {
  return permanent(
    'no-permission',
    `This reader may not read ${table}.${said}`,
    `Grant it (GRANT SELECT ON ${table} TO anon, authenticated) with row level security and a policy that says which rows, or sign the reader in.`,
  );
}

function unknownColumn(table: string, message: string): Problem {
  const name =
    /column (?:\S+\.)?"?([^\s"]+)"? does not exist/.exec(message)?.[1] ?? /the '([^']+)' column/.exec(message)?.[1];
  const column = name === undefined ? 'a column asked for' : `the column "${name}"`;
  return permanent(
    'unknown-column',
    `${table} has not ${column}. The server says: ${sentence(message)}`,
    'Check the names in select, filter, order, columns and primary-key; they are those of the database.',
  );
}

function unparsable(message: string): Problem {
  const code: ProblemCode = /parse select/i.test(message)
    ? 'bad-attribute'
    : /parse order/i.test(message)
      ? 'bad-order'
      : 'bad-filter';
  const attribute = { 'bad-attribute': 'select', 'bad-order': 'order', 'bad-filter': 'filter' }[code];
  return permanent(
    code,
    `The server cannot read the ${attribute}. It says: ${sentence(message)}`,
    `Check ${attribute}; a value with a comma, a quote or a parenthesis stands in double quotes.`,
  );
}

/** The server's words with an end to them, for what to do is said behind. */
function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
