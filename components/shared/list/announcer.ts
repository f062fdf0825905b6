/**
 * Tells people who cannot see the page what came in. One live region in the page itself serves all elements: regions
 * deep in shadow roots are unreliable in Chrome. It is the only node the kit adds to a page, and only once it speaks.
 * While a dialog is modal, everything outside is inert and not heard: elements in one are told of in a region inside.
 */
import type { Clock, Timer } from '../../../src/page/clock.ts';
import { systemClock } from '../../../src/page/clock.ts';
import { localeOf } from '../../../src/page/locale.ts';
import { languageSpoken } from '../../../src/page/words/words-for.ts';

/** Screen readers notice a text that comes into a region which was there, and empty, a moment before. */
const settling = 150;
/** A text that stays would be found by somebody reading through the page long afterwards. */
const standing = 5000;
/** Some screen readers keep silent at a text they have just read; with a blank at its end it is another one. */
const nudge = '\u00a0';

export class Announcer {
  readonly #clock: Clock;
  readonly #voices = new WeakMap<Element, Voice>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `from`: the element it is about. */
  announce(text: string, from: Element): void {
    const place = dialogAround(from) ?? document.body;
    let voice = this.#voices.get(place);
    if (!voice) this.#voices.set(place, (voice = new Voice(this.#clock, place)));
    voice.announce(text, languageSpoken(localeOf(from)));
  }
}

/** What is said in one place: the page, or an open dialog. */
class Voice {
  readonly #clock: Clock;
  readonly #place: Element;
  #region: HTMLElement | undefined;
  #texts: HTMLElement[] = [];
  #last = '';
  #timer: Timer | undefined;

  constructor(clock: Clock, place: Element) {
    this.#clock = clock;
    this.#place = place;
  }

  announce(text: string, language: string): void {
    const spoken = document.createElement('span');
    spoken.lang = language;
    spoken.dir = 'auto';
    spoken.textContent = text;
    // Who adds to what is about to be said does not put it off: many lists would put it off for ever.
    if (this.#texts.push(spoken) > 1) return;
    this.#regionInPlace().textContent = '';
    this.#clock.clearTimer(this.#timer);
    this.#timer = this.#clock.setTimer(() => this.#speak(), settling);
  }

  #speak(): void {
    const region = this.#regionInPlace();
    region.replaceChildren(...this.#texts.flatMap((text, index) => (index > 0 ? [' ', text] : [text])));
    this.#texts = [];
    if (region.textContent === this.#last) region.append(nudge);
    this.#last = region.textContent;
    this.#timer = this.#clock.setTimer(() => (region.textContent = ''), standing);
  }

  /** Page frameworks may have thrown it out with what was around it. */
  #regionInPlace(): HTMLElement {
    if (this.#region?.isConnected) return this.#region;
    const region = document.createElement('div');
    region.setAttribute('aria-live', 'polite');
    region.setAttribute('data-livetags-announcer', '');
    // Properties, for a `style` attribute is what strict pages forbid.
    Object.assign(region.style, {
      position: 'absolute',
      inlineSize: '1px',
      blockSize: '1px',
      overflow: 'hidden',
      clipPath: 'inset(50%)',
      whiteSpace: 'nowrap',
    });
    this.#place.append(region);
    this.#region = region;
    return region;
  }
}

/** The innermost open dialog, as the page is shown: through slots and shadow roots. */
function dialogAround(element: Element): Element | null {
  for (let at: Node | null = element; at; at = parentShown(at)) {
    if (at instanceof HTMLDialogElement && at.open) return at;
  }
  return null;
}

function parentShown(node: Node): Node | null {
  if (node instanceof ShadowRoot) return node.host;
  return (node instanceof Element && node.assignedSlot) || node.parentNode;
}

/** The page's announcer. */
export const announcer = new Announcer(systemClock);
