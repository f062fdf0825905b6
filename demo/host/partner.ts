/** The demo's partner, Brightdesk: its own site, and the token endpoint it asks, each on an origin of its own. */
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { addressOf, startTokenServer } from '../partner-site/node-server.ts';
import { partnerSecrets } from '../partner-site/partners.ts';
import { startPartnerSite } from '../partner-site/site.ts';
import { jwtSecret, partners, serviceRoleKey } from '../server/keys.ts';
import type { KitBundle } from './kit-bundle.ts';

/** The SQL that makes a partner's feed, and the demo's partners. */
export const partnerKit = [
  'supabase/partner/install.sql',
  'supabase/partner/staff.sql',
  'partner-site/partners.sql',
].map((path) => fileURLToPath(new URL(`../${path}`, import.meta.url)));

export interface PartnerDemo {
  readonly url: string;
  stop(): Promise<void>;
}

export async function startPartner(backendUrl: string, kit: KitBundle, secondsToLive = 120): Promise<PartnerDemo> {
  const secretOf = partnerSecrets(backendUrl, serviceRoleKey);
  const tokens = await startTokenServer(0, { jwtSecret, secretOf, origins: [], secondsToLive });
  const site = await startPartnerSite({
    port: 0,
    partner: partners.brightdesk,
    embedSecret: 'livetags-demo-embed-secret-1',
    tokenEndpoint: addressOf(tokens),
    projectUrl: backendUrl,
    kit,
  });
  return {
    url: `${addressOf(site)}/`,
    async stop() {
      for (const server of [site, tokens]) {
        const closed = once(server, 'close');
        server.close();
        server.closeAllConnections();
        await closed;
      }
    },
  };
}
