/**
 * The package as somebody who installs it gets it: built, packed, and laid into a project of its own under `.cache/`,
 * where frameworks and tools are found in the project's own node_modules above it.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

export interface PackedKit {
  /** Where consumers stand side by side, as folders. */
  readonly consumers: string;
  /** `node_modules/livetags` in it. */
  readonly folder: string;
  readonly tarball: string;
  /** What the tarball holds, by path. */
  readonly files: readonly string[];
  readonly manifest: { readonly exports: Readonly<Record<string, string>>; readonly sideEffects: readonly string[] };
}

export function packKit(): PackedKit {
  const consumers = join(root, '.cache/consumers');
  const folder = join(consumers, 'node_modules/livetags');
  rmSync(consumers, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // A scope of its own: under that of the kit, `livetags` would be the kit's sources.
  writeFileSync(join(consumers, 'package.json'), '{ "private": true, "type": "module" }\n');
  const npm = (...words: string[]): string =>
    execFileSync('npm', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  npm('run', 'build');
  const [packed] = JSON.parse(npm('pack', '--json', '--pack-destination', consumers)) as [
    { filename: string; files: { path: string }[] },
  ];
  const tarball = join(consumers, packed.filename);
  execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackedKit['manifest'];
  return { consumers, folder, tarball, files: packed.files.map(({ path }) => path).sort(), manifest };
}
