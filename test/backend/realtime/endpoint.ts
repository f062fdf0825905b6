/** A running Realtime endpoint over HTTP, as the embedded backend mounts it, and what a test needs to speak to it. */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Database } from '../../../demo/server/database-port.ts';
import { createRealtime, type Realtime, type RealtimeOptions } from '../../../demo/server/realtime/index.ts';

export const keys = {
  jwtSecret: 'a secret of these tests, long enough to sign with',
  anonKey: 'sb_publishable_test',
  serviceRoleKey: 'sb_secret_test',
};

export interface Endpoint {
  realtime: Realtime;
  server: Server;
  /** http://127.0.0.1:… */
  url: string;
  /** Ends without a word, as a killed process does. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export async function startEndpoint(
  database: Database,
  options: Partial<RealtimeOptions> = {},
  port = 0,
): Promise<Endpoint> {
  const realtime = await createRealtime({ database, ...keys, ...options });
  const server = createServer((request, response) => void serveBroadcast(realtime, request, response));
  server.on('upgrade', (request, socket, head) => realtime.handleUpgrade(request, socket, head));
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    realtime,
    server,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async kill() {
      realtime.faults.kill();
      await Promise.all([stop(server), realtime.close()]);
    },
    async close() {
      await realtime.close();
      await stop(server);
    },
  };
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

async function serveBroadcast(realtime: Realtime, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const answer = await realtime.handleBroadcast(
    new Request(`http://localhost${request.url}`, {
      method: request.method ?? 'POST',
      headers: Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
      body: Buffer.concat(chunks),
    }),
  );
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
}

export function signToken(claims: Record<string, unknown>, secret: string = keys.jwtSecret): string {
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const content = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}
