/** The answers the front gives by itself, in the words of the part of Supabase that would give them. */

/** PostgREST's errors. */
export function restError(status: number, code: string, message: string, details: string | null = null): Response {
  return Response.json({ code, details, hint: null, message }, { status });
}

/** Auth's errors. */
export function authError(status: number, code: string, message: string): Response {
  return Response.json({ code: status, error_code: code, msg: message }, { status });
}

/** The gateway's errors. */
export function gatewayError(status: number, message: string, hint?: string): Response {
  return Response.json(hint === undefined ? { message } : { message, hint }, { status });
}

/**
 * Any origin may ask, as on Supabase. `Content-Range` carries the count, and is not readable across origins unless it
 * is named here.
 */
export function withCors(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.set('Access-Control-Allow-Origin', '*');
  headers.set(
    'Access-Control-Expose-Headers',
    'Content-Encoding, Content-Location, Content-Range, Content-Type, Date, Location, Server, Transfer-Encoding, Range-Unit',
  );
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}

/** The answer to a preflight: it needs no key, for browsers send none. */
export function preflight(request: Request): Response {
  const headers = new Headers({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET, HEAD, PUT, PATCH, POST, DELETE, OPTIONS',
    'Access-Control-Max-Age': '3600',
    Vary: 'Access-Control-Request-Headers',
  });
  const asked = request.headers.get('Access-Control-Request-Headers');
  if (asked) headers.set('Access-Control-Allow-Headers', asked);
  return new Response(null, { status: 204, headers });
}
