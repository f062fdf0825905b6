/**
 * The token endpoint in plain Node: `node demo/partner-site/node-server.ts`, with `SUPABASE_URL`, `SUPABASE_SECRET_KEY`,
 * `PARTNER_JWT_SECRET`, `PARTNER_ORIGINS` and `PORT` in its environment. It prints its address when it is ready.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { partnerSecrets } from './partners.ts';
import { tokenEndpoint, type TokenEndpointOptions } from './token-endpoint.ts';

export async function startTokenServer(port: number, options: TokenEndpointOptions): Promise<Server> {
  const endpoint = tokenEndpoint(options);
  const server = createServer((request, response) => {
    const answered = endpoint(webRequest(request)).then(async (answer) => {
      response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
    });
    answered.catch((error: unknown) => {
      console.error('no token could be made:', error);
      response.writeHead(503).end();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

export function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** No token request has a body. */
function webRequest({ method = 'GET', url = '/', headers }: IncomingMessage): Request {
  const { origin } = headers;
  return new Request(new URL(url, 'http://endpoint'), { method, headers: origin === undefined ? {} : { origin } });
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

if (import.meta.main) {
  const server = await startTokenServer(Number(setting('PORT')), {
    jwtSecret: setting('PARTNER_JWT_SECRET'),
    secretOf: partnerSecrets(setting('SUPABASE_URL'), setting('SUPABASE_SECRET_KEY')),
    origins: setting('PARTNER_ORIGINS').split(','),
  });
  console.log(addressOf(server));
}
