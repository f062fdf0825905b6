/**
 * What the page tells of itself: shown or hidden, network there or not, frozen, restored.
 *
 * The one place in `src/` that listens to the page, and a port: tests and Node give another.
 */

export type LifecycleEvent = 'visible' | 'hidden' | 'online' | 'offline' | 'freeze' | 'resume' | 'restored' | 'leaving';

export interface PageLifecycle {
  readonly visible: boolean;
  observe(listener: (event: LifecycleEvent) => void): () => void;
}

/** A page that is always shown: Node, and tests that do not care. */
export const alwaysVisible: PageLifecycle = { visible: true, observe: () => () => undefined };

/** The real page, or `alwaysVisible` where there is none. */
export function pageLifecycle(): PageLifecycle {
  if (typeof document === 'undefined' || typeof window === 'undefined') return alwaysVisible;
  return {
    get visible() {
      return document.visibilityState !== 'hidden';
    },
    observe(listener) {
      const controller = new AbortController();
      const on = (target: EventTarget, name: string, tell: (event: Event) => LifecycleEvent | null): void =>
        target.addEventListener(
          name,
          (event) => {
            const told = tell(event);
            if (told !== null) listener(told);
          },
          { signal: controller.signal },
        );
      on(document, 'visibilitychange', () => (document.visibilityState === 'hidden' ? 'hidden' : 'visible'));
      on(document, 'freeze', () => 'freeze');
      on(document, 'resume', () => 'resume');
      on(window, 'online', () => 'online');
      on(window, 'offline', () => 'offline');
      on(window, 'pagehide', () => 'leaving');
      // `persisted`: the page comes back from the back/forward cache, its socket long gone.
      on(window, 'pageshow', (event) => ((event as PageTransitionEvent).persisted ? 'restored' : null));
      return () => controller.abort();
    },
  };
}
