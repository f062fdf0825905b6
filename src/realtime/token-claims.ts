/** What an access token says of itself. */

export interface TokenClaims {
  readonly sub?: string;
  readonly role?: string;
  /** Seconds since the epoch. */
  readonly exp?: number;
  readonly iat?: number;
}

/** What a JWT says of itself, unverified: only the server can verify it. Nothing for a text that is none. */
export function readClaims(token: string): TokenClaims {
  try {
    const [, payload = ''] = token.split('.');
    const bytes = Uint8Array.from(atob(payload.replace(/-/g, '+').replace(/_/g, '/')), (character) =>
      character.charCodeAt(0),
    );
    return JSON.parse(new TextDecoder().decode(bytes)) as TokenClaims;
  } catch {
    return {};
  }
}
