/**
 * A partner's own web site, small: its readers sign in to it, and it vouches for them at the token endpoint. It knows
 * the partner's secret and nothing of the Supabase project but its public address and key.
 */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { KitBundle } from '../host/kit-bundle.ts';
import { signEmbedLink } from './embed-link.ts';

export interface PartnerSiteOptions {
  readonly port: number;
  /** Its id and secret, as they stand in `public.partners`. */
  readonly partner: string;
  readonly embedSecret: string;
  readonly tokenEndpoint: string;
  /** The project: its address and its publishable key. */
  readonly projectUrl: string;
  readonly kit: KitBundle;
}

/** As `demo/partner.html` spells it. */
const writtenProject = 'http://127.0.0.1:54321';

export async function startPartnerSite(options: PartnerSiteOptions): Promise<Server> {
  const sessions = new Map<string, string>();
  const server = createServer((request, response) => {
    answer(request, response, options, sessions).catch((error: unknown) => {
      console.error('the partner site could not answer:', error);
      response.writeHead(500).end();
    });
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: PartnerSiteOptions,
  /** Who is signed in: the secret of his cookie, and the name we have for him elsewhere. */
  sessions: Map<string, string>,
): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://site');
  const session = /(?:^|; )session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
  const reader = sessions.get(session);
  switch (`${request.method} ${pathname}`) {
    case 'GET /':
      return sendPage(response, reader ? '../partner.html' : 'welcome.html', options);
    case 'GET /partner.css':
      return send(response, 200, 'text/css; charset=utf-8', await read('partner.css'));
    case 'POST /sign-in': {
      // A real site asks for a password here.
      const fresh = randomUUID();
      sessions.set(fresh, randomUUID());
      return seeOther(response, `session=${fresh}; HttpOnly; SameSite=Lax; Path=/`);
    }
    case 'POST /sign-out':
      sessions.delete(session);
      return seeOther(response, 'session=; Max-Age=0; Path=/');
    case 'POST /live-token':
      if (!reader) return send(response, 401, 'application/json', '{"error":"Sign in first."}');
      return sendToken(response, reader, options);
  }
  await options.kit.refresh();
  const script = request.method === 'GET' ? options.kit.file(pathname.slice(1)) : undefined;
  if (script === undefined) return send(response, 404, 'text/plain', 'Not found');
  send(response, 200, 'text/javascript; charset=utf-8', script);
}

/** The reader is one of ours: that is what the signature says to the endpoint. */
async function sendToken(
  response: ServerResponse,
  reader: string,
  { partner, embedSecret, tokenEndpoint }: PartnerSiteOptions,
): Promise<void> {
  const link = await signEmbedLink(tokenEndpoint, { partner, reader }, embedSecret, 60);
  const token = await fetch(link, { method: 'POST' });
  send(response, token.status, 'application/json', await token.text());
}

async function sendPage(response: ServerResponse, name: string, { projectUrl }: PartnerSiteOptions): Promise<void> {
  response.setHeader('Content-Security-Policy', contentSecurityPolicy(projectUrl));
  const page = (await read(name)).replaceAll(writtenProject, projectUrl);
  send(response, 200, 'text/html; charset=utf-8', page);
}

/** Nothing inline, nothing from elsewhere, and of the network only this site and the project. */
export function contentSecurityPolicy(projectUrl: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ${projectUrl} ${projectUrl.replace('http', 'ws')}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types livetags',
  ].join('; ');
}

function read(name: string): Promise<string> {
  return readFile(new URL(name, import.meta.url), 'utf8');
}

function seeOther(response: ServerResponse, cookie: string): void {
  response.writeHead(303, { Location: '/', 'Set-Cookie': cookie }).end();
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
}
