/** Plays every row of the matrix in one engine. `ROWS=strict-csp,storage` plays these alone. */
import { after, before, describe, it } from 'node:test';
import { startBackend, type Backend } from '../../demo/server/index.ts';
import { findChromium } from '../browser.ts';
import { findFirefox, findWebKit } from '../engines.ts';
import { builtKit } from '../support/built-kit.ts';
import type { Engine, EngineName } from './engines/engine.ts';
import { startPuppeteer } from './engines/puppeteer.ts';
import { startWebKit } from './engines/webkit.ts';
import type { Row } from './row.ts';
import { rows } from './rows/index.ts';
import { Scene } from './scene.ts';
import { Site } from './site.ts';

const wanted = process.env['ROWS']?.split(',');

async function start(name: EngineName): Promise<Engine> {
  if (name === 'webkit') return startWebKit(found(name, findWebKit()));
  return startPuppeteer(name, found(name, name === 'firefox' ? findFirefox() : findChromium()));
}

function found<Files>(name: EngineName, files: Files | null): Files {
  if (files === null) throw new Error(`There is no ${name} on this machine, and the matrix is not held without it.`);
  return files;
}

export function matrix(name: EngineName): void {
  describe(`pages in ${name}`, () => {
    let engine: Engine;
    let backend: Backend;
    let site: Site;

    before(async () => {
      const kit = `${builtKit()}/dist/cdn`;
      engine = await start(name);
      backend = await startBackend();
      site = await Site.start(backend, kit, rows);
      console.log(`engine: ${engine.version}`);
    });

    after(async () => {
      await engine?.close();
      await site?.stop();
      await backend?.stop();
    });

    async function play(row: Row): Promise<void> {
      const visit = await engine.visit(!row.opensItself);
      const scene = new Scene(name, visit, site, row);
      try {
        if (!row.opensItself) await visit.open(site.address(row));
        await row.check(scene);
        await scene.assertUnharmed();
      } catch (error) {
        console.log(`said in ${row.name}:`, await scene.complaints());
        throw error;
      } finally {
        // What this row held back is nothing to the next.
        site.serveAll();
        await visit.close();
      }
    }

    for (const row of rows.filter(({ name }) => wanted?.includes(name) ?? true)) {
      it(row.name, { timeout: 90_000 }, () => play(row));
    }
  });
}
