/** `dist/`, as `npm run build` makes it of the sources as they are now; built again only when they changed. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const sources = ['src/**/*', 'components/**/*', 'vite.config.ts', 'tsconfig*.json', 'package.json'];
const cache = `${root}node_modules/.cache/livetags`;
const stamp = `${cache}/built-from`;
/** What a build writes last. */
const lastFile = `${root}dist/cdn/integrity.json`;

/** The folder `dist/`. */
export function builtKit(): string {
  const hash = sourcesHash();
  if (!isBuiltFrom(hash)) {
    execFileSync('npm', ['run', 'build'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    mkdirSync(cache, { recursive: true });
    writeFileSync(stamp, hash);
  }
  return `${root}dist`;
}

function sourcesHash(): string {
  const hash = createHash('sha256');
  for (const file of globSync(sources, { cwd: root }).sort()) {
    if (statSync(root + file).isFile()) hash.update(file).update(readFileSync(root + file));
  }
  return hash.digest('hex');
}

/** A build that somebody made since may be of other sources. */
function isBuiltFrom(hash: string): boolean {
  const stamped = statSync(stamp, { throwIfNoEntry: false });
  const built = statSync(lastFile, { throwIfNoEntry: false });
  if (!stamped || !built || built.mtimeMs > stamped.mtimeMs) return false;
  return readFileSync(stamp, 'utf8') === hash;
}
