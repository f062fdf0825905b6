/** The tokens of the recordings, which kept only what each was like: `<JWT expired 60s ago>`. */
import { signToken } from './endpoint.ts';

/** `milliseconds` is now, since the epoch. */
export function tokenNamed(name: string, milliseconds: number): string {
  const now = Math.floor(milliseconds / 1000);
  const seconds = /in (\d+)s$/.exec(name)?.[1];
  const exp = name.startsWith('expired') ? now - 60 : now + (seconds === undefined ? 86_400 : Number(seconds));
  const users: Record<string, string> = {
    A: 'aaaaaaaa-0000-4000-8000-000000000001',
    B: 'bbbbbbbb-0000-4000-8000-000000000002',
  };
  const user = /\b([AB])\b/.exec(name)?.[1];
  const role = /^role=(.+)$/.exec(name)?.[1] ?? (name === 'anon' || name === 'service_role' ? name : 'authenticated');
  const claims = { role, iat: now, exp, ...(user && { sub: users[user] }) };
  if (name === 'without role') return signToken({ exp });
  if (name === 'without exp') return signToken({ role });
  return signToken(claims, name === 'bad signature' ? 'another secret' : undefined);
}
