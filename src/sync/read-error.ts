/** A read that failed, and the problems that are no answer of the API: address, network, token, payload. */
import type { Problem, ProblemCode } from '../domain/status.ts';

export class ReadError extends Error {
  override readonly name = 'ReadError';
  readonly problem: Problem;
  /** Milliseconds the server asks to wait; null when it says none. */
  readonly retryAfter: number | null;
  /** True when another token may help. */
  readonly token: boolean;

  constructor(problem: Problem, options: { retryAfter?: number | null; token?: boolean; cause?: unknown } = {}) {
    super(problem.message, { cause: options.cause });
    this.problem = problem;
    this.retryAfter = options.retryAfter ?? null;
    this.token = options.token ?? false;
  }
}

export function urlProblem(url: string): ReadError {
  return new ReadError(
    permanent(
      'bad-url',
      `"${url}" is no address of a project.`,
      'Set url to the address in the API settings of the project, such as https://ref.supabase.co.',
    ),
  );
}

export function htmlInstead(url: string): ReadError {
  return new ReadError(
    permanent(
      'bad-url',
      `What answers at ${url} is not the API of a Supabase project.`,
      'Set url to the address in the API settings of the project, without /rest/v1 and not the address of the dashboard.',
    ),
  );
}

export function networkProblem(url: string, cause: unknown): ReadError {
  const problem = passing(
    'backend-unreachable',
    `The project at ${url} cannot be reached.`,
    `Check the connection and url; if the page has a Content-Security-Policy, its connect-src must list ${url} (and the same address with wss:).`,
  );
  return new ReadError(problem, { cause });
}

export function tokenProblem(cause: unknown): ReadError {
  const reason = cause instanceof Error ? ` ${cause.message}` : '';
  const problem = passing(
    'token-unavailable',
    `No access token could be got.${reason}`,
    'Check that token-url or accessToken answers with a token for the reader who is signed in.',
  );
  return new ReadError(problem, { cause, token: true });
}

export function payloadProblem(cause: unknown): ReadError {
  const problem = passing(
    'bad-payload',
    'The answer to a read is not what the API sends.',
    'Check that nothing between the page and the project rewrites answers (a proxy, a service worker).',
  );
  return new ReadError(problem, { cause });
}

export function passing(code: ProblemCode, message: string, remedy: string): Problem {
  return { code, message, remedy, permanent: false };
}

export function permanent(code: ProblemCode, message: string, remedy: string): Problem {
  return { code, message, remedy, permanent: true };
}
