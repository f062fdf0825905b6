/**
 * The keyboard in a feed, as the ARIA Authoring Practices describe it: Page Down and Page Up go from article to article,
 * Control+End and Control+Home leave the feed; arrow keys stay the browser's. The feed is one stop of the Tab key, not
 * one for each of a hundred articles. Places in the feed are told for the focused article and its neighbours alone, so
 * that they cost the same in a list of ten and of ten thousand.
 */
import { focusBeyond } from '../list/page-focus.ts';
import { firstRow, focusOn, nextRow } from './row-focus.ts';

export class FeedKeys {
  readonly #feed: HTMLElement;
  readonly #placeOf: (row: HTMLElement) => number | null;
  #near: readonly HTMLElement[] = [];

  constructor(feed: HTMLElement, placeOf: (row: HTMLElement) => number | null) {
    this.#feed = feed;
    this.#placeOf = placeOf;
    feed.tabIndex = 0;
    feed.addEventListener('keydown', (event) => this.#pressed(event));
    feed.addEventListener('focusin', ({ target }) => this.#tellNear((target as Element).closest('[data-key]')));
    feed.addEventListener('focusout', ({ relatedTarget }) => {
      if (!feed.contains(relatedTarget as Element | null)) this.#tellNear(null);
    });
  }

  /** Rows came, went or moved. */
  placesMayDiffer(): void {
    if (this.#near.length > 0) this.#tellNear(this.#focused);
  }

  get #focused(): Element | null {
    const { activeElement } = this.#feed.getRootNode() as Document | ShadowRoot;
    return activeElement?.closest('[data-key]') ?? null;
  }

  #pressed(event: KeyboardEvent): void {
    const { key, ctrlKey } = event;
    if (event.defaultPrevented || event.altKey || event.shiftKey || event.metaKey || isEdited(event)) return;
    const step = key === (ctrlKey ? 'End' : 'PageDown') ? 1 : key === (ctrlKey ? 'Home' : 'PageUp') ? -1 : 0;
    if (step === 0) return;
    // Where there is nothing to go to, the key does what it does in any page.
    if (ctrlKey ? focusBeyond(this.#feed, step) : this.#go(step)) event.preventDefault();
  }

  #go(step: 1 | -1): boolean {
    const row = this.#focused;
    const next = row ? nextRow(row, step) : step > 0 ? firstRow(this.#feed) : null;
    if (next) focusOn(next);
    return next !== null;
  }

  #tellNear(row: Element | null): void {
    const former = this.#near;
    this.#near = row ? [nextRow(row, -1), row, nextRow(row, 1)].filter((each) => each instanceof HTMLElement) : [];
    for (const each of former) {
      if (this.#near.includes(each)) continue;
      each.removeAttribute('aria-posinset');
      each.removeAttribute('aria-setsize');
    }
    for (const each of this.#near) {
      const place = this.#placeOf(each)?.toString() ?? null;
      if (each.ariaPosInSet !== place) each.ariaPosInSet = place;
      // More may follow than were read: how many there are is not known.
      const size = place && '-1';
      if (each.ariaSetSize !== size) each.ariaSetSize = size;
    }
  }
}

/** In a field of the author's own these keys belong to its text. */
function isEdited(event: Event): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, select, textarea'));
}
