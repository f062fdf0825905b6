/**
 * The link by which a partner's server vouches for a reader of its own: `?partner=…&reader=…&until=…&signature=…`, an
 * HMAC of the first three with the secret that the partner and the token endpoint share. Whoever has the link has the partner's feed
 * until then, so it is made for one signed-in reader and lives no longer than a session should.
 */
import { fromHex, hmacKey, toHex } from './hmac.ts';

/** The longest a link may live, in seconds: nobody gets one for ever by asking for it. */
const LONGEST = 86_400;

export async function signEmbedLink(
  endpoint: string,
  { partner, reader }: { partner: string; /** Tells readers apart, and says nothing of them. */ reader: string },
  secret: string,
  secondsToLive = 3_600,
): Promise<string> {
  const until = String(Math.floor(Date.now() / 1_000) + secondsToLive);
  const signature = await crypto.subtle.sign('HMAC', await hmacKey(secret), signed(partner, reader, until));
  return `${endpoint}?${new URLSearchParams({ partner, reader, until, signature: toHex(signature) }).toString()}`;
}

export async function isSigned(link: URLSearchParams, secret: string): Promise<boolean> {
  const [partner, reader, until, signature] = (['partner', 'reader', 'until', 'signature'] as const).map(
    (name) => link.get(name) ?? '',
  ) as [string, string, string, string];
  const left = /^\d{1,12}$/.test(until) ? Number(until) - Date.now() / 1_000 : 0;
  const bytes = fromHex(signature);
  // What they are joined by is none of their letters: no partner can be read out of a reader.
  const areWords = [partner, reader].every((word) => /^[\w-]+$/.test(word));
  if (!areWords || left <= 0 || left > LONGEST || bytes === null) return false;
  // Not compared as text: that would take the longer, the more of it is right.
  return crypto.subtle.verify('HMAC', await hmacKey(secret), bytes, signed(partner, reader, until));
}

function signed(partner: string, reader: string, until: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${partner}.${reader}.${until}`);
}
