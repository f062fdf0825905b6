/** Tells the author of the page, in the console, what is wrong and what to do: once for each code and element. */
import type { ProblemCode } from '../domain/status.ts';

const warnedElements = new WeakMap<object, Set<ProblemCode>>();
const warnedTexts = new Set<string>();

/** Attributes whose values do not belong in a console that readers may share. */
const secretAttributes: ReadonlySet<string> = new Set(['api-key', 'access-token']);

/** The element's own opening tag, so that the author can find it in the page. */
export function openingTag(element: Element): string {
  const attributes = [...element.attributes].map(({ name, value }) => {
    if (secretAttributes.has(name)) return ` ${name}="…"`;
    return value === '' ? ` ${name}` : ` ${name}="${value}"`;
  });
  return `<${element.localName}${attributes.join('')}>`;
}

/** `text` says what is wrong and ends with what to do. Without an element, one warning for each text. */
export function warn(code: ProblemCode, text: string, element?: Element): void {
  if (element) {
    const codes = warnedElements.get(element) ?? new Set();
    if (codes.has(code)) return;
    warnedElements.set(element, codes.add(code));
    console.warn(`${openingTag(element)} ${text} [livetags: ${code}]`);
    return;
  }
  if (warnedTexts.has(`${code} ${text}`)) return;
  warnedTexts.add(`${code} ${text}`);
  console.warn(`${text} [livetags: ${code}]`);
}
