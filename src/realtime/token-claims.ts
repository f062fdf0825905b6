/** What an access token says of itself. */

export interface TokenClaims {
  readonly sub?: string;
  readonly role?: string;
  /** Seconds since the epoch. */
  readonly exp?: number;
  readonly iat?: number;
  readonly partner_id?: string | number;
  readonly name?: unknown;
  readonly user_metadata?: { readonly name?: unknown; readonly full_name?: unknown };
  readonly app_metadata?: { readonly partner_id?: string | number };
}

/** What a JWT says of itself, unverified: only the server can verify it. Nothing for a text that is none. */
export function readClaims(token: string): TokenClaims {
  try {
    const [, payload = ''] = token.split('.');
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, '+').replace(/_/g, '/')), (character) =>
      character.charCodeAt(0),
    );
    return (JSON.parse(new TextDecoder().decode(bytes)) as TokenClaims | null) ?? {};
  } catch {
    return {};
  }
}

/** Whom a token was made out to, when that is a partner: a company that sees its own rows alone (`docs/partner.md`). */
export function partnerOf(token: string | null): string | null {
  const { partner_id, app_metadata } = token === null ? {} : readClaims(token);
  const partner = partner_id ?? app_metadata?.partner_id ?? null;
  return partner === null ? null : String(partner);
}
