/** Builds the pages, the kit in them exactly as it is shipped, and serves them from memory. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** Entries of the pages: `/harness.html` runs `test/bench/page/harness.ts`. */
const entries = ['harness', 'stages', 'widgets'] as const;

/** What those run in a thread of its own. */
const worker = 'table-server';

export type PageName = (typeof entries)[number] | 'empty';

export interface Site {
  readonly url: string;
  address(page: PageName): string;
  close(): void;
}

export async function startSite(): Promise<Site> {
  // The thread's code shares no chunk with pages: what needs a document does not run there.
  const files = new Map([...(await bundle(...entries)), ...(await bundle(worker))]);
  const server = createServer((request, response) => {
    const path = (request.url ?? '').slice(1);
    const script = files.get(path);
    response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
    response.end(script ?? pageOf(path));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    address: (page) => `${url}/${page}.html`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function pageOf(path: string): string {
  const name = path.replace(/\.html$/, '');
  const script = (entries as readonly string[]).includes(name)
    ? `<script type="module" src="/${name}.js"></script>`
    : '';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${name}</title>
    <style>body { margin: 0; font: 16px sans-serif }</style>${script}</html>`;
}

async function bundle(...names: string[]): Promise<ReadonlyMap<string, string>> {
  const output = await build({
    root,
    configFile: `${root}vite.config.ts`,
    mode: 'cdn',
    logLevel: 'silent',
    build: {
      write: false,
      sourcemap: false,
      rolldownOptions: {
        input: Object.fromEntries(names.map((name) => [name, `${root}test/bench/page/${name}.ts`])),
      },
    },
  });
  return new Map(
    (output as Rolldown.RolldownOutput).output.flatMap((file) =>
      file.fileName.endsWith('.js')
        ? [[file.fileName, file.type === 'chunk' ? file.code : String(file.source)] as const]
        : [],
    ),
  );
}
