/** Serves `livetags.js`, built once for all runs, from an address of its own as a CDN does. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { KitBundle } from '../../demo/host/kit-bundle.ts';

export async function startKitServer(): Promise<{ readonly url: string; readonly server: Server }> {
  const kit = new KitBundle();
  await kit.refresh();
  const server = createServer((request, response) => {
    const script = kit.file((request.url ?? '').slice(1));
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('content-type', 'text/javascript');
    response.statusCode = script === undefined ? 404 : 200;
    response.end(script);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
