/** The HTTP side: which path goes where, and CORS for all of them. */
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { gatewayError, preflight, withCors } from './answers.ts';

export interface Routes {
  /** `/rest/v1/…` and `/auth/v1/…`. Null: hang up without an answer. */
  rest(request: Request): Promise<Response | null>;
  /** `POST /realtime/v1/api/broadcast` and what is below it. */
  broadcast(request: Request): Promise<Response>;
  /** `GET /realtime/v1/websocket`, asking for an upgrade. */
  socket(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** `POST /_faults`, where it is switched on. */
  faults?(request: Request): Promise<Response>;
}

export function createHttpServer(routes: Routes): Server {
  const answer = async (request: Request): Promise<Response | null> => {
    const { pathname } = new URL(request.url);
    if (request.method === 'OPTIONS') return preflight(request);
    if (routes.faults && pathname === '/_faults') return routes.faults(request);
    if (pathname.startsWith('/rest/v1/') || pathname === '/rest/v1') return routes.rest(request);
    if (pathname.startsWith('/auth/v1/')) return routes.rest(request);
    if (/^\/realtime\/v1\/api\/broadcast(\/|$)/.test(pathname)) return routes.broadcast(request);
    return gatewayError(404, 'no Route matched with those values');
  };

  const listener = getRequestListener(
    async (request, bindings) => {
      const response = await answer(request);
      if (response) return withCors(response);
      (bindings as HttpBindings).incoming.socket.destroy();
      return new Response(null, { status: 503 });
    },
    {
      overrideGlobalObjects: false,
      // A fault of this server, or a client that hung up in the midst of its body (who hears nothing of it).
      errorHandler: (error) => withCors(gatewayError(500, error instanceof Error ? error.message : String(error))),
    },
  );
  const server = createServer((request, response) => void listener(request, response));
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (new URL(request.url ?? '/', 'http://backend').pathname === '/realtime/v1/websocket') {
      routes.socket(request, socket, head);
    } else {
      socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    }
  });
  return server;
}
