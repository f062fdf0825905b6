/** Serves the demo's pages, `livetags.js` beside them, and the requests of their control panel, on this machine only. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RequestError, type Controls } from './controls.ts';
import type { KitBundle } from './kit-bundle.ts';

const folder = fileURLToPath(new URL('../', import.meta.url));

/** As the pages spell it, for a reader to copy; served with the address the backend really has. */
const writtenBackend = 'http://127.0.0.1:54321';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.map': 'application/json',
};

export interface PageServerOptions {
  readonly port: number;
  readonly backendUrl: string;
  /** The partner's own site, which is elsewhere. */
  readonly partnerUrl: string;
  readonly kit: KitBundle;
  readonly controls: Controls;
}

export async function startPageServer(options: PageServerOptions): Promise<Server> {
  const server = createServer((request, response) => {
    answer(request, response, options).catch((error: unknown) => {
      const status = error instanceof RequestError ? 400 : 500;
      send(response, status, 'application/json', JSON.stringify({ error: (error as Error).message }));
    });
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function answer(request: IncomingMessage, response: ServerResponse, options: PageServerOptions): Promise<void> {
  if (!isFromHere(request)) return send(response, 403, 'text/plain', 'Only pages of the demo itself may ask.');
  const { pathname } = new URL(request.url ?? '/', 'http://demo');
  if (pathname === '/' || pathname === '/demo') {
    response.writeHead(302, { Location: '/demo/' }).end();
    return;
  }
  const path = pathname.startsWith('/demo/') ? decodeURIComponent(pathname.slice('/demo/'.length)) : null;
  if (path === null) return send(response, 404, 'text/plain', 'Not found');
  if (path === 'partner.html') {
    response.writeHead(302, { Location: options.partnerUrl }).end();
    return;
  }
  if (request.method === 'POST' || path === 'state') {
    const state = await options.controls.handle(path, request.method === 'POST' ? await json(request) : {});
    return send(response, 200, 'application/json', JSON.stringify(state));
  }
  const content =
    path === 'livetags.js' ? await kitScript(options.kit) : (options.kit.file(path) ?? (await file(path)));
  if (content === null) return send(response, 404, 'text/plain; charset=utf-8', notFound(path));
  const type = types[extname(path) || '.html'] ?? 'application/octet-stream';
  send(
    response,
    200,
    type,
    type.startsWith('text/html') ? content.replaceAll(writtenBackend, options.backendUrl) : content,
  );
}

/** A page somewhere on the web must not steer this machine, neither by a request nor by a name that leads here. */
function isFromHere({ headers }: IncomingMessage): boolean {
  const host = headers.host ?? '';
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(host)) return false;
  return headers.origin === undefined || headers.origin === `http://${host}`;
}

/** An error in the sources is told where its author looks: in the page's console. */
async function kitScript(kit: KitBundle): Promise<string> {
  try {
    await kit.refresh();
    return kit.file('livetags.js')!;
  } catch (error) {
    return `throw new Error(${JSON.stringify(`livetags.js could not be built. ${(error as Error).message}`)});`;
  }
}

async function file(path: string): Promise<string | null> {
  if (path === 'custom-elements.json') return readFile(`${folder}../${path}`, 'utf8');
  const name = path === '' ? 'index.html' : path;
  // Only what pages are made of; the sources of the servers beside them are not.
  if (!/^[\w/.-]+\.(html|css|js|svg)$/.test(name) || name.includes('..')) return null;
  try {
    return await readFile(`${folder}${name}`, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function notFound(path: string): string {
  if (!path.startsWith('files/')) return 'Not found';
  return `${path.slice('files/'.length)}\n\nThe demo has the rows of its attachments, not the files themselves.`;
}

async function json(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    if (typeof body === 'object' && body !== null) return body as Record<string, unknown>;
  } catch {
    // Said below, as for JSON that is no object.
  }
  throw new RequestError('The body must be a JSON object.');
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
}
