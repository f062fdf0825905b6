/** The language an element speaks: the nearest `lang` on its way up, through shadow roots, as a BCP 47 tag. */

/** Answers a tag `Intl` accepts, or undefined for the browser's own. */
export function localeOf(element: Element): string | undefined {
  let place: Element | null = element;
  while (place) {
    const marked: Element | null = place.closest('[lang]');
    const language = marked?.getAttribute('lang')?.trim();
    if (marked) return language && isKnown(language) ? language : undefined;
    const root: Node = place.getRootNode();
    place = root instanceof ShadowRoot ? root.host : null;
  }
  return undefined;
}

/** `lang="x_y"` and other slips must not make every date on the page throw. */
function isKnown(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0;
  } catch {
    return false;
  }
}
