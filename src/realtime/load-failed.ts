/** What is said when a file of the kit that only some pages need could not be fetched. */
import type { Problem } from '../domain/status.ts';

/** `what` is not there for the want of it. */
export function loadFailed(what: string, error: unknown): Problem {
  return {
    code: 'load-failed',
    message: `${what}: ${error instanceof Error ? error.message : String(error)}`,
    remedy:
      'See that all files of livetags are served, the folder chunks too, and that the Content-Security-Policy allows them.',
    permanent: false,
  };
}
