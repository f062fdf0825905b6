/**
 * A value of a short list as a pill; its tone is never the only sign, for the word stands in it.
 *
 * Bound to the element itself and not a template of its own: a row is cloned in one piece, and another value writes what
 * differs and makes nothing. (`test/bench` measures it.)
 */
import { noChange } from 'lit';
import { directive, Directive } from 'lit/directive.js';
import type { ElementPart } from 'lit/directive.js';
import { termIn } from '../../../src/page/words/term.ts';
import type { Words } from '../../../src/page/words/words.ts';
import { valuePart } from '../../../src/template/field-parts.ts';
import { text } from '../../../src/template/formats.ts';

/** `quiet`: said, and not to stand out. */
export type Tone = 'neutral' | 'quiet' | 'success' | 'warning' | 'danger' | 'info';

interface Tones {
  readonly [value: string]: Tone;
}

class BadgeDirective extends Directive {
  #value: unknown;
  #words: Words | undefined;
  /** The parts that the template gives the element. */
  #parts: string | undefined;
  #tone: Tone | undefined;
  #isEmpty = false;

  override update({ element }: ElementPart, [name, value, tones, words]: Parameters<this['render']>): unknown {
    if (value !== this.#value || words !== this.#words) {
      this.#value = value;
      this.#words = words;
      this.#write(element as HTMLElement, name, text(value), tones, words);
    }
    return noChange;
  }

  render(_name: string, _value: unknown, _tones: Tones, _words: Words): unknown {
    return noChange;
  }

  #write(element: HTMLElement, name: string, shown: string, tones: Tones, words: Words): void {
    const parts = (this.#parts ??= element.getAttribute('part')!);
    const part = valuePart(name, shown);
    element.setAttribute('part', part === '' ? parts : `${parts} ${part}`);
    const tone = Object.hasOwn(tones, shown) ? tones[shown] : 'neutral';
    if (tone !== this.#tone) element.className = `badge ${(this.#tone = tone)}`;
    const isEmpty = shown === '';
    if (isEmpty !== this.#isEmpty) element.hidden = this.#isEmpty = isEmpty;
    (element.firstChild as Text).data = isEmpty ? '' : termIn(words, shown);
  }
}

/** Of a column's name, its value, tones by value, and the words: on an element with parts and a text. */
export const badge = directive(BadgeDirective);
