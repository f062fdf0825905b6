/** Serves the sheets' one page: the kit as it is now, bundled in memory, its themes, and the pictures of the demo. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));

const page = `<!doctype html><html><head><meta charset="utf-8"><title>Sheet</title><style>
  html { background: Canvas; color: CanvasText; font: 16px/1.5 "DejaVu Sans", sans-serif; }
  body { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 24em), 1fr)); gap: 1em; margin: 1em; font-size: 16px; }
  figure { margin: 0; min-inline-size: 0; }
  figcaption { font-size: 12px; opacity: 0.7; border-block-end: 1px solid; margin-block-end: 4px; }
  test-provider { display: block; }
</style></head><body><script type="module" src="/sheet.js"></script></body></html>`;

async function bundle(): Promise<Map<string, string>> {
  const output = (await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      rolldownOptions: { input: `${root}test/visual/sheet.ts`, output: { entryFileNames: 'sheet.js' } },
    },
  })) as Rolldown.RolldownOutput;
  return new Map(
    output.output.map((file) => [`/${file.fileName}`, file.type === 'chunk' ? file.code : String(file.source)]),
  );
}

/** The server, and the address of the page. */
export async function servePage(): Promise<{ server: Server; address: string }> {
  const scripts = await bundle();
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://page.invalid').pathname;
    const script = scripts.get(path);
    if (path === '/') response.setHeader('content-type', 'text/html').end(page);
    else if (script !== undefined) response.setHeader('content-type', 'text/javascript').end(script);
    else if (/^\/(?:demo\/images\/[a-z]+\.svg|components\/themes\/[a-z]+\.css)$/.test(path)) {
      readFile(root + path.slice(1)).then(
        (file) => response.setHeader('content-type', path.endsWith('.svg') ? 'image/svg+xml' : 'text/css').end(file),
        () => response.writeHead(404).end(),
      );
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return { server, address: `http://127.0.0.1:${address.port}/` };
}
