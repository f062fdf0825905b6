/** Attributes the kit does not know, and would but for a slip of the keyboard: `fliter`. */
import type { ReactiveElement } from 'lit';
import { alike } from '../../../src/page/alike.ts';
import { report } from './tell.ts';

/** What pages and frameworks put on any element. */
const others = /^(?:aria-|data-|on)|[^a-z_-]/;

/** Read by the elements inside, from whatever element is round them; a provider has no property of that name. */
const inherited = ['time-zone'];

/** Tells the author which were meant. Once, when the element has its attributes. */
export function tellSlips(element: ReactiveElement): void {
  const { observedAttributes } = element.constructor as typeof ReactiveElement;
  const known = [...observedAttributes, ...inherited];
  const slips = element.getAttributeNames().flatMap((name) => {
    if (known.includes(name) || others.test(name) || name in HTMLElement.prototype) return [];
    const meant = alike(name, known);
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
