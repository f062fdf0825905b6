/** Finds elements of a page, those that are there and those that come, for the autoloader and for markers. */

/** What can be looked through: a document, a shadow root, an element. */
export type ScanRoot = Document | ShadowRoot | Element;

/** Calls `found` for every element under `root` that matches `selector`, now and later. Answers what ends it. */
export function scanPage(root: ScanRoot, selector: string, found: (element: Element) => void): () => void {
  const look = (place: ParentNode): void => place.querySelectorAll(selector).forEach(found);
  look(root);
  const observer = new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        // Taken out again by somebody else, or put elsewhere and told of there.
        if (!(node instanceof Element) || !node.isConnected) continue;
        if (node.matches(selector)) found(node);
        look(node);
      }
    }
  });
  observer.observe(root, { childList: true, subtree: true });
  return () => observer.disconnect();
}
