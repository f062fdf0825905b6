/** The language an element speaks: the nearest `lang` on its way up, through shadow roots, as a BCP 47 tag. */
import { nearestWith } from './nearest.ts';

/** Answers a tag `Intl` accepts, or undefined for the browser's own. */
export function localeOf(element: Element): string | undefined {
  const language = nearestWith('lang', element)?.getAttribute('lang')?.trim();
  return language && isLanguage(language) ? language : undefined;
}

/** `lang="x_y"` and other slips must not make every date on the page throw. */
export function isLanguage(language: string): boolean {
  try {
    return Intl.getCanonicalLocales(language).length > 0;
  } catch {
    return false;
  }
}
