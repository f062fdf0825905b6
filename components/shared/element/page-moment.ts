/**
 * Whether the page is seen, and which of its frames it is in: asked of the browser once for all that is done in a turn.
 * Each of these questions costs as much as a field that is drawn, and every change of a row asks them in several places.
 */

class PageMoment {
  #hidden = false;
  #frame: CSSNumberish | null = null;

  /** Nobody sees the page: its frames do not come. */
  get hidden(): boolean {
    return this.#hidden;
  }

  /** When the frame began that the page is in, in milliseconds: a time that stands still within one. */
  get frame(): CSSNumberish | null {
    return this.#frame;
  }

  /** Whoever begins something of which others may ask looks first. */
  look(): this {
    this.#hidden = document.hidden;
    this.#frame = document.timeline.currentTime;
    return this;
  }
}

/** The page's. */
export const pageMoment = new PageMoment();
