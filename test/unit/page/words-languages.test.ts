/** The languages that come with the kit are whole, count as their speakers do, and come when they are needed. */
import assert from 'node:assert/strict';
import { describe, it, mock } from 'node:test';
import { countIn } from '../../../src/page/words/count.ts';
import { english } from '../../../src/page/words/english.ts';
import { shippedLanguages } from '../../../src/page/words/shipped-languages.ts';
import { termIn } from '../../../src/page/words/term.ts';
import { registerWords, replaceWords, watchWords, wordsFor } from '../../../src/page/words/words-for.ts';
import type { Language, PluralForms, Words } from '../../../src/page/words/words.ts';
import { until } from '../../support/until.ts';

/** What reads the same in English, and is right. */
const sameAsEnglish: { readonly [language: string]: readonly string[] } = {
  de: ['status.connected', 'lists.tickets', 'values.chat', 'values.normal', 'quantity'],
  es: ['total', 'values.chat', 'values.normal', 'values.false', 'quantity'],
  fr: ['total', 'lists.tickets', 'quantity'],
  ja: [],
  ar: [],
};
const values = 'draft active archived lead churned pending paid refunded call email meeting chat note open resolved';
const knownValues = `${values} closed low normal high urgent true false`.split(' ');

/** Every text by the way to it. What makes texts is given samples. */
function texts(words: Words): Map<string, string> {
  const found = new Map<string, string>();
  const walk = (tree: object, way: string): void => {
    for (const [name, value] of Object.entries(tree) as [string, unknown][]) {
      if (typeof value === 'string') found.set(way + name, value);
      else if (typeof value === 'function') found.set(way + name, String(value(7, 'seven')));
      else walk(value as object, `${way}${name}.`);
    }
  };
  walk({ ...words, values: Object.fromEntries(knownValues.map((value) => [value, termIn(words, value)])) }, '');
  return found;
}

/** The plural forms each word that counts is made of. */
function pluralForms(language: Language): Map<string, PluralForms> {
  const used = new Map<string, PluralForms>();
  let asked = '';
  const words = language((_number, forms) => {
    used.set(asked, forms);
    return '';
  });
  for (const [name, value] of Object.entries(words) as [string, unknown][]) {
    asked = name;
    if (typeof value === 'function') value(7, 'seven');
  }
  return used;
}

for (const [code, load] of Object.entries(shippedLanguages)) {
  describe(`the language ${code}`, () => {
    it('has every word, and none in English', async () => {
      const { words: language } = await load();
      const theirs = texts(language(countIn(code)));
      const ours = texts(english(countIn('en')));
      assert.deepEqual([...theirs.keys()].sort(), [...ours.keys()].sort());
      const same = [...ours].filter(([way, text]) => theirs.get(way) === text).map(([way]) => way);
      assert.deepEqual(same.sort(), [...sameAsEnglish[code]!].sort());
      for (const [way, text] of theirs) assert.match(text, /\S/, way);
    });

    it('names what it counts and what it is told', async () => {
      const words = (await load()).words(countIn(code));
      const seven = new Intl.NumberFormat(code).format(7);
      for (const text of [
        words.newRows(7),
        words.matches(7),
        words.inStock(7),
        words.tryingAgainIn(7),
        words.totalShown(7),
      ]) {
        assert.ok(text.includes(seven), text);
      }
      for (const text of [words.download('plan.pdf'), words.noMatches('plan.pdf'), words.quantity('plan.pdf', '')]) {
        assert.ok(text.includes('plan.pdf'), text);
      }
    });

    it('has a form for every number, or one for all', async () => {
      const numbers = Array.from({ length: 1000 }, (_, number) => number);
      const rules = new Intl.PluralRules(code);
      const needed = [...new Set(numbers.map((number) => rules.select(number)))].sort();
      const { words: language } = await load();
      for (const [name, forms] of pluralForms(language)) {
        const given = Object.keys(forms).sort();
        // Without a noun to bend, as in "3 s", one form does; Arabic has no such words.
        if (code === 'ar' || given.length > 1) assert.deepEqual(given, needed, name);
        else assert.deepEqual(given, ['other'], name);
      }
    });
  });
}

it('Arabic counts in six forms, with the digits of the region', async () => {
  const { words: arabic } = await shippedLanguages.ar!();
  const { newRows } = arabic(countIn('ar-EG'));
  assert.equal(new Set([0, 1, 2, 3, 11, 100].map(newRows)).size, 6);
  assert.equal(newRows(2), 'عنصران جديدان');
  assert.equal(newRows(3), '٣ عناصر جديدة');
});

describe('a language of the kit', () => {
  it('is English until it has come; then those who show words are told', async () => {
    let told = 0;
    const stop = watchWords(() => (told += 1));
    assert.equal(wordsFor('de-AT').retry, 'Try again');
    assert.equal(wordsFor('de').newRows(1), '1 new');
    await until('the language came', () => told > 0);
    stop();
    assert.equal(wordsFor('de-AT').retry, 'Erneut versuchen');
    assert.equal(wordsFor('de').newRows(1234), '1.234 neue Einträge');
    assert.equal(told, 1);
  });

  it('keeps the words the page put in its place, whichever came first', async () => {
    replaceWords({ retry: 'Otra vez' }, 'es');
    registerWords('fr', { retry: 'Encore' });
    assert.deepEqual([wordsFor('es').retry, wordsFor('fr').retry], ['Otra vez', 'Encore']);
    await until('Spanish came', () => wordsFor('es').more === 'Mostrar más');
    assert.deepEqual([wordsFor('es').retry, wordsFor('fr').more], ['Otra vez', 'Show more']);
  });

  it('that cannot be had is said once, and its places stay English', async () => {
    const warned = mock.method(console, 'warn', () => undefined);
    let asked = 0;
    const languages = shippedLanguages as Record<string, () => Promise<never>>;
    languages.sv = () => {
      asked += 1;
      return Promise.reject(new Error('no such file'));
    };
    assert.equal(wordsFor('sv').retry, 'Try again');
    await until('it was said', () => warned.mock.callCount() > 0);
    replaceWords({ more: 'Mer' }, 'sv');
    assert.deepEqual([wordsFor('sv').retry, wordsFor('sv-SE').more], ['Try again', 'Mer']);
    assert.equal(asked, 1);
    const [said] = warned.mock.calls.map((call) => String(call.arguments[0]));
    assert.match(said!, /"sv".*no such file.*\[livetags: words-unavailable\]/);
    assert.equal(warned.mock.callCount(), 1);
    warned.mock.restore();
    delete languages.sv;
  });
});
