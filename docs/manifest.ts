/**
 * `npm run manifest`: writes custom-elements.json, and from it docs/reference.md, the tables of docs/theming.md,
 * what editors offer (docs/editors) and what frameworks check (components/frameworks/attributes.ts).
 * With `--check` it leaves them as they are, and fails when one of those committed is stale.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { editorData, editorPaths } from './editor-data.ts';
import { attributesPath, frameworkAttributes } from './framework-types.ts';
import type { Manifest } from './manifest-view.ts';
import { referencePage, themingPage } from './reference.ts';

const manifestPath = 'custom-elements.json';
const paths = [manifestPath, 'docs/reference.md', 'docs/theming.md', attributesPath, ...editorPaths] as const;
const before = paths.map(readIfThere);

execFileSync('cem', ['analyze', '--config', 'docs/manifest.config.mjs', '--quiet'], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as Manifest;
const after = [
  `${JSON.stringify(manifest, null, 2)}\n`,
  await referencePage(manifest),
  await themingPage(before[2] ?? '', manifest),
  await frameworkAttributes(manifest),
  ...editorData(manifest),
];

const check = process.argv.includes('--check');
for (const [index, path] of paths.entries()) {
  const was = before[index];
  const stale = was !== after[index];
  writeFileSync(path, (check ? was : null) ?? after[index]!);
  if (!check || !stale) continue;
  console.error(`${path} is stale: run \`npm run manifest\` and commit it.`);
  process.exitCode = 1;
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
