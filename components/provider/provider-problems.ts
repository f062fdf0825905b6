/** What can be wrong with a provider's address and key, before anything is sent anywhere. */
import type { Problem } from '../../src/domain/status.ts';

function permanent(code: Problem['code'], message: string, remedy: string): Problem {
  return { code, message, remedy, permanent: true };
}

/** Nothing works without these; null when they are in order. */
export function configurationProblem(url: string, apiKey: string): Problem | null {
  if (isSecretKey(apiKey)) {
    return permanent(
      'secret-key',
      'The api-key is a secret one: it passes every policy, and everybody who opens this page could read it.',
      'Use the publishable (anon) key here, and make a new secret key, for this one may have been seen.',
    );
  }
  if (!url && !apiKey) {
    return permanent(
      'no-project',
      'This provider has no project: neither url and api-key, nor (yet) a client of the page’s own.',
      'Give it both attributes; or hand a client over, and it begins then: provider.client = supabase.',
    );
  }
  if (!url) return permanent('no-url', 'The attribute url is missing.', 'Give it the address of the Supabase project.');
  if (!isWebAddress(url)) {
    return permanent('bad-url', `The url "${url}" is no web address.`, 'Write it as https://ref.supabase.co.');
  }
  if (!apiKey) {
    return permanent('bad-key', 'The attribute api-key is missing.', 'Give it the project’s publishable (anon) key.');
  }
  // Such as the ellipsis of an example: it could not even be sent, for a header has no room for it (Fetch, "header value").
  if (!/^[\x21-\x7e]+$/.test(apiKey.trim())) {
    return permanent(
      'bad-key',
      `"${apiKey}" is no key.`,
      'Copy the publishable (anon) key from the project’s API settings.',
    );
  }
  return null;
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}

/** Secret keys of both generations: `sb_secret_…`, and a JWT whose role passes every policy. */
export function isSecretKey(key: string): boolean {
  if (/^\s*sb_secret_/.test(key)) return true;
  const payload = key.split('.')[1];
  if (!payload) return false;
  try {
    const json = atob(payload.replaceAll('-', '+').replaceAll('_', '/'));
    const role: unknown = (JSON.parse(json) as { role?: unknown } | null)?.role;
    return role === 'service_role' || role === 'supabase_admin';
  } catch {
    // Not a JWT: the server will say what it thinks of the key.
    return false;
  }
}
