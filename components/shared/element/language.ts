/** How an element speaks where it stands: language, time zone and words, kept true while any of them changes. */
import type { Clock } from '../../../src/page/clock.ts';
import { watchLanguage } from '../../../src/page/language-watch.ts';
import { localeOf } from '../../../src/page/locale.ts';
import { timeZoneOf } from '../../../src/page/time-zone.ts';
import { warn } from '../../../src/page/warn.ts';
import type { SomeWords, Words } from '../../../src/page/words/words.ts';
import type { FormatContext } from '../../../src/template/format-registry.ts';
import { tellUnknownWords } from '../../../src/page/words/unknown-words.ts';
import { watchWords, withWords, wordsFor } from '../../../src/page/words/words-for.ts';

/** What is no JSON is handed on as it is, to be complained of. */
export function wordsFromAttribute(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return text;
  }
}

/** Asks for the time when a format does: few of them do, and a row is drawn at every change. */
class Moment implements FormatContext {
  readonly locale: string | undefined;
  readonly timeZone: string | undefined;
  readonly words: Words;
  readonly #clock: Clock;

  constructor(locale: string | undefined, timeZone: string | undefined, words: Words, clock: Clock) {
    this.locale = locale;
    this.timeZone = timeZone;
    this.words = words;
    this.#clock = clock;
  }

  get now(): number {
    return this.#clock.now();
  }
}

export class Language {
  readonly #element: Element;
  readonly #changed: () => void;
  #locale: string | undefined;
  #timeZone: string | undefined;
  #ownTimeZone = '';
  #ownWords: SomeWords | null = null;
  #base: Words | undefined;
  #words: Words | undefined;
  #stops: (() => void)[] = [];

  /** `changed`: everything that was written is to be written again. */
  constructor(element: Element, changed: () => void) {
    this.#element = element;
    this.#changed = changed;
  }

  get locale(): string | undefined {
    return this.#locale;
  }

  get timeZone(): string | undefined {
    return this.#timeZone;
  }

  get words(): Words {
    // Asked for several times a row. While it is watched what changes them, they are those found last.
    return this.#stops.length > 0 && this.#base ? this.#words! : this.#find();
  }

  /** All of it, for formats. */
  context(clock: Clock): FormatContext {
    return new Moment(this.#locale, this.#timeZone, this.words, clock);
  }

  #find(): Words {
    const base = wordsFor(this.#locale);
    if (base !== this.#base) {
      this.#base = base;
      this.#words = this.#ownWords ? withWords(base, this.#ownWords, this.#locale) : base;
    }
    return this.#words!;
  }

  /** What the element was given itself: it comes before what its place says. */
  use(timeZone: string, words: SomeWords | null): void {
    this.#ownTimeZone = timeZone;
    if (words !== this.#ownWords) this.#base = undefined;
    this.#ownWords = words;
    if (typeof words !== 'object') {
      const remedy = 'Write {"empty": "No tickets yet."}; until then the words are the usual ones.';
      warn('bad-attribute', `words is no JSON object. ${remedy}`, this.#element);
    }
    tellUnknownWords(words, this.#element);
    this.look();
  }

  /** Looks where the element stands now, and stays. */
  start(): void {
    this.stop();
    const look = (): void => this.look();
    this.#stops = [watchLanguage(this.#element, look), watchWords(look)];
    this.look();
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
  }

  /** Looks again: something else that counts may have come or gone. */
  look(): void {
    if (this.#stops.length === 0) return;
    const before = [this.#locale, this.#timeZone, this.#words];
    this.#locale = localeOf(this.#element);
    this.#timeZone = timeZoneOf(this.#element, this.#ownTimeZone);
    const now = [this.#locale, this.#timeZone, this.#find()];
    if (now.some((each, index) => each !== before[index])) this.#changed();
  }
}
