/** The words in which livetags says how things stand. They never claim more than is known. */

/**
 * The provider's status.
 * - `connecting`: on the way for the first time.
 * - `connected`: changes do flow.
 * - `reconnecting`: they did and were lost; the next try is known (`nextRetryAt`).
 * - `disconnected`: on purpose (paused, offline, `disconnect()`).
 * - `error`: a person is needed; see `error`.
 */
export type ConnectionStatus = 'connecting' | 'connected' | 'reconnecting' | 'disconnected' | 'error';

/**
 * A list's status.
 * - `loading`: nothing to show yet.
 * - `live`: rows shown, read once since the stream began to flow, and it flows.
 * - `stale`: the rows stand, but the stream is not known to flow.
 * - `error`: a person is needed; see `error`.
 */
export type RowsStatus = 'loading' | 'live' | 'stale' | 'error';

/** Something wrong, said so that the author of the page can act on it. */
export interface Problem {
  /** Stable, kebab-case, documented by this name. */
  readonly code: ProblemCode;
  /** What is wrong, one sentence. */
  readonly message: string;
  /** What to do about it, one sentence. */
  readonly remedy: string;
  /** True when trying again by itself cannot help. */
  readonly permanent: boolean;
}

/** Mended outside the page: by signing in elsewhere, or in the project's dashboard. */
const mendedElsewhere: ReadonlySet<ProblemCode> = new Set(['token-rejected', 'backend-error']);

/** False for what only another page mends, such as a key or a filter: a reader who tried again would get the same. */
export function tryingAgainHelps({ code, permanent }: Problem): boolean {
  return !permanent || mendedElsewhere.has(code);
}

export type ProblemCode =
  | 'no-provider'
  | 'no-project'
  | 'no-url'
  | 'bad-url'
  | 'bad-key'
  | 'secret-key'
  | 'bad-attribute'
  | 'unknown-attribute'
  | 'unknown-word'
  | 'bad-rows'
  | 'bad-filter'
  | 'bad-order'
  | 'unknown-table'
  | 'unknown-column'
  | 'no-primary-key'
  | 'no-permission'
  | 'not-published'
  | 'channel-refused'
  | 'partner-on-changes'
  | 'token-rejected'
  | 'token-unavailable'
  | 'backend-unreachable'
  | 'socket-blocked'
  | 'backend-error'
  | 'rate-limited'
  | 'too-many-changes'
  | 'stream-lossy'
  | 'bad-payload'
  | 'unknown-template'
  | 'bad-template'
  | 'unknown-field'
  | 'unknown-format'
  | 'format-failed'
  | 'render-failed'
  | 'words-unavailable'
  | 'second-copy'
  | 'load-failed';
