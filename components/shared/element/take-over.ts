/**
 * Elements that a server has drawn come with a shadow root (`<template shadowrootmode>`), which Lit would leave as it
 * is and draw beside. What a server can draw is what an element draws first, so it gives way unseen; hydration, which
 * would keep the nodes, asks for a script of its own before all others, and for the same words on both sides.
 *
 * Elements that were made in one document and come into another before they ever had a root, as clones do, get one with
 * style sheets of that document: those Lit has would be refused (CSSOM, "constructor document").
 */
import { adoptStyles } from 'lit';
import type { LitElement } from 'lit';
import { adoptStylesAgain } from './adopted-styles.ts';

/** The root, empty and with the element's styles; null where Lit makes it as it is to be. */
export function takeOver(element: LitElement): ShadowRoot | null {
  const { elementStyles, shadowRootOptions } = element.constructor as typeof LitElement;
  const { shadowRoot, ownerDocument } = element;
  // On a server there is no document at all.
  if (ownerDocument !== globalThis.document) {
    const root = shadowRoot ?? element.attachShadow(shadowRootOptions);
    root.replaceChildren();
    adoptStylesAgain(element);
    return root;
  }
  if (!shadowRoot) return null;
  shadowRoot.replaceChildren();
  adoptStyles(shadowRoot, elementStyles);
  return shadowRoot;
}
