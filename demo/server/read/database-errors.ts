/** A Postgres error as PostgREST answers it: https://docs.postgrest.org/en/stable/references/errors.html */

const statusByCode: Record<string, number> = {
  '23503': 409,
  '23505': 409,
  '25006': 405,
  '42883': 404,
  '42P01': 404,
  '42P17': 500,
  '54001': 500,
  P0001: 400,
};
const statusByClass: Record<string, number> = {
  '08': 503,
  '09': 500,
  '0L': 403,
  '0P': 403,
  '25': 500,
  '28': 403,
  '2D': 500,
  '38': 500,
  '39': 500,
  '3B': 500,
  '40': 500,
  '53': 503,
  '54': 413,
  '55': 500,
  '57': 500,
  '58': 500,
  F0: 500,
  HV: 500,
  P0: 500,
  XX: 500,
};

export function databaseError(error: unknown, role: string): Response {
  const { code, message, detail, hint } = error as { code?: unknown; message?: string; detail?: string; hint?: string };
  if (typeof code !== 'string' || code.length !== 5) throw error; // Not Postgres's: a fault of this server.
  const status =
    code === '42501' ? (role === 'anon' ? 401 : 403) : (statusByCode[code] ?? statusByClass[code.slice(0, 2)] ?? 400);
  return Response.json({ code, details: detail ?? null, hint: hint ?? null, message }, { status });
}
