/** What is said when a file of the kit that is fetched late could not be had. */
import type { Problem } from '../domain/status.ts';

/** `what` is not there for the want of it. */
export function loadFailed(what: string, error: unknown): Problem {
  const why = error instanceof Error ? error.message : String(error);
  return {
    code: 'load-failed',
    // A later attempt asks for the file under another address (`obtain` in bundling/late-code.ts), and is no other news.
    message: `${what}: ${why.replace(/\?attempt=\d+/, '')}`,
    remedy:
      'See that all files of livetags are served, the folder chunks too, and that the Content-Security-Policy allows them.',
    permanent: false,
  };
}

/** Thrown where there is somebody else to tell of it. */
export class LoadError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}
