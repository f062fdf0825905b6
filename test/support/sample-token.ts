/** Tokens as Auth makes them, unsigned: what is under test reads them, and only a server verifies them. */
export interface SampleClaims {
  readonly sub?: string;
  readonly role?: string;
  readonly partner_id?: string;
  readonly app_metadata?: object;
  /** Milliseconds since the epoch, as clocks tell time; the token itself holds seconds. */
  readonly issuedAt?: number;
  readonly expiresAt?: number;
  /** Tells tokens apart that claim the same. */
  readonly serial?: number;
}

export function sampleToken({ issuedAt, expiresAt, ...claims }: SampleClaims): string {
  const payload = {
    ...claims,
    ...(issuedAt !== undefined && { iat: Math.floor(issuedAt / 1_000) }),
    ...(expiresAt !== undefined && { exp: Math.floor(expiresAt / 1_000) }),
  };
  return [{ alg: 'HS256', typ: 'JWT' }, payload, 'signature'].map(encode).join('.');
}

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
