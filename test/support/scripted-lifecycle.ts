/** A page that is hidden, frozen or cut off when a test says so. */
import type { LifecycleEvent, PageLifecycle } from '../../src/realtime/page-lifecycle.ts';

export class ScriptedLifecycle implements PageLifecycle {
  visible: boolean;
  readonly #listeners = new Set<(event: LifecycleEvent) => void>();

  constructor({ visible = true } = {}) {
    this.visible = visible;
  }

  get observers(): number {
    return this.#listeners.size;
  }

  observe(listener: (event: LifecycleEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(event: LifecycleEvent): void {
    if (event === 'visible') this.visible = true;
    if (event === 'hidden') this.visible = false;
    for (const listener of [...this.#listeners]) listener(event);
  }
}
