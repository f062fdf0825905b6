/** `docs/new-table.md`, followed to the letter: its blocks are what runs here. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { KitBundle } from '../../demo/host/kit-bundle.ts';
import { startBackend, type Backend } from '../../demo/server/index.ts';
import type { LiveChange } from '../../src/domain/change.ts';
import type { LiveSession, SessionOptions } from '../../src/live-session.ts';
import { findChromium } from '../browser.ts';
import { until } from '../support/until.ts';

/** The guide's blocks by the words after their fence. */
const blocks = new Map(
  [...readFileSync('docs/new-table.md', 'utf8').matchAll(/^```(.+)\n([^]*?)^```$/gm)].map(
    ([, name = '', text = '']) => [name, text],
  ),
);

function block(name: string): string {
  const text = blocks.get(name);
  assert.ok(text !== undefined, `the guide has no block "${name}"`);
  return text;
}

describe('the guide to a new table', () => {
  let backend: Backend;
  const folder = mkdtempSync(join(tmpdir(), 'livetags-new-table-'));

  before(async () => {
    backend = await startBackend({ port: 0 });
    // Step 1.
    await backend.database.exec(block('sql'));
    await insert('Harbour', 40);
  });
  after(async () => {
    await backend.stop();
    rmSync(folder, { recursive: true });
  });

  async function insert(name: string, capacity: number): Promise<void> {
    await backend.database.query('insert into public.warehouses (name, city, capacity) values ($1, $2, $3)', [
      name,
      'Lund',
      capacity,
    ]);
  }

  it('step 2: the page shows the rows, live', async () => {
    const page = `<!doctype html><script type="module" src="/livetags.js"></script>
      <live-provider url="${backend.url}" api-key="${backend.anonKey}">${block('html')}</live-provider>`;
    const server = await serve(page);
    const browser = await chromium.launch({
      executablePath: findChromium() ?? undefined,
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    });
    try {
      const tab = await browser.newPage();
      await tab.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await tab.getByText('Harbour').waitFor();
      await tab.waitForFunction(
        () => (document.querySelector('live-product-list') as unknown as { status: string }).status === 'live',
      );
      await insert('Quayside', 10);
      await tab.getByText('Quayside').waitFor();
    } finally {
      await browser.close();
      server.close();
    }
  });

  it('step 3: its changes are typed, and arrive', async () => {
    for (const part of ['src', 'tsconfig.json', 'package.json']) cpSync(part, join(folder, part), { recursive: true });
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'src/domain/logistics.ts'), block('ts src/domain/logistics.ts'));
    const tables = join(folder, 'src/domain/tables.ts');
    let source = readFileSync(tables, 'utf8');
    source = source.replace(/^import type/m, `${block('ts src/domain/tables.ts import')}import type`);
    source = inside(source, 'export interface TableRows {', block('ts src/domain/tables.ts interface TableRows'));
    source = inside(source, 'export const tables:', block('ts src/domain/tables.ts const tables'));
    writeFileSync(tables, source);
    const imports = `import { LiveSession } from './live-session.ts';\nimport type { Warehouse } from './domain/logistics.ts';\n`;
    writeFileSync(
      join(folder, 'src/example.ts'),
      `${imports}declare const session: LiveSession;\n${block('ts example')}void rows;\n`,
    );
    execFileSync('node', [resolve('node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json'], {
      cwd: folder,
      stdio: 'pipe',
    });

    const copy = (await import(pathToFileURL(join(folder, 'src/live-session.ts')).href)) as {
      LiveSession: new (options: SessionOptions) => LiveSession;
    };
    const session = new copy.LiveSession({ url: backend.url, apiKey: backend.anonKey });
    session.connect();
    const told: LiveChange[] = [];
    session.subscribe('warehouses', (change) => told.push(change));
    const rows = session.query<{ name: string }>({ table: 'warehouses', filter: 'capacity=gt.100' });
    await until('the list is live', () => rows.status === 'live');
    await insert('Plateau', 900);
    await until('the change is told', () => told.some(({ type, row }) => type === 'insert' && row['capacity'] === 900));
    await until('the row is listed', () => rows.rows.some(({ name }) => name === 'Plateau'));
    session.close();
  });
});

/** Puts `text` at the end of the braces that open after `opening`: the first line that closes them. */
function inside(source: string, opening: string, text: string): string {
  const start = source.indexOf(opening);
  assert.notEqual(start, -1, opening);
  const end = source.indexOf('\n}', start) + 1;
  return source.slice(0, end) + text + source.slice(end);
}

async function serve(page: string): Promise<Server> {
  const kit = new KitBundle();
  await kit.refresh();
  const server = createServer((request, response) => {
    const script = kit.file((request.url ?? '').slice(1));
    response.setHeader('content-type', script === undefined ? 'text/html' : 'text/javascript');
    response.end(script ?? page);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return server;
}
