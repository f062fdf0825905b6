/** Moves the keyboard out of a long list to what comes before or after it in the page, through shadow roots and slots. */

/** Focuses the nearest stop of the keyboard after `inside`, or with -1 before it; false when there is none. */
export function focusBeyond(inside: Element, step: 1 | -1): boolean {
  const all = [...inFlatTree(document.documentElement, inside)];
  const index = all.indexOf(inside);
  const beyond = step > 0 ? all.slice(index + 1) : all.slice(0, index).reverse();
  // Whether an element can have focus is only known by giving it focus.
  return beyond.some((element) => isStop(element) && takesFocus(element));
}

function isStop(element: Element): element is HTMLElement {
  return (element as HTMLElement).tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true });
}

function takesFocus(element: HTMLElement): boolean {
  element.focus();
  return (element.getRootNode() as Document | ShadowRoot).activeElement === element;
}

/** Elements as they are shown, without what is in `closed`. */
function* inFlatTree(element: Element, closed: Element): Generator<Element> {
  yield element;
  if (element === closed) return;
  const assigned = element instanceof HTMLSlotElement ? element.assignedElements() : [];
  const children = element.shadowRoot?.children ?? (assigned.length > 0 ? assigned : element.children);
  for (const child of children) yield* inFlatTree(child, closed);
}
