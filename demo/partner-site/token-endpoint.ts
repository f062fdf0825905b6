/**
 * Gives a partner an access token: for this Supabase project, for this partner's rows alone, for two minutes.
 *
 * Whoever asks shows a link that the partner's own server has signed with the partner's secret (`embed-link.ts`). Where
 * the request comes from (`Origin`) is looked at too, but proves nothing: any program that is no browser writes what it
 * likes there.
 *
 * Needs nothing but `Request`, `Response` and Web Crypto: `edge-function.ts` runs it on Supabase, `node-server.ts` in
 * Node.
 */
import { signAccessToken } from './access-token.ts';
import { isSigned } from './embed-link.ts';
import { RateLimit } from './rate-limit.ts';

export interface TokenEndpointOptions {
  /** The project's JWT secret. It stays on this server. */
  readonly jwtSecret: string;
  /** The partner's secret; null for a partner there is not, or is no more. */
  readonly secretOf: (partner: string) => Promise<string | null>;
  /** Sites whose pages may ask: `https://www.partner.example`. */
  readonly origins: readonly string[];
  readonly secondsToLive?: number;
  /** Requests of one reader within a minute. */
  readonly requestsPerMinute?: number;
}

export function tokenEndpoint(options: TokenEndpointOptions): (request: Request) => Promise<Response> {
  const { jwtSecret, secretOf, origins, secondsToLive = 120, requestsPerMinute = 30 } = options;
  const limit = new RateLimit(requestsPerMinute);

  const answer = async (request: Request): Promise<Response> => {
    if (request.method === 'OPTIONS') return new Response(null, { status: 204 });
    if (request.method !== 'POST') return refusal(405, 'Ask with POST.');
    const origin = request.headers.get('origin');
    if (origin !== null && !origins.includes(origin)) return refusal(403, 'This site is not one of the partner sites.');
    const { searchParams } = new URL(request.url);
    const partner = searchParams.get('partner') ?? '';
    const secret = await secretOf(partner);
    if (secret === null) return refusal(403, 'This partner has no access.');
    if (!(await isSigned(searchParams, secret))) return refusal(403, 'The link is not signed, or has run out.');
    if (!limit.allows(`${partner} ${searchParams.get('reader')}`)) return refusal(429, 'Too many requests.');
    const access_token = await signAccessToken({ role: 'anon', partner_id: partner }, secondsToLive, jwtSecret);
    return Response.json({ access_token, token_type: 'bearer', expires_in: secondsToLive });
  };

  return async (request) => {
    const response = await answer(request);
    response.headers.set('Cache-Control', 'no-store');
    response.headers.set('Vary', 'Origin');
    const origin = request.headers.get('origin');
    if (origin !== null && origins.includes(origin)) {
      response.headers.set('Access-Control-Allow-Origin', origin);
      response.headers.set('Access-Control-Allow-Credentials', 'true');
      response.headers.set('Access-Control-Allow-Methods', 'POST');
      response.headers.set('Access-Control-Expose-Headers', 'Retry-After');
    }
    return response;
  };
}

function refusal(status: number, error: string): Response {
  return Response.json({ error }, { status, headers: status === 429 ? { 'Retry-After': '60' } : {} });
}
