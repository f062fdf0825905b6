/**
 * Whether a request may become a socket: the same checks, in the same order and with the same answers as the real
 * server's (transcript f-auth). A browser sees none of them, only 1006.
 */
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import * as errors from './errors.ts';
import type { Version } from './protocol.ts';
import { handshakeMessage, type Claims, type Tokens } from './tokens.ts';

export type Handshake =
  { version: Version; apiKey: string; claims: Claims } | { status: 401 | 403; error: string | null };

export function checkHandshake(request: IncomingMessage, tokens: Tokens): Handshake {
  const parameters = new URL(request.url ?? '/', 'http://localhost').searchParams;
  const version = parameters.get('vsn') ?? '1.0.0';
  if (version !== '1.0.0' && version !== '2.0.0') return { status: 403, error: null };
  const header = request.headers.apikey ?? request.headers['x-api-key'];
  const apiKey = parameters.get('apikey') ?? (Array.isArray(header) ? header[0] : header);
  if (!apiKey) return { status: 401, error: errors.apiKeyMissing };
  const verification = tokens.verifyKey(apiKey);
  if ('refusal' in verification) return { status: 401, error: handshakeMessage(verification.refusal) };
  return { version, apiKey, claims: verification.claims };
}

export function refuseHandshake(socket: Duplex, status: number, error: string | null): void {
  const body = error === null ? '' : JSON.stringify({ error });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
