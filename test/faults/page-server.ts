/** Serves the page with the lists, and the site's own token endpoint: whoever is signed in, as the site has it. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Backend } from '../../demo/server/index.ts';
import { users } from '../../demo/server/keys.ts';
import { lists } from './lists.ts';
import { AUDIT_INTERVAL } from './timing.ts';
import type { Partner } from './schedule.ts';

export class Site {
  /** Who the site takes its visitor for. */
  partner: Partner = 'partnerA';
  readonly url: string;
  readonly #close: () => Promise<void>;

  private constructor(url: string, close: () => Promise<void>) {
    this.url = url;
    this.#close = close;
  }

  /**
   * @param kitUrl - where `livetags.js` is served, as a CDN would.
   * @param shares - whether tabs share a connection.
   */
  static async start(backend: Backend, kitUrl: string, shares = false): Promise<Site> {
    const server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', site.url);
      if (request.method === 'POST' && pathname.startsWith('/token/')) {
        const user = pathname.includes('/staff') ? users.staff : users[site.partner];
        const token = backend.signToken({ sub: user.id, role: 'authenticated' }, 600);
        response.setHeader('content-type', 'application/json');
        return response.end(JSON.stringify({ access_token: token, expires_in: 600 }));
      }
      response.setHeader('content-type', 'text/html');
      response.end(
        pathname === '/' ? page(backend, kitUrl, site.partner, shares) : '<!doctype html><title>Elsewhere</title>',
      );
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const site: Site = new Site(url, async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    });
    return site;
  }

  stop(): Promise<void> {
    return this.#close();
  }
}

function page(backend: Backend, kitUrl: string, partner: Partner, shares: boolean): string {
  const provider = (reader: 'staff' | 'partner', tokenUrl: string): string => {
    const shown = lists.map(({ tag, attributes }, place) => `<${tag} id="list-${place}" ${attributes}></${tag}>`);
    return `<live-provider id="${reader}" url="${backend.url}" api-key="${backend.anonKey}" token-url="${tokenUrl}"
      audit-interval="${AUDIT_INTERVAL}ms" ${shares ? 'share="tabs"' : ''}>${shown.filter((_, place) => lists[place]!.reader === reader).join('\n')}
    </live-provider>`;
  };
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Lists</title>
    <script type="module" crossorigin src="${kitUrl}/livetags.js"></script>
    ${provider('staff', '/token/staff')}${provider('partner', `/token/${partner}`)}</html>`;
}
