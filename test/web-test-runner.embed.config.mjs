/**
 * The component tests that look at a feed, its provider, the status dot or the banner from outside, on
 * `ticket-feed-embed.js` as it is built: wherever a test imports one of these elements, it gets that file. Other elements
 * come from the sources, as on a page that has both.
 *
 * Left out are tests that import more of `components/` than definitions of elements: what a built file keeps to itself
 * (its announcer, its chunks of rows), or all elements at once (`components/index.ts`), which would be the sources again.
 */
import { globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtKit } from './support/built-kit.ts';
import plain from './web-test-runner.config.mjs';

const inEmbed = '(ticket-feed|provider|status-dot|connection-banner)';
const embedded = new RegExp(`/components/${inEmbed}/\\1\\.ts$`);
const definition = /\/components\/([a-z-]+)\/\1\.ts$/;
const source = new RegExp(`^/components/${inEmbed}/.*\\.ts$`);
const root = fileURLToPath(new URL('..', import.meta.url));

/** What runs of the kit's elements in a test file, types aside. */
function elementImports(file) {
  const text = readFileSync(join(root, file), 'utf8');
  const imports = text.matchAll(/^import (?!type\b)(?:[^;]*?from )?'([^']+)'|\bimport\('([^']+)'\)/gm);
  return [...imports].map(([, always, late]) => always ?? late).filter((path) => path.includes('/components/'));
}

const files = globSync('test/components/*.test.ts', { cwd: root }).filter((file) => {
  const imports = elementImports(file);
  return imports.some((path) => embedded.test(path)) && imports.every((path) => definition.test(path));
});
console.log(`on ticket-feed-embed.js: ${files.map((file) => file.replace(/.*\/|\.test\.ts/g, '')).join(' ')}`);

const embed = {
  name: 'embed',
  resolveImport: ({ source: asked }) => (embedded.test(asked) ? '/kit/ticket-feed-embed.js' : undefined),
  async serve({ path }) {
    // Another way to them would make a test of the sources of it, without a word.
    if (source.test(path)) return { body: `throw new Error('${path} is in the embed');`, type: 'js' };
    if (!path.startsWith('/kit/')) return undefined;
    return { body: await readFile(join(builtKit(), 'dist/cdn', path.slice('/kit/'.length)), 'utf8'), type: 'js' };
  },
};

builtKit();
export default { ...plain, files, plugins: [embed, ...plain.plugins] };
