/** The elements' words can be replaced, in part or in whole. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { english, replaceWords, words } from '../../../src/page/words.ts';

it('words are English until replaced, and only those replaced are others', () => {
  assert.equal(words().newRows(3), '3 new');
  assert.equal(words().value('on_hold'), 'On hold');
  replaceWords({ retry: 'Nochmal' });
  try {
    assert.equal(words().retry, 'Nochmal');
    assert.equal(words().empty, english.empty);
  } finally {
    replaceWords(english);
  }
});
