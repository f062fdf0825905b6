/**
 * Loads more rows: by the button at the end of the list, and with `load-more="auto"` when that button comes near. One
 * page at a time, and the next one only after the reader has scrolled again, so that a page which shows nothing new
 * never makes the list load for ever. The button stays, for those who come by keyboard or do not scroll.
 */
import type { LiveRows } from '../../../src/contexts.ts';

export type LoadMoreMode = 'button' | 'auto';
/** How more rows come just now: when asked for, on their way, or not although they were asked for. */
export type MoreState = 'ready' | 'loading' | 'failed';

/** How far ahead of the end rows are loaded. */
const ahead = '600px 0px';

/** What decides whether a scroller inside the page counts as well. https://www.w3.org/TR/intersection-observer/#scroll-margin */
interface ScrollMargin {
  readonly scrollMargin: string;
}

type PagedRows = Pick<LiveRows<object>, 'rows' | 'hasMore' | 'error' | 'loadMore' | 'refresh'>;

export class LoadAhead {
  readonly #rows: () => PagedRows | undefined;
  readonly #changed: () => void;
  #state: MoreState = 'ready';
  #loading: Promise<void> | undefined;
  #button: Element | undefined;
  #observer: IntersectionObserver | undefined;
  #near = false;
  #looking = false;

  /** `changed` is called when `state` did. */
  constructor(rows: () => PagedRows | undefined, changed: () => void) {
    this.#rows = rows;
    this.#changed = changed;
  }

  get state(): MoreState {
    return this.#state;
  }

  /** Loads a page; one that is on its way already is the one. */
  load(): Promise<void> {
    return (this.#loading ??= this.#load().finally(() => (this.#loading = undefined)));
  }

  /** The rows are right again without the reader having asked. */
  recovered(): void {
    if (this.#state === 'failed') this.#become('ready');
  }

  /** Watches the button, or does not. */
  watch(button: Element | null): void {
    if (button === (this.#button ?? null)) return;
    this.stop();
    if (!button) return;
    this.#button = button;
    const options: IntersectionObserverInit & ScrollMargin = { rootMargin: ahead, scrollMargin: ahead };
    this.#observer = new IntersectionObserver((entries) => {
      this.#near = entries.at(-1)!.isIntersecting;
      if (this.#looking) this.#looking = false;
      else this.#loadWhenNear();
    }, options);
    this.#observer.observe(button);
    button.ownerDocument.addEventListener('scroll', this.#scrolled, { capture: true, passive: true });
  }

  stop(): void {
    this.#observer?.disconnect();
    this.#button?.ownerDocument.removeEventListener('scroll', this.#scrolled, { capture: true });
    this.#observer = undefined;
    this.#button = undefined;
    this.#near = false;
    this.#looking = false;
  }

  readonly #scrolled = (): void => this.#loadWhenNear();

  /** After a failure a person decides. */
  #loadWhenNear(): void {
    if (this.#near && this.#state === 'ready') void this.load();
  }

  async #load(): Promise<void> {
    const rows = this.#rows();
    if (!rows) return;
    const before = rows.rows.length;
    const again = this.#state === 'failed' && rows.error !== null;
    this.#become('loading');
    // After a failure the rows were asked for already; one more page would be one too many.
    await (again ? rows.refresh() : rows.loadMore());
    const loaded = rows.error === null && (rows.rows.length > before || !rows.hasMore);
    this.#lookAgain();
    this.#become(loaded ? 'ready' : 'failed');
  }

  /** Where the end is now. That it is near still is no reason to load: only that the reader goes on is. */
  #lookAgain(): void {
    if (!this.#observer) return;
    this.#near = false;
    this.#looking = true;
    this.#observer.unobserve(this.#button!);
    this.#observer.observe(this.#button!);
  }

  #become(state: MoreState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#changed();
  }
}
