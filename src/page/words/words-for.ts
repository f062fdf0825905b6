/**
 * Which words a place speaks: the nearest match for its language, with what the page put in their place. A language of
 * the kit that is not there yet is fetched; until it comes, and if it does not, the words are English.
 */
import { isLanguage } from '../locale.ts';
import { warn } from '../warn.ts';
import { countIn } from './count.ts';
import { english } from './english.ts';
import { tellUnknownWords } from './unknown-words.ts';
import { shippedLanguages } from './shipped-languages.ts';
import { readPageWords } from './page-words.ts';
import { mergeWords } from './merge.ts';
import type { Language, SomeWords, Words } from './words.ts';

const languages = new Map<string, Language>([['en', english]]);
const fetched = new Set<string>();
/** By language; what holds for all of them by the empty name. */
const replacements = new Map<string, SomeWords[]>();
const made = new Map<string, Words>();
const listeners = new Set<() => void>();
let pageRead = false;

/** `locale`: a BCP 47 tag; undefined for the browser's own. The same object until words change. */
export function wordsFor(locale: string | undefined): Words {
  if (!pageRead) {
    pageRead = true;
    readPageWords(replaceWords);
  }
  const tag = locale ?? browserLanguage();
  let words = made.get(tag);
  if (!words) made.set(tag, (words = make(tag)));
  return words;
}

/** `words` with some of them replaced. */
export function withWords(words: Words, some: SomeWords, locale: string | undefined): Words {
  return mergeWords(words, some, countIn(locale ?? browserLanguage()));
}

/** Adds a language, or puts another in the place of one of the kit's. Words that are missing are English. */
export function registerWords(language: string, words: SomeWords | Language): void {
  const name = canonical(language);
  if (typeof words !== 'function') tellUnknownWords(words);
  languages.set(name, typeof words === 'function' ? words : (count) => mergeWords(english(count), words, count));
  changed(name);
}

/** Puts other words in the place of some: of one language, `de` or `de-AT`, or of all. */
export function replaceWords(some: SomeWords, language = ''): void {
  const name = language && canonical(language);
  tellUnknownWords(some);
  replacements.set(name, [...(replacements.get(name) ?? []), some]);
  changed(name);
}

/** Calls `listener` after words came or changed. Answers the function that ends it. */
export function watchWords(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The language of those words: the one asked for, or English where that is not there, or not yet. */
export function languageSpoken(locale: string | undefined): string {
  const tag = locale ?? browserLanguage();
  return languages.has(nameFor(tag) ?? '') ? tag : 'en';
}

/** The nearest language there is, or will be. */
function nameFor(tag: string): string | undefined {
  return namesOf(tag).find((each) => languages.has(each) || Object.hasOwn(shippedLanguages, each));
}

function make(tag: string): Words {
  const name = nameFor(tag) ?? 'en';
  const language = languages.get(name);
  if (!language) void fetchLanguage(name);
  // English words count as English does, wherever they stand in for others.
  const count = countIn(languageSpoken(tag));
  return ['', ...namesOf(tag).reverse()]
    .flatMap((each) => replacements.get(each) ?? [])
    .reduce<Words>((words, some) => mergeWords(words, some, count), (language ?? english)(count));
}

/** `zh-Hant-TW`, `zh-Hant`, `zh`. */
function namesOf(tag: string): string[] {
  const parts = canonical(tag).split('-');
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
}

async function fetchLanguage(name: string): Promise<void> {
  if (fetched.has(name)) return;
  fetched.add(name);
  try {
    const { words: language } = await shippedLanguages[name]!();
    // The page may have brought its own in the meantime.
    if (!languages.has(name)) languages.set(name, language);
    changed(name);
  } catch (error) {
    warn(
      'words-unavailable',
      `The words for "${name}" could not be loaded (${String(error)}); they are English instead. ` +
        'Serve the kit’s folder of chunks beside its script.',
    );
  }
}

/** The words of a language are to be made anew; without a name, all of them. */
function changed(name: string): void {
  for (const tag of made.keys()) if (name === '' || namesOf(tag).includes(name)) made.delete(tag);
  for (const listener of [...listeners]) listener();
}

function canonical(language: string): string {
  try {
    return Intl.getCanonicalLocales(language.trim())[0] ?? 'en';
  } catch {
    return language.trim().toLowerCase();
  }
}

/** WebKitGTK says `C` on a system without a language, which is none to `Intl`. */
function browserLanguage(): string {
  const language = globalThis.navigator?.language;
  return language && isLanguage(language) ? language : 'en';
}
