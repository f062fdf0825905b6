/** The nearest element on the way up that carries an attribute, the element itself first; through shadow roots. */
export function nearestWith(attribute: string, element: Element): Element | null {
  for (let place: Element | null = element; place; place = hostOf(place)) {
    const marked = place.closest(`[${attribute}]`);
    if (marked) return marked;
  }
  return null;
}

/** The roots an element stands in, the innermost first: shadow roots, then the document. */
export function rootsOf(element: Element): Node[] {
  const roots: Node[] = [];
  for (let place: Element | null = element; place; place = hostOf(place)) roots.push(place.getRootNode());
  return roots;
}

function hostOf(element: Element): Element | null {
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}
