/**
 * Looks at key and token before Lite does, where Lite is more generous or stricter than Supabase's gateway and
 * PostgREST: it takes a malformed token for nobody at all, and knows no keys that are tokens themselves.
 */
import { authError, gatewayError, restError } from './answers.ts';
import { anonKey, jwtSecret, serviceRoleKey } from './keys.ts';
import { systemClock } from './realtime/clock.ts';
import { Tokens } from './realtime/tokens.ts';

export class CredentialCheck {
  readonly #tokens = new Tokens({ anonKey, serviceRoleKey, jwtSecret }, systemClock);

  /** From now on every token issued before this second counts as expired. */
  expireTokens(issuedBefore: number): void {
    this.#tokens.expire(issuedBefore);
  }

  /** The headers Lite is to see, or the refusal. */
  check(request: Request, path: string): Headers | Response {
    const headers = new Headers(request.headers);
    const key = headers.get('apikey') ?? new URL(request.url).searchParams.get('apikey');
    if (!key) {
      return gatewayError(401, 'No API key found in request', 'No `apikey` request header or url param was found.');
    }
    const verified = this.#tokens.verifyKey(key);
    if ('refusal' in verified || !['anon', 'service_role'].includes(verified.claims.role)) {
      return gatewayError(401, 'Invalid API key', 'Double check your Supabase `anon` or `service_role` API key.');
    }
    const token =
      headers
        .get('Authorization')
        ?.match(/^Bearer\s+(.+)$/i)?.[1]
        ?.trim() ?? null;
    if (this.#tokens.isKey(key)) {
      headers.set('apikey', key);
    } else {
      // Supabase's older keys are tokens that name a role. Lite takes the role from the Authorization header, which
      // supabase-js fills with the key when nobody is signed in.
      headers.set('apikey', anonKey);
      if (token === null) headers.set('Authorization', `Bearer ${key}`);
    }
    const refusal = token === null || token === key || this.#tokens.isKey(token) ? null : this.#refuse(token, path);
    return refusal ?? headers;
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
    return rest
      ? restError(401, 'PGRST303', 'JWT expired')
      : authError(
          403,
          'bad_jwt',
          'invalid JWT: unable to parse or verify signature, token has invalid claims: token is expired',
        );
  }
}
