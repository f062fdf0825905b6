/** Serves the pages of the matrix, the kit as a CDN has it, and the libraries some of the pages use. */
import { once } from 'node:events';
import { globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Backend } from '../../demo/server/index.ts';
import { users } from '../../demo/server/keys.ts';
import { version } from '../../src/page/version.ts';
import type { Row } from './row.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const libraries: Readonly<Record<string, string>> = {
  'jquery.js': 'jquery/dist/jquery.js',
  'jquery1.js': 'jquery1/dist/jquery.js',
  'jquery2.js': 'jquery2/dist/jquery.js',
  'htmx.js': 'htmx.org/dist/htmx.js',
  'turbo.js': '@hotwired/turbo/dist/turbo.es2017-umd.js',
  'idiomorph.js': 'idiomorph/dist/idiomorph.js',
  'supabase.js': '@supabase/supabase-js/dist/umd/supabase.js',
};

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.map': 'application/json',
};

interface Content {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The version a second, other copy of the kit says it has. */
export const otherVersion = '0.9.9';

export class Site {
  /** The page's own server: `http://127.0.0.1:…`. */
  readonly url: string;
  /** The same files under another origin, as a CDN's are. */
  readonly cdn: string;
  readonly backend: Backend;
  readonly #kit: ReadonlyMap<string, string>;
  readonly #server: Server;
  readonly #rows: ReadonlyMap<string, Row>;
  readonly #held = new Map<string, Promise<void>>();
  readonly #releases = new Set<() => void>();
  readonly #hidden = new Set<string>();

  private constructor(server: Server, backend: Backend, kit: string, rows: readonly Row[]) {
    const { port } = server.address() as AddressInfo;
    this.url = `http://127.0.0.1:${port}`;
    this.cdn = `http://localhost:${port}`;
    this.backend = backend;
    this.#server = server;
    this.#kit = filesIn(kit);
    this.#rows = new Map(rows.map((row) => [row.name, row]));
  }

  /** @param kit - the folder with `livetags.js`. */
  static async start(backend: Backend, kit: string, rows: readonly Row[]): Promise<Site> {
    const server = createServer((request, response) => {
      site.#answer(request, response).catch((error: unknown) => {
        response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const site: Site = new Site(server, backend, kit, rows);
    return site;
  }

  address(row: Row, page = ''): string {
    return `${this.url}/${row.name}/${page}`;
  }

  get staffId(): string {
    return users.staff.id;
  }

  /** What `integrity.json` says of a file. */
  integrityOf(name: string): string {
    const hashes = JSON.parse(this.#kit.get('integrity.json')!) as Record<string, string>;
    return hashes[name]!;
  }

  /** Keeps everybody who asks for the path waiting, until what is answered is called. */
  hold(path: string): () => void {
    let answer = (): void => {};
    this.#held.set(path, new Promise((resolve) => (answer = resolve)));
    const release = (): void => {
      this.#held.delete(path);
      this.#releases.delete(release);
      answer();
    };
    this.#releases.add(release);
    return release;
  }

  /** Nobody finds the path, until what is answered is called. */
  hide(path: string): () => void {
    this.#hidden.add(path);
    return () => this.#hidden.delete(path);
  }

  /** Everything is served as ever. */
  serveAll(): void {
    this.#releases.forEach((release) => release());
    this.#hidden.clear();
  }

  /** Of the kit's script whose name begins so. */
  kitAddress(start: string): string {
    const name = [...this.#kit.keys()].find((each) => each.startsWith(start) && each.endsWith('.js'));
    if (name === undefined) throw new Error(`The kit has no ${start}….`);
    return `/kit/${name}`;
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', this.url);
    await this.#held.get(pathname);
    const content = this.#hidden.has(pathname) ? null : await this.#find(pathname);
    if (content === null) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
      return;
    }
    const type = types[extname(pathname)] ?? 'text/html; charset=utf-8';
    const shared = { 'content-type': type, 'access-control-allow-origin': '*' };
    response.writeHead(200, { ...shared, ...content.headers }).end(content.body);
  }

  async #find(pathname: string): Promise<Content | null> {
    const [folder = '', ...rest] = pathname.slice(1).split('/');
    const path = rest.join('/');
    if (path.includes('..')) return null;
    if (pathname.startsWith('/demo/images/')) return file(here(`../..${pathname}`));
    if (folder === 'recorder.js') return file(here('page/recorder.js'));
    if (folder === 'libraries') return libraries[path] ? file(here(`../../node_modules/${libraries[path]}`)) : null;
    if (folder.startsWith('kit')) return this.#kitFile(folder, path);
    const row = this.#rows.get(folder) ?? [...this.#rows.values()].find(({ pages }) => pathname in pages);
    if (row?.kit !== undefined && path.startsWith(row.kit)) {
      const kitFile = this.#kitFile('kit', path.slice(row.kit.length));
      if (kitFile) return kitFile;
    }
    const page = row?.pages[pathname] ?? row?.pages[path];
    return row && page ? { body: await page(this), headers: row.headers?.(this) ?? {} } : null;
  }

  /** `kit`, a copy of it, one of another version, and one that lacks what few pages ask for, beside the engine and the connection. */
  #kitFile(folder: string, path: string): Content | null {
    if (folder === 'kit-without-chunks' && /^chunks\/(?!supabase-|engine-)/.test(path)) return null;
    const body = this.#kit.get(path);
    if (body === undefined) return null;
    return { body: folder === 'kit-other' ? body.replaceAll(version, otherVersion) : body, headers: {} };
  }
}

/** Read once: a build that somebody makes meanwhile is for the next run. */
function filesIn(folder: string): Map<string, string> {
  const names = globSync('**/*.{js,css,json}', { cwd: folder });
  return new Map(names.map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]));
}

async function file(path: string): Promise<Content | null> {
  try {
    return { body: await readFile(path, 'utf8'), headers: {} };
  } catch (error) {
    if (['ENOENT', 'EISDIR'].includes((error as NodeJS.ErrnoException).code!)) return null;
    throw error;
  }
}
