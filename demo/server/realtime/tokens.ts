/**
 * Who a connection or a channel acts as: API keys and JWTs (HS256), checked in the order and with the answers of the
 * real server (transcripts f-auth, f2-auth-token-awaited).
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from './clock.ts';
import * as errors from './errors.ts';

export interface Claims {
  role: string;
  /** Seconds since the epoch. */
  exp: number;
  iat?: number;
  [claim: string]: unknown;
}

export type Refusal = { kind: 'expired'; secondsAgo: number } | { kind: 'signature' | 'malformed' | 'fields' };

export type Verification = { claims: Claims } | { refusal: Refusal };

export interface TokenKeys {
  jwtSecret: string;
  anonKey: string;
  serviceRoleKey: string;
}

/** As far ahead as a date can be told: an opaque key does not expire. */
const NEVER = 8_640_000_000_000;

export class Tokens {
  private readonly keys: TokenKeys;
  private readonly clock: Clock;
  private issuedBefore = 0;

  constructor(keys: TokenKeys, clock: Clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** From now on an access token issued before that second counts as expired. */
  expire(issuedBefore: number): void {
    this.issuedBefore = issuedBefore;
  }

  isExpired(claims: Claims): boolean {
    return this.secondsPast(claims) !== null;
  }

  isKey(token: string): boolean {
    return token === this.keys.anonKey || token === this.keys.serviceRoleKey;
  }

  /** An API key: one of the project's opaque keys, or a JWT that names a role. It is not touched by `expire`. */
  verifyKey(key: string): Verification {
    if (key === this.keys.anonKey) return { claims: { role: 'anon', exp: NEVER } };
    if (key === this.keys.serviceRoleKey) return { claims: { role: 'service_role', exp: NEVER } };
    const verified = this.decode(key);
    if ('refusal' in verified) return verified;
    return this.ageOf(verified.claims, verified.claims.exp);
  }

  verify(token: string): Verification {
    const verified = this.decode(token);
    if ('refusal' in verified) return verified;
    const past = this.secondsPast(verified.claims);
    return past === null ? verified : { refusal: { kind: 'expired', secondsAgo: past } };
  }

  private ageOf(claims: Claims, expiry: number): Verification {
    const past = Math.floor(this.clock.now() / 1000) - expiry;
    return past < 0 ? { claims } : { refusal: { kind: 'expired', secondsAgo: past } };
  }

  /** How many seconds ago the claims expired, or null while they are good. */
  private secondsPast(claims: Claims): number | null {
    const now = Math.floor(this.clock.now() / 1000);
    const revoked = typeof claims.iat === 'number' && claims.iat < this.issuedBefore;
    const expiry = revoked ? Math.min(claims.exp, this.issuedBefore, now) : claims.exp;
    return now < expiry ? null : now - expiry;
  }

  private decode(token: string): Verification {
    const parts = token.split('.');
    const header = jsonOf(parts[0]);
    const claims = jsonOf(parts[1]);
    if (parts.length !== 3 || header === null || claims === null) return { refusal: { kind: 'malformed' } };
    const expected = createHmac('sha256', this.keys.jwtSecret).update(`${parts[0]}.${parts[1]}`).digest();
    const given = Buffer.from(parts[2] ?? '', 'base64url');
    if (header.alg !== 'HS256' || given.length !== expected.length || !timingSafeEqual(given, expected)) {
      return { refusal: { kind: 'signature' } };
    }
    if (typeof claims.role !== 'string' || typeof claims.exp !== 'number') return { refusal: { kind: 'fields' } };
    return { claims: claims as Claims };
  }
}

function jsonOf(part: string | undefined): Record<string, unknown> | null {
  if (!part) return null;
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** What a refused handshake answers. */
export function handshakeMessage(refusal: Refusal): string {
  return {
    expired: 'Token has expired',
    signature: errors.badSignature,
    malformed: errors.notAToken,
    fields: errors.fieldsRequired,
  }[refusal.kind];
}

/** What a refused join answers. */
export function joinMessage(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'expired':
      return `InvalidJWTToken: Token has expired ${refusal.secondsAgo} seconds ago`;
    case 'signature':
      return `JwtSignatureError: ${errors.badSignature}`;
    case 'malformed':
      return `MalformedJWT: ${errors.notAToken}`;
    case 'fields':
      return `InvalidJWTToken: ${errors.fieldsRequired}`;
  }
}

/** What the system message of a refused token on an open channel says. */
export function pushMessage(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'expired':
      return `Token has expired ${refusal.secondsAgo} seconds ago`;
    case 'signature':
      return ':signature_error';
    case 'malformed':
      return errors.notAToken;
    case 'fields':
      return errors.fieldsRequired;
  }
}
