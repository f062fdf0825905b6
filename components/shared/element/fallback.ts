/** What the author put into a list's tag to be read before there are rows: the last known ones, a link, "Loading…". */

/** Is for the element, or shown in a place of its own; and what editors add of themselves. */
const notToBeRead = 'template, script, style, br, [slot]';

/** Paragraphs without a word come from editors too, round a template. */
export function hasFallback(element: Element): boolean {
  for (const node of element.childNodes) {
    const blank = node.textContent?.trim() === '';
    if (node.nodeType === Node.TEXT_NODE && !blank) return true;
    if (node.nodeType !== Node.ELEMENT_NODE) continue;
    const child = node as Element;
    if (!child.matches(notToBeRead) && !(blank && child.localName === 'p')) return true;
  }
  return false;
}
