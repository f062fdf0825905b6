/** Subscriptions made at a provider outlive its sessions: another url or client is the same wish asked elsewhere. */
import type { LiveConnection } from '../../src/contexts.ts';
import type { LiveChange } from '../../src/domain/change.ts';

interface Subscription {
  readonly table: string;
  readonly listener: (change: LiveChange) => void;
  end: (() => void) | undefined;
}

export class KeptSubscriptions {
  readonly #subscriptions = new Set<Subscription>();
  #connection: LiveConnection | undefined;

  add(table: string, listener: (change: LiveChange) => void): () => void {
    const subscription: Subscription = { table, listener, end: this.#connection?.subscribe(table, listener) };
    this.#subscriptions.add(subscription);
    return () => {
      subscription.end?.();
      this.#subscriptions.delete(subscription);
    };
  }

  moveTo(connection: LiveConnection | undefined): void {
    this.#connection = connection;
    for (const subscription of this.#subscriptions) {
      subscription.end?.();
      subscription.end = connection?.subscribe(subscription.table, subscription.listener);
    }
  }
}
