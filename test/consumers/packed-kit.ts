/**
 * The package as somebody who installs it gets it: built, packed, and laid into a project of its own under `.cache/`,
 * where frameworks and tools are found in the project's own node_modules above it.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtKit } from '../support/built-kit.ts';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** What lies beside sources and build where the package is made, and may or may not be meant for it. */
const beside = [
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'custom-elements.json',
  'docs',
  '.gitignore',
];

export interface PackedKit {
  /** Where consumers stand side by side, as folders. */
  readonly consumers: string;
  /** `node_modules/livetags` in it. */
  readonly folder: string;
  readonly tarball: string;
  /** What the tarball holds, by path. */
  readonly files: readonly string[];
  readonly manifest: { readonly exports: Readonly<Record<string, string>>; readonly sideEffects: readonly string[] };
  /** Takes it all away. */
  remove(): void;
}

export function packKit(): PackedKit {
  const kit = builtKit();
  const consumers = mkdtempSync(join(root, '.cache/consumers-'));
  const folder = join(consumers, 'node_modules/livetags');
  mkdirSync(folder, { recursive: true });
  // A scope of its own: under that of the kit, `livetags` would be the kit's sources.
  writeFileSync(join(consumers, 'package.json'), '{ "private": true, "type": "module" }\n');
  const project = join(consumers, 'project');
  cpSync(kit, project, { recursive: true });
  for (const name of beside) cpSync(join(root, name), join(project, name), { recursive: true });
  const said = execFileSync('npm', ['pack', '--json', '--pack-destination', consumers], {
    cwd: project,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [packed] = JSON.parse(said) as [{ filename: string; files: { path: string }[] }];
  const tarball = join(consumers, packed.filename);
  execFileSync('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackedKit['manifest'];
  return {
    consumers,
    folder,
    tarball,
    files: packed.files.map(({ path }) => path).sort(),
    manifest,
    remove: () => rmSync(consumers, { recursive: true, force: true }),
  };
}
