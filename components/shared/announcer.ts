/**
 * Tells people who cannot see the page what came in. One live region in the page itself serves all elements: regions
 * deep in shadow roots are unreliable in Chrome. It is the only node the kit adds to a page, and only once it speaks.
 */
import type { Clock, Timer } from '../../src/page/clock.ts';
import { systemClock } from '../../src/page/clock.ts';

/** Screen readers notice a text that comes into a region which was there, and empty, a moment before. */
const settling = 150;
/** A text that stays would be found by somebody reading through the page long afterwards. */
const standing = 5000;

export class Announcer {
  readonly #clock: Clock;
  #region: HTMLElement | undefined;
  #texts: string[] = [];
  #timer: Timer | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  announce(text: string): void {
    this.#texts.push(text);
    const region = this.#regionInPage();
    region.textContent = '';
    this.#clock.clearTimer(this.#timer);
    this.#timer = this.#clock.setTimer(() => {
      region.textContent = this.#texts.join(' ');
      this.#texts = [];
      this.#timer = this.#clock.setTimer(() => (region.textContent = ''), standing);
    }, settling);
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
