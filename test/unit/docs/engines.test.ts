/** docs/engines.md names every file with tests that not every engine can play, and no other. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { it } from 'node:test';

it('the page lists what is skipped somewhere', () => {
  const files = globSync('test/{components,contract}/**/*.test.ts').filter((file) =>
    readFileSync(file, 'utf8').includes("onlyWhere('"),
  );
  const table = readFileSync('docs/engines.md', 'utf8').split('## Components')[1]!;
  const listed = [...table.matchAll(/`(test\/[\w/.-]+)`/g)].map(([, file]) => file);
  assert.ok(files.length > 0);
  assert.deepEqual([...new Set(listed)].sort(), files.sort());
});
