/** What a list says of a stream that cannot be relied on. */
import type { Problem } from '../domain/status.ts';

export function unreadableRow(table: string): Problem {
  return {
    code: 'no-primary-key',
    message: `A change of "${table}" came without its primary key.`,
    remedy:
      'Give the table a primary key, or name its key columns with primary-key="…"; until then reads alone keep the rows.',
    permanent: false,
  };
}

export function streamLossy(table: string): Problem {
  return {
    code: 'stream-lossy',
    message: `Changes of "${table}" get lost on the way, although the connection stands.`,
    remedy: 'The rate limit of the project is the usual cause; meanwhile the rows are read every few seconds.',
    permanent: false,
  };
}
