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

/**
 * The page's lifecycle for those who read: while the session rests on purpose, the page is to them as if hidden, so
 * that `disconnect()` ends the reads as well as the stream.
 */
export class RestableLifecycle implements PageLifecycle {
  readonly #page: PageLifecycle;
  readonly #observers = new Set<(event: LifecycleEvent) => void>();
  #resting = false;

  constructor(page: PageLifecycle) {
    this.#page = page;
  }

  get visible(): boolean {
    return !this.#resting && this.#page.visible;
  }

  observe(listener: (event: LifecycleEvent) => void): () => void {
    const end = this.#page.observe((event) => {
      if (!this.#resting) listener(event);
    });
    this.#observers.add(listener);
    return () => {
      end();
      this.#observers.delete(listener);
    };
  }

  rest(): void {
    this.#turn(true, 'hidden');
  }

  wake(): void {
    this.#turn(false, 'visible');
  }

  #turn(resting: boolean, event: LifecycleEvent): void {
    if (this.#resting === resting) return;
    this.#resting = resting;
    if (this.#page.visible) this.#observers.forEach((listener) => listener(event));
  }
}
