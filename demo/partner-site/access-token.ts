/** Signs an access token as Supabase Auth does: a JWT, HS256, with the project's secret. */
import { hmacKey } from './hmac.ts';

export async function signAccessToken(claims: object, secondsToLive: number, secret: string): Promise<string> {
  const iat = Math.floor(Date.now() / 1_000);
  const content = [
    { alg: 'HS256', typ: 'JWT' },
    { ...claims, iat, exp: iat + secondsToLive },
  ]
    .map(encode)
    .join('.');
  const signature = await crypto.subtle.sign('HMAC', await hmacKey(secret), new TextEncoder().encode(content));
  return `${content}.${base64url(new Uint8Array(signature))}`;
}

function encode(part: object): string {
  return base64url(new TextEncoder().encode(JSON.stringify(part)));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
