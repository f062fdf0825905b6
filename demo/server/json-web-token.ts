/** Signs JSON web tokens as Auth does: HS256 with the project's shared secret. `realtime/tokens.ts` verifies them. */
import { createHmac } from 'node:crypto';

export type Claims = Record<string, unknown>;

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** `iat` and `exp` are set unless the claims bring their own. A negative life gives an expired token. */
export function signToken(claims: Claims, secondsToLive: number, secret: string): string {
  const now = Math.floor(Date.now() / 1000);
  const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode({ iat: now, exp: now + secondsToLive, ...claims })}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}
