/**
 * Looks at key and token before Lite does, where Lite is more generous or stricter than Supabase's gateway and
 * PostgREST: it takes a malformed token for nobody at all, and knows no keys that are tokens themselves.
 */
import { authError, gatewayError, restError } from './answers.ts';
import { anonKey, jwtSecret, serviceRoleKey } from './keys.ts';
import type { Asker } from './read/reader.ts';
import { systemClock } from './realtime/clock.ts';
import { Tokens } from './realtime/tokens.ts';

export interface Credentials {
  /** The headers Lite is to see. */
  readonly headers: Headers;
  /** Who asks; null when that is for Lite to find out, and most likely to refuse. */
  readonly asker: Asker | null;
}

/** How every browser begins to say its name, and how Supabase tells one. */
const browser = /^\s*Mozilla\s*\/\s*5\s*\.\s*0/i;

export class CredentialCheck {
  readonly #tokens = new Tokens({ anonKey, serviceRoleKey, jwtSecret }, systemClock);

  /** From now on every token issued before this second counts as expired. */
  expireTokens(issuedBefore: number): void {
    this.#tokens.expire(issuedBefore);
  }

  check(request: Request, path: string): Credentials | Response {
    const headers = new Headers(request.headers);
    const key = headers.get('apikey') || new URL(request.url).searchParams.get('apikey');
    if (!key) {
      return gatewayError(401, 'No API key found in request', 'No `apikey` request header or url param was found.');
    }
    const verified = this.#tokens.verifyKey(key);
    if ('refusal' in verified || !['anon', 'service_role'].includes(verified.claims.role)) {
      return gatewayError(401, 'Invalid API key', 'Double check your Supabase `anon` or `service_role` API key.');
    }
    if (key === serviceRoleKey && browser.test(headers.get('User-Agent') ?? '')) {
      return gatewayError(401, 'Forbidden use of secret API key in browser');
    }
    const token = bearer(headers);
    if (this.#tokens.isKey(key)) {
      headers.set('apikey', key);
    } else {
      // Supabase's older keys are tokens that name a role. Lite takes the role from the Authorization header, which
      // supabase-js fills with the key when nobody is signed in.
      headers.set('apikey', anonKey);
      if (token === null) headers.set('Authorization', `Bearer ${key}`);
    }
    if (token === null || token === key || this.#tokens.isKey(token)) {
      const { role } = verified.claims;
      return { headers, asker: { role, claims: { role } } };
    }
    const refusal = this.#refuse(token, path);
    if (refusal) return refusal;
    const signedIn = this.#tokens.verify(token);
    return { headers, asker: 'claims' in signedIn ? { role: signedIn.claims.role, claims: signedIn.claims } : null };
  }

  /** What Lite would let pass. A bad signature it refuses itself. */
  #refuse(token: string, path: string): Response | null {
    const parts = token.split('.');
    const rest = path.startsWith('/rest/');
    if (rest && (parts.length !== 3 || parts.includes(''))) {
      return restError(401, 'PGRST301', `Expected 3 parts in JWT; got ${parts.filter(Boolean).length}`);
    }
    const verified = this.#tokens.verify(token);
    if (!('refusal' in verified) || verified.refusal.kind !== 'expired') return null;
    if (rest) return restError(401, 'PGRST303', 'JWT expired');
    const reason = 'token has invalid claims: token is expired';
    return authError(403, 'bad_jwt', `invalid JWT: unable to parse or verify signature, ${reason}`);
  }
}

function bearer(headers: Headers): string | null {
  return (
    headers
      .get('Authorization')
      ?.match(/^Bearer\s+(.+)$/i)?.[1]
      ?.trim() ?? null
  );
}
