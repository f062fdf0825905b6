/** The kit's own style sheets go by classes: why is said at `setClasses` in components/shared/rows/row-element.ts. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { it } from 'node:test';

it('no style sheet of the kit knows a part', () => {
  const sheets = globSync('components/**/*.styles.ts');
  assert.ok(sheets.length > 10);
  for (const sheet of sheets) assert.doesNotMatch(readFileSync(sheet, 'utf8'), /\[part|::part/, sheet);
});
