/** Attributes the kit does not know, and would but for a slip of the keyboard: `fliter`. */
import type { ReactiveElement } from 'lit';
import { alike } from '../../../src/page/alike.ts';
import { report } from './tell.ts';

/** What pages and frameworks put on any element. */
const others = /^(?:aria-|data-|on)|[^a-z_-]/;

/** Tells the author which were meant. Once, when the element has its attributes. */
export function tellSlips(element: ReactiveElement): void {
  const { observedAttributes } = element.constructor as typeof ReactiveElement;
  const slips = element.getAttributeNames().flatMap((name) => {
    if (observedAttributes.includes(name) || others.test(name) || name in HTMLElement.prototype) return [];
    const meant = alike(name, observedAttributes);
    return meant ? { name, meant } : [];
  });
  if (slips.length === 0) return;
  report(element, {
    code: 'unknown-attribute',
    message: `There is no attribute ${slips.map(({ name }) => name).join(', ')}.`,
    remedy: `Write ${slips.map(({ meant }) => meant).join(', ')}.`,
    permanent: true,
  });
}
