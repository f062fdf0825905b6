/** Why there is no token. */
import type { Problem } from '../domain/status.ts';

export class TokenError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

export const notAToken: Problem = {
  code: 'token-rejected',
  message: 'What was given as access token is not a JSON Web Token.',
  remedy: 'Give a JWT signed for this project: three parts joined by dots.',
  permanent: true,
};

export function unavailable(error: unknown): Problem {
  return {
    code: 'token-unavailable',
    message: `No access token could be had: ${error instanceof Error ? error.message : String(error)}`,
    remedy: 'Check token-url or the accessToken function; it is tried again by itself.',
    permanent: false,
  };
}
