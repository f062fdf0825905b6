/**
 * The kit as `npm run build` makes it of the sources as they are, in a folder for these sources alone: a build that
 * somebody makes meanwhile, or an edit, changes nothing for those who use it.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const kits = join(root, '.cache/kits');
const sources = [
  'src',
  'components',
  'bundling',
  'vite.config.ts',
  'tsconfig.json',
  'tsconfig.build.json',
  'package.json',
];
const day = 86_400_000;

let kit: string | undefined;

/** A folder that holds the sources, and what was built of them in its `dist/`; the same as long as this process lives. */
export function builtKit(): string {
  return (kit ??= buildKit());
}

function buildKit(): string {
  mkdirSync(kits, { recursive: true });
  const workplace = mkdtempSync(join(kits, 'making-'));
  try {
    for (const source of sources) cpSync(join(root, source), join(workplace, source), { recursive: true });
    const built = join(kits, hashOf(workplace));
    if (existsSync(built)) return built;
    forgetOldKits();
    execFileSync('npm', ['run', 'build'], { cwd: workplace, stdio: ['ignore', 'ignore', 'inherit'] });
    // Somebody may have been quicker, and made the same.
    if (!existsSync(built)) renameSync(workplace, built);
    return built;
  } finally {
    rmSync(workplace, { recursive: true, force: true });
  }
}

function hashOf(folder: string): string {
  const hash = createHash('sha256');
  for (const file of globSync('**/*', { cwd: folder }).sort()) {
    const path = join(folder, file);
    if (statSync(path).isFile()) hash.update(file).update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 16);
}

function forgetOldKits(): void {
  for (const name of readdirSync(kits)) {
    const folder = join(kits, name);
    const { mtimeMs } = statSync(folder, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
    if (mtimeMs < Date.now() - day) rmSync(folder, { recursive: true, force: true });
  }
}
