/** Words follow the language, and can be replaced in part or in whole. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { termIn } from '../../../src/page/words/term.ts';
import { registerWords, replaceWords, watchWords, withWords, wordsFor } from '../../../src/page/words/words-for.ts';

describe('words', () => {
  it('are English where a language is not known', () => {
    assert.equal(wordsFor('en').retry, 'Try again');
    assert.equal(wordsFor('tlh').retry, 'Try again');
    assert.equal(wordsFor('en-GB').newRows(1234), '1,234 new');
    assert.equal(wordsFor('tlh-x-private'), wordsFor('tlh-x-private'));
  });

  it('of a language that was registered stand in for English ones, the nearest match first', () => {
    registerWords('nl', { retry: 'Opnieuw', newRows: { one: '# nieuwe', other: '# nieuwe rijen' } });
    registerWords('nl-BE', { retry: 'Nog eens' });
    assert.equal(wordsFor('nl').retry, 'Opnieuw');
    assert.equal(wordsFor('nl-NL').newRows(1), '1 nieuwe');
    assert.equal(wordsFor('NL-nl').newRows(2000), '2.000 nieuwe rijen');
    assert.equal(wordsFor('nl-be').retry, 'Nog eens');
    assert.equal(wordsFor('nl').empty, 'Nothing here yet.');
  });

  it('can be replaced in one language or in all, and those who show them are told', () => {
    registerWords('da', { retry: 'Igen', empty: 'Tomt', lists: { tickets: 'Sager' } });
    let told = 0;
    const stop = watchWords(() => (told += 1));
    replaceWords({ retry: 'Prøv igen', lists: { orders: 'Ordrer' } }, 'da');
    replaceWords({ internal: 'Nur für uns' });
    stop();
    replaceWords({ loading: 'Et øjeblik' }, 'da-DK');
    assert.equal(told, 2);
    const words = wordsFor('da');
    assert.deepEqual([words.retry, words.empty, words.internal], ['Prøv igen', 'Tomt', 'Nur für uns']);
    assert.deepEqual([words.lists.tickets, words.lists.orders, words.lists.comments], ['Sager', 'Ordrer', 'Comments']);
    assert.deepEqual([words.loading, wordsFor('da-DK').loading], ['Loading…', 'Et øjeblik']);
    replaceWords({ internal: 'Internal' });
  });

  it('of a region win over those of its language, and those over what holds for all', () => {
    replaceWords({ more: 'Österreich' }, 'de-AT');
    replaceWords({ more: 'Deutsch', total: 'Summe' }, 'de');
    replaceWords({ more: 'Alle', total: 'Alle', search: 'Alle' });
    const words = wordsFor('de-AT');
    assert.deepEqual([words.more, words.total, words.search], ['Österreich', 'Summe', 'Alle']);
    replaceWords({ more: 'Show more', total: 'Total', search: 'Search' });
  });

  it('that count or name can be given as a text', () => {
    const words = withWords(
      wordsFor('en'),
      { download: 'Get #!', quantity: '#, # each', inStock: { one: 'the last one', other: '# left' } },
      'en',
    );
    assert.equal(words.download('a#b'), 'Get a#b!');
    assert.equal(words.quantity('3', '€1'), '3, €1 each');
    assert.deepEqual([words.inStock(1), words.inStock(2000)], ['the last one', '2,000 left']);
  });

  it('that do not fit their place are left out', () => {
    const nonsense = JSON.parse(
      '{"retry":5,"lists":"x","status":{"error":[]},"newRows":{"one":"#"},"__proto__":{"a":1}}',
    );
    const words = withWords(wordsFor('en'), nonsense, 'en');
    assert.equal(words.retry, 'Try again');
    assert.equal(words.lists.tickets, 'Tickets');
    assert.equal(words.status.error, 'Connection problem');
    assert.equal(words.newRows(2), '2 new');
    assert.equal('a' in words, false);
  });

  it('for values that nobody named are made from them', () => {
    const words = withWords(wordsFor('en'), { values: { on_hold: 'Waiting' } }, 'en');
    assert.equal(termIn(words, 'on_hold'), 'Waiting');
    assert.equal(termIn(words, 'in_review'), 'In review');
    assert.equal(termIn(words, 'constructor'), 'Constructor');
  });
});
