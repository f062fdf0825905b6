/**
 * The token endpoint as a Supabase Edge Function. `docs/partner.md` says how it is put in its place and deployed.
 *
 * Its secrets: `PARTNER_JWT_SECRET` (the project's JWT secret; names that begin with SUPABASE_ are not for us to set)
 * and `PARTNER_ORIGINS` (sites, separated by commas). The other two every function has.
 */
import { partnerSecrets } from './partners.ts';
import { tokenEndpoint } from './token-endpoint.ts';

/** What is used of Deno, in which Edge Functions run. */
declare const Deno: {
  readonly env: { get(name: string): string | undefined };
  serve(handler: (request: Request) => Promise<Response>): void;
};

function setting(name: string): string {
  const value = Deno.env.get(name);
  if (!value) throw new Error(`The secret ${name} is not set.`);
  return value;
}

Deno.serve(
  tokenEndpoint({
    jwtSecret: setting('PARTNER_JWT_SECRET'),
    secretOf: partnerSecrets(setting('SUPABASE_URL'), setting('SUPABASE_SERVICE_ROLE_KEY')),
    origins: setting('PARTNER_ORIGINS').split(','),
  }),
);
