/** Why there is no token. */
import type { Problem } from '../domain/status.ts';

export class TokenError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

/** The source asks to be left alone for so many milliseconds. */
export class NotNow extends Error {
  readonly retryAfter: number;
  constructor(message: string, retryAfter: number) {
    super(message);
    this.retryAfter = retryAfter;
  }
}

/** A JSON Web Token by its look, or none at all. */
export function isToken(token: string | null): boolean {
  return token === null || /^[\w-]+\.[\w-]+\.[\w-]*$/.test(token);
}

/** The token itself stays out of it: consoles are shared. */
export function notAToken(token: string | null): Problem {
  const odd = /[^\w.-]/u.exec(token ?? '')?.[0];
  return {
    code: 'token-rejected',
    message: `What was given as access token is not a JSON Web Token${odd ? `: it holds ${JSON.stringify(odd)}` : ''}.`,
    remedy: 'Give a JWT signed for this project, whole and in one line: three parts joined by dots.',
    permanent: true,
  };
}

export function unavailable(error: unknown): Problem {
  return {
    code: 'token-unavailable',
    message: `No access token could be had: ${error instanceof Error ? error.message : String(error)}`,
    remedy: 'Check token-url or the accessToken function; it is tried again by itself.',
    permanent: false,
  };
}
