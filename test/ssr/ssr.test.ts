/** The kit on a server: every entry can be imported there, and elements can be drawn as they begin. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, it } from 'node:test';
import { elementNames } from '../../components/element-names.ts';
import { builtKit } from '../support/built-kit.ts';
import { drawnByServer, inBareNode } from './on-server.ts';

describe('on a server', () => {
  let kit: string;
  before(() => {
    kit = builtKit();
  });

  it('imports every entry', async () => {
    const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      exports: Record<string, string>;
    };
    const entries = Object.entries(manifest.exports)
      .filter(([name, file]) => file.endsWith('.js') && !name.includes('*'))
      .map(([name]) => name.replace('.', 'livetags'));
    assert.ok(entries.includes('livetags/all') && entries.includes('livetags/live-provider'), entries.join());
    const script = `for (const entry of ${JSON.stringify(entries)})
      await import(entry).catch((error) => console.error(entry, error));`;
    await inBareNode(kit, '--input-type=module', '--eval', script);
  });

  for (const name of elementNames) {
    it(`draws <live-${name}>`, async () => {
      const drawn = await drawnByServer(`<live-${name} table="products"><p>Inside</p></live-${name}>`);
      assert.match(drawn, /<template shadowroot="open" shadowrootmode="open"/);
      assert.match(drawn, /<\/template><p>Inside<\/p>/);
    });
  }

  it('draws what the tag holds where there is some, and a skeleton where there is none', async () => {
    const drawn = await drawnByServer('<live-product-list></live-product-list>');
    const inside = drawn.replaceAll(/<!--.*?-->/g, '');
    assert.match(inside, /<div\s+part="fallback"\s*>\s*<slot\s*><div\s+part="loading"[^>]*>/);
    assert.match(inside, /class="skeleton"/);
  });
});
