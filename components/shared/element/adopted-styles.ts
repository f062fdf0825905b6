/**
 * Style sheets of an element that comes into another document. A constructed sheet belongs to the document it was made
 * in (CSSOM, "constructor document"): engines that hold to that drop the sheets on the way, so new ones are made.
 */
import type { CSSResult, LitElement } from 'lit';

/** Called from `adoptedCallback`. */
export function adoptStylesAgain(element: LitElement): void {
  const { shadowRoot } = element;
  if (!shadowRoot || shadowRoot.adoptedStyleSheets.length > 0) return;
  const styles = (element.constructor as typeof LitElement).elementStyles as CSSResult[];
  shadowRoot.adoptedStyleSheets = styles.map(({ cssText }) => sheetFor(element, cssText));
  element.requestUpdate();
}

/** A sheet that the element's root may adopt. */
export function sheetFor({ ownerDocument }: Element, text: string): CSSStyleSheet {
  const sheet = new (ownerDocument.defaultView ?? window).CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}
