/**
 * When the first rows are on screen, on a slow phone network: the kit as it is shipped, its engine and supabase-js in
 * files that come later, against the same kit with everything in the one file.
 */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { Model } from '../page/model.ts';
import type { Figures } from '../host/figures.ts';
import { rounds, type Lab } from '../host/lab.ts';
import { ratios } from '../host/statistics.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const network = { offline: false, latency: 60, downloadThroughput: 9e6 / 8, uploadThroughput: 3e6 / 8 };
/** Milliseconds the database takes. */
const answerTime = 20;

/** `tags`: the two tags' own files; `inlined`: the rows stand in the page, and are verified. */
const kinds = ['shipped', 'bundled', 'tags', 'inlined'] as const;
type Kind = (typeof kinds)[number];

export async function measureFirstRows(lab: Lab): Promise<Figures> {
  const { url, server } = await startProject(lab.seed);
  const times: Record<Kind, number[]> = { shipped: [], bundled: [], tags: [], inlined: [] };
  for (let round = 0; round < rounds(lab, 9); round += 1) {
    for (const kind of lab.shuffle(kinds)) times[kind].push(await firstRows(lab, `${url}/${kind}`));
  }
  server.close();
  server.closeAllConnections();
  return {
    'first-rows': ratios(times.shipped, times.bundled),
    'first-rows-tags': ratios(times.tags, times.bundled),
    'first-rows-inlined': ratios(times.inlined, times.bundled),
  };
}

/** Milliseconds from the click on a link to the frame that shows rows. */
async function firstRows({ browser }: Lab, address: string): Promise<number> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  const devtools = await page.createCDPSession();
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', network);
  await page.goto(`${address}/`, { waitUntil: 'domcontentloaded' });
  const time = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const look = (now: number): void => {
          const row = document.querySelector('live-ticket-feed')?.shadowRoot?.querySelector('[data-key] .title');
          if (row) resolve(now);
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
  );
  await context.close();
  return time;
}

async function startProject(seed: number): Promise<{ readonly url: string; readonly server: Server }> {
  const files: Readonly<Record<Kind, ReadonlyMap<string, Buffer>>> = {
    shipped: await buildKit('cdn'),
    bundled: await buildKit('cdn-embed', { livetags: 'components/index.ts' }),
    tags: await buildKit('cdn-tags'),
    inlined: await buildKit('cdn'),
  };
  const rows = Buffer.from(JSON.stringify(new Model(50, seed).rows));
  const server = createServer((request, response) => {
    const [, place = '', ...rest] = (request.url ?? '').split('?')[0]!.split('/');
    const send = (type: string, content: Buffer): void => {
      response.setHeader('content-type', type);
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync(content));
    };
    if (place === 'rest') {
      // What follows the last row is asked for, too.
      const answer = /[?&](or|and)=/.test(request.url ?? '') ? Buffer.from('[]') : rows;
      return void setTimeout(() => send('application/json', answer), answerTime);
    }
    const script = files[place as Kind]?.get(rest.join('/'));
    if (script) send('text/javascript', script);
    else send('text/html', Buffer.from(pageWith(`http://${request.headers.host}`, place as Kind, rows)));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

function pageWith(project: string, kind: Kind, rows: Buffer): string {
  const files = kind === 'tags' ? ['live-provider.js', 'live-ticket-feed.js'] : ['livetags.js'];
  const scripts = files.map((file) => `<script type="module" src="${file}"></script>`).join('');
  const inlined = kind === 'inlined' ? `<script type="application/json">${rows.toString()}</script>` : '';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Tickets</title>${scripts}
    <live-provider url="${project}" api-key="sb_publishable_bench"><live-ticket-feed>${inlined}</live-ticket-feed></live-provider></html>`;
}

/** @param input - instead of the mode's own. */
async function buildKit(mode: string, input?: Record<string, string>): Promise<ReadonlyMap<string, Buffer>> {
  const built = await build({
    root,
    configFile: `${root}vite.config.ts`,
    mode,
    logLevel: 'silent',
    plugins: input && [{ name: 'bench-input', options: (options) => ({ ...options, input }) }],
    build: { write: false, sourcemap: false },
  });
  return new Map(
    (built as Rolldown.RolldownOutput).output.flatMap((file) =>
      file.fileName.endsWith('.js')
        ? [[file.fileName, Buffer.from(file.type === 'chunk' ? file.code : file.source)] as const]
        : [],
    ),
  );
}
