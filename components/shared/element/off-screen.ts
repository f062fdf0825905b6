/**
 * Tells when an element has been far from what the reader sees for longer than a pause, and when it comes near again.
 *
 * Near is half a screen beyond the edges, so that rows are those of now by the time they are scrolled to. What takes no
 * part in the layout is never near.
 */
import type { Clock, Timer } from '../../../src/page/clock.ts';

const NEAR = '50%';

export class OffScreen {
  readonly #element: Element;
  readonly #changed: (away: boolean) => void;
  #pause = Infinity;
  #clock: Clock | undefined;
  #observer: IntersectionObserver | undefined;
  #timer: Timer | undefined;
  #away = false;

  constructor(element: Element, changed: (away: boolean) => void) {
    this.#element = element;
    this.#changed = changed;
  }

  /** @param pause - milliseconds; Infinity, or none: the element is never taken to be away. */
  watch(clock: Clock, pause = Infinity): void {
    if (pause === this.#pause) return;
    this.stop();
    this.#pause = pause;
    this.#clock = clock;
    if (pause === Infinity || typeof IntersectionObserver === 'undefined') return;
    this.#observer = new IntersectionObserver((entries) => this.#seen(entries.at(-1)!.isIntersecting), {
      rootMargin: NEAR,
    });
    this.#observer.observe(this.#element);
  }

  stop(): void {
    this.#observer?.disconnect();
    this.#observer = undefined;
    this.#pause = Infinity;
    this.#seen(true);
  }

  #seen(near: boolean): void {
    this.#clock?.clearTimer(this.#timer);
    this.#timer = near ? undefined : this.#clock?.setTimer(() => this.#turn(true), this.#pause);
    if (near) this.#turn(false);
  }

  #turn(away: boolean): void {
    if (this.#away === away) return;
    this.#away = away;
    this.#changed(away);
  }
}
