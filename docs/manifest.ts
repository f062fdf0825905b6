/** `npm run manifest`: writes custom-elements.json; with `--check`, fails when the committed one is stale. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const path = 'custom-elements.json';
const before = readIfThere(path);
execFileSync('cem', ['analyze', '--config', 'docs/manifest.config.mjs', '--quiet'], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
const after = `${JSON.stringify(JSON.parse(readFileSync(path, 'utf8')), null, 2)}\n`;
writeFileSync(path, after);

if (process.argv.includes('--check') && before !== after) {
  if (before !== null) writeFileSync(path, before);
  console.error('custom-elements.json is stale: run `npm run manifest` and commit it.');
  process.exitCode = 1;
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
