/**
 * Tells people who cannot see the page what came in. One live region in the page itself serves all elements: regions
 * deep in shadow roots are unreliable in Chrome. It is the only node the kit adds to a page, and only once it speaks.
 */
import type { Clock, Timer } from '../../../src/page/clock.ts';
import { systemClock } from '../../../src/page/clock.ts';

/** Screen readers notice a text that comes into a region which was there, and empty, a moment before. */
const settling = 150;
/** A text that stays would be found by somebody reading through the page long afterwards. */
const standing = 5000;
/** Some screen readers keep silent at a text they have just read; with a blank at its end it is another one. */
const nudge = '\u00a0';

export class Announcer {
  readonly #clock: Clock;
  #region: HTMLElement | undefined;
  #texts: string[] = [];
  #last = '';
  #timer: Timer | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  announce(text: string): void {
    // Who adds to what is about to be said does not put it off: many lists would put it off for ever.
    if (this.#texts.push(text) > 1) return;
    this.#regionInPage().textContent = '';
    this.#clock.clearTimer(this.#timer);
    this.#timer = this.#clock.setTimer(() => this.#speak(), settling);
  }

  #speak(): void {
    const text = this.#texts.join(' ');
    this.#texts = [];
    this.#last = text === this.#last ? text + nudge : text;
    const region = this.#regionInPage();
    region.textContent = this.#last;
    this.#timer = this.#clock.setTimer(() => (region.textContent = ''), standing);
  }

  /** Page frameworks may have thrown it out with the rest of the body. */
  #regionInPage(): HTMLElement {
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
    document.body.append(region);
    this.#region = region;
    return region;
  }
}

/** The page's announcer. */
export const announcer = new Announcer(systemClock);
