/** What somebody pastes from the README is run by a test: a new block is to get one too. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { snippets } from '../../support/documented.ts';

const runBy = [
  { language: 'sh', says: 'npm ci && npm start', by: 'CI, which begins with it' },
  { language: 'html', says: 'live-connection-banner', by: 'test/embedding/rows/readme.ts' },
  { language: 'js', says: "import 'livetags/live-provider'", by: 'test/consumers/run.ts' },
  { language: 'html', says: '<live-provider page', by: 'test/embedding/rows/readme.ts' },
  { language: 'html', says: 'table="courses"', by: 'test/embedding/rows/readme.ts' },
  { language: 'html', says: 'themes/cards.css', by: 'test/embedding/rows/readme.ts' },
  { language: 'js', says: 'livetags/testing', by: 'test/components/memory-project.test.ts' },
];

it('every block of the README is run', () => {
  const blocks = snippets('README.md');
  assert.equal(blocks.length, runBy.length);
  for (const [place, { language, text }] of blocks.entries()) {
    assert.equal(language, runBy[place]!.language);
    assert.ok(text.includes(runBy[place]!.says), text);
  }
});
