/** JSON web tokens, HS256 only: what Supabase's shared secret signs. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export type Claims = Record<string, unknown>;

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const signatureOf = (content: string, secret: string): Buffer => createHmac('sha256', secret).update(content).digest();

/** Signs `claims`; `iat` and `exp` are set unless the claims bring their own. A negative life gives an expired token. */
export function signToken(claims: Claims, secondsToLive: number, secret: string): string {
  const now = Math.floor(Date.now() / 1000);
  const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ iat: now, exp: now + secondsToLive, ...claims })}`;
  return `${content}.${signatureOf(content, secret).toString('base64url')}`;
}

/** The claims of a token with a good signature, expired or not; null for anything else. */
export function claimsOf(token: string, secret: string): Claims | null {
  const [header, payload, signature, ...rest] = token.split('.');
  if (!header || !payload || !signature || rest.length > 0) return null;
  if (parse(header)?.['alg'] !== 'HS256') return null;
  const given = Buffer.from(signature, 'base64url');
  const expected = signatureOf(`${header}.${payload}`, secret);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  return parse(payload);
}

export function isExpired(claims: Claims, now = Date.now() / 1000): boolean {
  return typeof claims['exp'] === 'number' && claims['exp'] <= now;
}

function parse(part: string): Claims | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Claims) : null;
  } catch {
    return null; // Not JSON: not a token. The caller says so.
  }
}
