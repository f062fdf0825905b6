/** `docs/partner.md`, followed to the letter from an empty database: its blocks are what runs here. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { KitBundle } from '../../demo/host/kit-bundle.ts';
import { startBackend, type Backend } from '../../demo/server/index.ts';
import { readScripts, runScript } from '../../demo/server/sql-script.ts';
import { findChromium } from '../browser.ts';

const blocks = new Map(
  [...readFileSync('docs/partner.md', 'utf8').matchAll(/^```(.+)\n([^]*?)^```$/gm)].map(([, name = '', text = '']) => [
    name,
    text,
  ]),
);

/** A block of the guide, with what the reader puts in for the guide's examples. */
function block(name: string, filledIn: Record<string, string> = {}): string {
  let text = blocks.get(name);
  assert.ok(text !== undefined, `the guide has no block "${name}"`);
  for (const [example, own] of Object.entries(filledIn)) {
    assert.ok(text.includes(example), `"${name}" names ${example}`);
    text = text.replaceAll(example, own);
  }
  return text;
}

describe('the guide to a partner feed', { timeout: 180_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'livetags-partner-'));
  const kit = new KitBundle();
  let backend: Backend;
  let site: Server;
  let siteUrl: string;
  let sitePage: { body: string; policy: string } = { body: '', policy: '' };
  let endpoint: ChildProcess | undefined;
  let endpointUrl: string;
  let browser: Browser | undefined;
  let page: Page;
  let partner: { id: string; embed_secret: string };

  before(async () => {
    backend = await startBackend({ port: 0 });
    // An empty database: no table, no function and no policy of ours is left.
    await backend.database.exec(`
      do $$ declare t record; begin
        for t in select tablename from pg_tables where schemaname = 'public' loop
          execute format('drop table public.%I cascade', t.tablename);
        end loop;
      end $$;
      drop schema private cascade;`);
    site = createServer((request, response) => {
      const script = kit.file((request.url ?? '').slice(1));
      response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
      if (script === undefined) response.setHeader('content-security-policy', sitePage.policy);
      response.end(script ?? sitePage.body);
    });
    site.listen(0, '127.0.0.1');
    await Promise.all([once(site, 'listening'), kit.refresh()]);
    siteUrl = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  });
  after(async () => {
    await browser?.close();
    endpoint?.kill();
    site.close();
    site.closeAllConnections();
    await backend.stop();
    rmSync(folder, { recursive: true });
  });

  it('steps 1 to 3: table, kit, partner', async () => {
    const policies = await backend.database.query(
      `select polname from pg_policy where polrelid = 'realtime.messages'::regclass`,
    );
    assert.deepEqual(policies.rows, [], 'it begins with nothing');
    await backend.database.exec(block('sql table'));
    const path = /-f (\S+)/.exec(block('sh install'))![1]!;
    for (const script of await readScripts(path)) await runScript(backend.database, script);
    const { rows } = await backend.database.query(block('sql partner').replace(/;\s*$/, ''));
    partner = rows[0] as typeof partner;
    assert.match(partner.embed_secret, /^[0-9a-f]{64}$/);
  });

  it('step 4: the token endpoint runs by the command as it stands', async () => {
    const command = block('sh endpoint', {
      'https://ref.supabase.co': backend.url,
      'sb_secret_…': backend.serviceRoleKey,
      'PARTNER_JWT_SECRET=…': `PARTNER_JWT_SECRET=${backend.jwtSecret}`,
      'https://www.partner.example': siteUrl,
      'PORT=8787': 'PORT=0',
      'node ': `exec ${process.execPath} --disable-warning=ExperimentalWarning `,
    });
    endpoint = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [printed] = (await once(endpoint.stdout!, 'data')) as [Buffer];
    endpointUrl = printed.toString().trim();
    const unsigned = await fetch(endpointUrl, { method: 'POST' });
    assert.equal(unsigned.status, 403);
  });

  it('steps 5 and 6: the page shows the feed, live, under the policy', async () => {
    const module = join(folder, 'link.mjs');
    writeFileSync(module, block('js link'));
    const { embedLink } = (await import(pathToFileURL(module).href)) as {
      embedLink: (...words: string[]) => string;
    };
    const link = embedLink(endpointUrl, partner.id, partner.embed_secret, 'reader-1');
    sitePage = {
      body: block('html page', {
        'https://ref.supabase.co': backend.url,
        'sb_publishable_…': backend.anonKey,
        'https://tokens.example/?partner=…': link.replaceAll('&', '&amp;'),
      }),
      policy: block('csp', {
        'https://ref.supabase.co': backend.url,
        'wss://ref.supabase.co': backend.url.replace('http', 'ws'),
        'https://tokens.example': endpointUrl,
      }).replaceAll('\n', ' '),
    };
    browser = await chromium.launch({
      executablePath: findChromium() ?? undefined,
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    });
    page = await browser.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    await page.goto(siteUrl);
    await page.waitForFunction(
      () => (document.querySelector('live-ticket-feed') as { status?: string }).status === 'live',
    );
    await backend.database.exec(block('sql ticket'));
    await page.getByText('The lamp flickers').waitFor();
    assert.deepEqual(complaints, []);
  });

  it('step 7: a revoked partner has nothing any more', async () => {
    await backend.database.exec(block('sql revoke'));
    await page.reload();
    await page.waitForFunction(
      () => (document.querySelector('live-ticket-feed') as { status?: string }).status === 'error',
    );
    assert.equal(await page.getByText('The lamp flickers').count(), 0);
  });
});
