/** The places an access token can come from. */
import { parseRetryAfter } from '../page/retry-after.ts';
import type { TokenSource } from './access-token.ts';
import { NotNow, TokenError } from './token-problems.ts';

/** What of a session's settings says where its token comes from. */
export interface TokenSettings {
  readonly accessToken?: string | (() => Promise<string | null>) | undefined;
  readonly tokenUrl?: string | undefined;
  readonly fetch?: typeof globalThis.fetch | undefined;
}

export function tokenSourceOf({ accessToken, tokenUrl, fetch }: TokenSettings): TokenSource {
  if (typeof accessToken === 'function') return tokenFunction(accessToken);
  if (accessToken !== undefined && accessToken !== '') return fixedToken(accessToken);
  return tokenUrl === undefined ? anonymous : tokenEndpoint(tokenUrl, fetch);
}

export const anonymous: TokenSource = { fetch: () => Promise.resolve(null), renewable: false };

export function fixedToken(token: string): TokenSource {
  // Copied with the end of its line.
  const trimmed = token.trim();
  return { fetch: () => Promise.resolve(trimmed), renewable: false };
}

export function tokenFunction(accessToken: () => Promise<string | null>): TokenSource {
  return { fetch: async () => (await accessToken()) ?? null, renewable: true };
}

/**
 * An endpoint that answers `{access_token, expires_in}` to a POST with credentials: the author's server decides, by its
 * own session, who the reader is.
 */
export function tokenEndpoint(url: string, fetch: typeof globalThis.fetch = globalThis.fetch): TokenSource {
  const [name] = url.split('?'); // What follows may be a signed link, which is nothing to show.
  return {
    renewable: true,
    async fetch() {
      const answer = await fetch(url, { method: 'POST', credentials: 'include', cache: 'no-store' });
      if (answer.status === 401 || answer.status === 403) {
        throw new TokenError({
          code: 'token-rejected',
          message: 'You are signed out, or have no access any more.',
          remedy: `Sign in again, or ask the owner of this site (${name} answered ${answer.status}).`,
          permanent: true,
        });
      }
      if (!answer.ok) {
        const retryAfter = parseRetryAfter(answer.headers.get('retry-after'), Date.now());
        const message = `${name} answered ${answer.status}`;
        throw retryAfter === null ? new Error(message) : new NotNow(message, retryAfter);
      }
      const body = (await answer.json().catch(() => null)) as { access_token?: unknown; expires_in?: unknown } | null;
      if (typeof body?.access_token !== 'string') throw new Error(`${name} answered without "access_token"`);
      const seconds = Number(body.expires_in);
      return { token: body.access_token, lasts: seconds > 0 && Number.isFinite(seconds) ? seconds * 1_000 : null };
    },
  };
}
