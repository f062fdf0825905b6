/**
 * Looks at key and token before Lite does, where Lite is more generous or stricter than Supabase's gateway and
 * PostgREST: it takes a malformed token for nobody at all, and knows no keys that are tokens themselves.
 */
import { authError, gatewayError, restError } from './answers.ts';
import { claimsOf, isExpired } from './json-web-token.ts';
import { anonKey, jwtSecret, serviceRoleKey } from './keys.ts';

export interface Credentials {
  /** The headers Lite is to see. */
  readonly headers: Headers;
}

/** `validFrom`: tokens issued before this second are treated as expired. */
export function checkCredentials(request: Request, path: string, validFrom: number): Credentials | Response {
  const headers = new Headers(request.headers);
  const key = headers.get('apikey') ?? new URL(request.url).searchParams.get('apikey');
  if (!key) {
    return gatewayError(
      401,
      'No API key found in request',
      'No `apikey` request header or url param was found.',
    );
  }
  const token = bearer(headers);
  if (key !== anonKey && key !== serviceRoleKey) {
    // Supabase's older keys are tokens that name a role. Lite knows only the newer ones, and takes the role from the
    // Authorization header, which supabase-js fills with the key when nobody is signed in.
    const claims = claimsOf(key, jwtSecret);
    if (!claims || isExpired(claims) || (claims['role'] !== 'anon' && claims['role'] !== 'service_role')) {
      return gatewayError(401, 'Invalid API key', 'Double check your Supabase `anon` or `service_role` API key.');
    }
    headers.set('apikey', anonKey);
    if (token === null) headers.set('Authorization', `Bearer ${key}`);
  } else {
    headers.set('apikey', key);
  }

  if (token !== null && token !== anonKey && token !== serviceRoleKey) {
    const parts = token.split('.');
    const claims = claimsOf(token, jwtSecret);
    if (path.startsWith('/rest/')) {
      if (parts.length !== 3 || parts.includes('')) {
        return restError(401, 'PGRST301', `Expected 3 parts in JWT; got ${parts.filter(Boolean).length}`);
      }
      if (claims && issuedBefore(claims, validFrom)) return restError(401, 'PGRST303', 'JWT expired');
    } else if (claims && issuedBefore(claims, validFrom)) {
      return authError(403, 'bad_jwt', 'invalid JWT: unable to parse or verify signature, token is expired');
    }
  }
  return { headers };
}

function bearer(headers: Headers): string | null {
  return headers.get('Authorization')?.match(/^Bearer\s+(.+)$/i)?.[1]?.trim() ?? null;
}

function issuedBefore(claims: Record<string, unknown>, second: number): boolean {
  return typeof claims['iat'] === 'number' && claims['iat'] < second;
}
