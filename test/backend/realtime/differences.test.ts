/** The list of known differences is one list: what the conformance test leaves out is what the README admits. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { it } from 'node:test';
import { differences } from './differences.ts';

it('the README lists the same differences, with the same reasons', async () => {
  const readme = await readFile(new URL('../../../demo/server/README.md', import.meta.url), 'utf8');
  const section = readme.split('## Realtime: differences from the real server')[1] ?? '';
  const listed = [...section.matchAll(/^- \*\*([a-z-]+)\*\*: ((?:.|\n(?! *- |\n))*)/gm)].map(([, name, reason]) => ({
    name,
    reason: reason!.replace(/\s+/g, ' ').trim(),
  }));
  assert.deepEqual(
    listed,
    differences.map(({ name, reason }) => ({ name, reason })),
  );
});
