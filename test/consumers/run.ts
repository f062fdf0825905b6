/**
 * The package from its consumers' side: what it holds, what its entries are, and pages that use it as it was packed, built
 * with the usual tools and frameworks, on a real backend in a real browser. Run by `npm test -- consumers`.
 */
import assert from 'node:assert/strict';
import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { startBackend, type Backend } from '../../demo/server/index.ts';
import { findChromium } from '../browser.ts';
import { recipeFile, snippets } from '../support/documented.ts';
import { testContents } from './contents.ts';
import { testEntries } from './entries.ts';
import { faults, fixtures, layOut } from './fixtures.ts';
import { packKit, type PackedKit } from './packed-kit.ts';
import { startSite } from './site.ts';

let kit: PackedKit;
let backend: Backend;
let browser: Browser;
let site: { readonly url: string; readonly server: Server };

before(async () => {
  kit = packKit();
  const executablePath = findChromium() ?? undefined;
  [backend, browser, site] = await Promise.all([
    startBackend(),
    puppeteer.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage', '--lang=en-US'] }),
    startSite(kit.consumers),
  ]);
});
after(async () => {
  await browser.close();
  site.server.close();
  site.server.closeAllConnections();
  await backend.stop();
  kit.remove();
});

testContents(() => kit);
testEntries(() => kit);

for (const { name, build, check } of fixtures) {
  describe(`a page made with ${name}`, () => {
    it('is built, shows rows, and hears of changes', async () => {
      await build(layOut(kit, name, backend));
      await showsChanges(`${name}/dist/index.html`, name);
    });
    if (check) {
      it('has its types checked: what is wrong is found, and nothing else', async () => {
        const { found, put } = await faults(join(kit.consumers, name), check);
        assert.ok(put.length > 2);
        assert.deepEqual(found, put);
      });
    }
  });
}

it('imports of single tags bring those tags alone', () => {
  const scripts = globSync(join(kit.consumers, 'vite/dist/assets/*.js')).map((file) => readFileSync(file, 'utf8'));
  const defined = new Set(
    scripts.flatMap((text) => [...text.matchAll(/define\("(live-[\w-]+)"/g)].map(([, tag]) => tag)),
  );
  assert.deepEqual([...defined].sort(), ['live-product-list', 'live-provider']);
});

it('imports of single tags, as the README has them, show rows', async () => {
  const [imports] = snippets('README.md').filter(({ language, text }) => language === 'js' && !/testing/.test(text));
  const folder = layOut(kit, 'esbuild', backend);
  writeFileSync(
    join(folder, 'main.js'),
    imports!.text + readFileSync(join(folder, 'main.js'), 'utf8').replace(/^import .*/, ''),
  );
  await buildWith('esbuild')(folder);
  await showsChanges('esbuild/dist/index.html', 'readme');
});

for (const script of ['livetags.js', 'autoload.js', 'loader.js']) {
  it(`a plain page shows rows with ${script}`, async () => {
    const folder = join(kit.consumers, 'plain');
    mkdirSync(folder, { recursive: true });
    cpSync(join(kit.folder, 'dist/cdn'), join(folder, 'livetags'), { recursive: true });
    const tag = script === 'loader.js' ? `defer src="livetags/${script}"` : `type="module" src="livetags/${script}"`;
    const page = recipeFile('plain-html', 'plain.html', backend);
    assert.match(page, /type="module" src="livetags\/livetags.js"/);
    writeFileSync(join(folder, `${script}.html`), page.replace('type="module" src="livetags/livetags.js"', tag));
    await showsChanges(`plain/${script}.html`, script, false);
  });
}

function buildWith(name: string): (folder: string) => Promise<unknown> {
  return fixtures.find((fixture) => fixture.name === name)!.build;
}

/** The row is the first by name, and stays it: its name begins with As. */
async function showsChanges(path: string, who: string, tells = true): Promise<void> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warn'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  try {
    await page.goto(`${site.url}/${path}`);
    await waitForName(page, '');
    const { rows } = await backend.database.query(
      "select id from products where status = 'active' order by name limit 1",
    );
    const name = `AAA ${who} was here`;
    await page.waitForFunction(() => document.querySelector('live-product-list')?.matches(':state(live)'));
    await backend.database.query('update products set name = $1 where id = $2', [name, (rows[0] as { id: string }).id]);
    await waitForName(page, name);
    if (tells) await page.waitForFunction((text) => document.body.innerText.includes(`Last change: ${text}`), {}, name);
  } catch (error) {
    throw new Error(`${path}: ${String(error)} The page said: ${complaints.join('\n')}`, { cause: error });
  } finally {
    await page.close();
  }
  assert.deepEqual(complaints, []);
}

async function waitForName(page: Page, name: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      const shown = document
        .querySelector('live-product-list')
        ?.shadowRoot?.querySelectorAll<HTMLElement>("[part~='name']:not(.skeleton *)");
      return [...(shown ?? [])].some(({ innerText }) => innerText.trim() !== '' && innerText.includes(wanted));
    },
    {},
    name,
  );
}
