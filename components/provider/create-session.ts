/** Where the elements meet the core: one session for each provider. */
import type { Session, SessionOptions } from './session.ts';

export function createSession(options: SessionOptions): Session {
  throw new Error(`No session can be made for ${options.url} yet.`);
}
