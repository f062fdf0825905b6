/**
 * Whom a token speaks for, as text: two tabs with the same text are answered the same by every policy.
 *
 * All claims count, for a policy may ask for any of them (`auth.jwt()`), but those that differ from token to token of
 * the same reader and session.
 */

const ofOneTokenAlone: ReadonlySet<string> = new Set(['iat', 'exp', 'nbf', 'jti']);

/** Null for a token that cannot be read: whose it is, only the server knows. */
export function identityText(token: string | null, parseJson: (text: string) => unknown): string | null {
  if (token === null) return 'guest';
  try {
    const [, payload = ''] = token.split('.');
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, '+').replace(/_/g, '/')), (each) => each.charCodeAt(0));
    const claims = parseJson(new TextDecoder().decode(bytes)) as Record<string, unknown>;
    const lasting = Object.entries(claims).filter(([name]) => !ofOneTokenAlone.has(name));
    return lasting.length === 0 ? null : JSON.stringify(inOrder(Object.fromEntries(lasting)));
  } catch {
    return null; // No JSON in it.
  }
}

/** The same claims in another order are the same. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, held]) => [name, inOrder(held)]);
}
