/**
 * Keeps the keyboard's place among rows while they come, move and go: focus is never lost to the page's top, and never
 * taken by a row the reader is not in.
 */
import { isMatched } from './row-element.ts';

/** The row after `from` that can be seen, or with -1 the one before: past headings, rows that wait and chunks' ends. */
export function nextRow(from: Element, step: 1 | -1): HTMLElement | null {
  const sibling = step > 0 ? 'nextElementSibling' : 'previousElementSibling';
  const edge = step > 0 ? 'firstElementChild' : 'lastElementChild';
  let at: Element | null = from;
  do at = at[sibling] ?? at.parentElement?.[sibling]?.[edge] ?? null;
  while (at && !isShownRow(at));
  return at;
}

/** The first row of a list that can be seen. */
export function firstRow(list: Element): HTMLElement | null {
  const first = list.firstElementChild?.firstElementChild ?? null;
  return !first || isShownRow(first) ? first : nextRow(first, 1);
}

/** A row may be hidden because it waits to be asked for, or because it is not what is searched for. */
export function isShownRow(element: Element): element is HTMLElement {
  if (!(element instanceof HTMLElement) || element.dataset.key === undefined) return false;
  return !element.hidden && isMatched(element);
}

/** What has focus in `place`, or `place` itself. */
export function focusedIn(place: Element): HTMLElement | null {
  const active = (place.getRootNode() as Document | ShadowRoot).activeElement;
  return place.contains(active ?? null) ? (active as HTMLElement) : null;
}

/** Anything can be given focus by hand, whether the keyboard stops at it or not. */
export function focusOn(element: HTMLElement, options?: FocusOptions): void {
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.focus(options);
}

/**
 * Hands the focus inside a row that is about to go to its neighbour. The neighbour itself gets it, never a button in
 * it: the key that was meant for the one row's button must not press the other's.
 */
export function handFocusOn(row: HTMLElement): void {
  if (focusedIn(row)) inherit([nextRow(row, 1) ?? nextRow(row, -1)], row.closest<HTMLElement>('[part~=list]'));
}

/** Gives focus back to what lost it because `change` took it out of the page and put it in again. */
export function keepFocus(place: Element, change: () => void): void {
  const lost = giveBack(focusedIn(place));
  change();
  lost?.();
}

/** As `keepFocus` for a change of all rows of a list; if the focused one goes, the nearest that stays inherits. */
export function keepFocusAmong(list: HTMLElement, change: () => void): void {
  const active = focusedIn(list);
  const row = active?.closest<HTMLElement>('[data-key]');
  const heirs = row ? [...rowsFrom(row, 1), ...rowsFrom(row, -1)] : [];
  keepFocus(list, change);
  if (row && !row.isConnected) inherit(heirs, list);
}

function inherit(heirs: readonly (HTMLElement | null)[], last: HTMLElement | null): void {
  const heir = heirs.find((row) => row?.isConnected) ?? last;
  if (heir) focusOn(heir, { preventScroll: true });
}

function* rowsFrom(row: Element, step: 1 | -1): Generator<HTMLElement> {
  for (let next = nextRow(row, step); next; next = nextRow(next, step)) yield next;
}

function giveBack(active: HTMLElement | null): (() => void) | undefined {
  if (!active) return undefined;
  const root = active.getRootNode() as Document | ShadowRoot;
  // An element of somebody else's in the row may hold the focus deeper still.
  let deepest = active;
  while (deepest.shadowRoot?.activeElement) deepest = deepest.shadowRoot.activeElement as HTMLElement;
  return () => {
    if (active.isConnected && root.activeElement !== active) deepest.focus({ preventScroll: true });
  };
}
