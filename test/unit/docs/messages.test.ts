/** Every code that livetags says has a section in docs/messages.md, and every section is of a code that is said. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { it } from 'node:test';

const sources = globSync('{src,components}/**/*.ts').map((file) => readFileSync(file, 'utf8'));
const typed = readFileSync('src/domain/status.ts', 'utf8');

/** Codes of problems are typed; two scripts say theirs to the console themselves. */
const codes = new Set([
  ...[...typed.matchAll(/^ {2}\| '([a-z-]+)'/gm)].map(([, code]) => code!).filter((code) => code.includes('-')),
  ...sources.flatMap((source) => [...source.matchAll(/\[livetags: ([a-z-]+)\]/g)].map(([, code]) => code!)),
]);
const page = readFileSync('docs/messages.md', 'utf8');
const sections = [...page.matchAll(/^### ([a-z-]+)\n\n(.+)/gm)].map(([, code = '', text = '']) => ({ code, text }));

it('has a section for every code, and for no other', () => {
  assert.ok(codes.size > 30, `only ${codes.size} codes were found`);
  assert.deepEqual(sections.map(({ code }) => code).sort(), [...codes].sort());
});

it('says of each what it means and what to do', () => {
  for (const { code, text } of sections) assert.ok(text.split(/[.:] /).length > 1, `${code}: ${text}`);
});

it('every code is said somewhere', () => {
  const others = sources.filter((source) => source !== typed).join('\n');
  const silent = [...codes].filter((code) => !others.includes(`'${code}'`) && !others.includes(`[livetags: ${code}]`));
  assert.deepEqual(silent, []);
});
