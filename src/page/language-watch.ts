/**
 * Tells elements that `lang` or `time-zone` changed somewhere on their way up. A root of the page is observed once,
 * however many elements stand in it, and only while some do.
 */
import { rootsOf } from './nearest.ts';

interface WatchedRoot {
  readonly observer: MutationObserver;
  readonly listeners: Set<() => void>;
}

const watched = new Map<Node, WatchedRoot>();

/** Calls `listener` when the element may speak otherwise. Answers the function that ends it; for a move, watch again. */
export function watchLanguage(element: Element, listener: () => void): () => void {
  const roots = rootsOf(element);
  for (const root of roots) watchRoot(root).add(listener);
  return () => roots.forEach((root) => leave(root, listener));
}

function watchRoot(root: Node): Set<() => void> {
  const known = watched.get(root);
  if (known) return known.listeners;
  const listeners = new Set<() => void>();
  const observer = new MutationObserver(() => [...listeners].forEach((listener) => listener()));
  observer.observe(root, { subtree: true, attributes: true, attributeFilter: ['lang', 'time-zone'] });
  watched.set(root, { observer, listeners });
  return listeners;
}

function leave(root: Node, listener: () => void): void {
  const known = watched.get(root);
  known?.listeners.delete(listener);
  if (!known || known.listeners.size > 0) return;
  known.observer.disconnect();
  watched.delete(root);
}
