/**
 * Elements that a server has drawn come with a shadow root (`<template shadowrootmode>`), which Lit would leave as it
 * is and draw beside. What a server can draw is what an element draws first, so it gives way unseen; hydration, which
 * would keep the nodes, asks for a script of its own before all others, and for the same words on both sides.
 */
import { adoptStyles } from 'lit';
import type { LitElement } from 'lit';

/** The root a server made, empty and with the element's styles; null when there is none. */
export function takeOver(element: LitElement): ShadowRoot | null {
  const { shadowRoot } = element;
  if (!shadowRoot) return null;
  shadowRoot.replaceChildren();
  adoptStyles(shadowRoot, (element.constructor as typeof LitElement).elementStyles);
  return shadowRoot;
}
