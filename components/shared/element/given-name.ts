/** What the author of the page calls an element for people who cannot see it. */
import { elementById } from '../../../src/page/element-by-id.ts';

export function givenName(element: HTMLElement): string | null {
  const ids = element.getAttribute('aria-labelledby')?.split(/\s+/).filter(Boolean) ?? [];
  const texts = ids.map((id) => elementById(element, id)?.textContent?.trim()).filter(Boolean);
  return texts.join(' ') || element.getAttribute('aria-label')?.trim() || null;
}
