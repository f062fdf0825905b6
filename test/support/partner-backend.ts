/** The embedded backend with the partner kit in it and the demo's three partners, and tokens as its endpoint makes them. */
import { startBackend, type Backend, type BackendOptions } from '../../demo/server/index.ts';
import { partners } from '../../demo/server/keys.ts';

export const partnerKit = 'demo/supabase/partner/install.sql';
export const staffKit = 'demo/supabase/partner/staff.sql';
export const partnerKitRemoval = 'demo/supabase/partner/remove.sql';
export const embedSecret = 'an-embed-secret-of-the-tests';

export type PartnerName = keyof typeof partners;

export async function startPartnerBackend(options: BackendOptions = {}): Promise<Backend> {
  const backend = await startBackend({ port: 0, migrations: [partnerKit, staffKit], ...options });
  for (const [name, id] of Object.entries(partners)) {
    await backend.database.query('insert into public.partners (id, name, embed_secret) values ($1, $2, $3)', [
      id,
      name,
      embedSecret,
    ]);
  }
  return backend;
}

export function partnerToken(backend: Backend, partner: PartnerName, secondsToLive = 600): string {
  return backend.signToken({ role: 'anon', partner_id: partners[partner] }, secondsToLive);
}
