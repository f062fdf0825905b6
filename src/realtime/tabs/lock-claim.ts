/** One lock: asked for, held until it is given back, and perhaps taken away by another tab. */
import type { TabLocks } from '../../page/neighbour-tabs.ts';

export interface LockClaimObserver {
  granted(): void;
  /** Another tab took it by force, or the page was not in a state to have it. */
  taken?(): void;
  /** There are no locks to be had here, as in a sandboxed frame. */
  impossible?(): void;
}

/** What a claim is refused with when another may be granted (Web Locks, "request" and "steal"). */
const passing: ReadonlySet<string> = new Set(['AbortError', 'InvalidStateError']);

export class LockClaim {
  readonly #asking = new AbortController();
  #over = false;
  #giveBack: (() => void) | undefined;

  /** @param steal - takes it from whoever holds it, instead of waiting. */
  constructor(locks: TabLocks, name: string, observer: LockClaimObserver, steal = false) {
    void this.#ask(locks, name, observer, steal);
  }

  end(): void {
    this.#over = true;
    this.#asking.abort();
    this.#giveBack?.();
  }

  async #ask(locks: TabLocks, name: string, observer: LockClaimObserver, steal: boolean): Promise<void> {
    const held = (): Promise<void> =>
      new Promise((giveBack) => {
        if (this.#over) return giveBack();
        this.#giveBack = giveBack;
        // On a turn of its own: an exception in here would be taken for the loss of the lock.
        queueMicrotask(() => {
          if (!this.#over) observer.granted();
        });
      });
    try {
      // The two may not be asked for together (Web Locks, "request"): who steals does not wait.
      await locks.request(name, steal ? { steal } : { signal: this.#asking.signal }, held);
    } catch (error) {
      if (this.#over) return; // Given up before it was granted.
      this.#over = true;
      // It may be taken in the instant between its grant and the word of it.
      if (passing.has((error as Error).name)) observer.taken?.();
      else observer.impossible?.();
    }
  }
}
