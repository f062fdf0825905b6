/** Finds an element by id from where another stands, now and whenever that answer changes: it may be parsed later. */

/** Looks in the element's own root first, then in the document. */
export function elementById(from: Element, id: string): Element | null {
  const root = from.getRootNode();
  const near = root instanceof ShadowRoot ? root.getElementById(id) : null;
  return near ?? from.ownerDocument.getElementById(id);
}

/** Calls `changed` after the id may have come to mean another element. Answers the function that ends it. */
export function watchElementById(from: Element, id: string, changed: (element: Element | null) => void): () => void {
  let known = elementById(from, id);
  const observer = new MutationObserver(() => {
    const element = elementById(from, id);
    if (element === known) return;
    known = element;
    changed(element);
  });
  const options: MutationObserverInit = { subtree: true, childList: true, attributes: true, attributeFilter: ['id'] };
  observer.observe(from.ownerDocument, options);
  const root = from.getRootNode();
  if (root instanceof ShadowRoot) observer.observe(root, options);
  return () => observer.disconnect();
}
