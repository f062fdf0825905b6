/**
 * Typed pub-sub between the channels and everyone who listens: one dispatch per event, immediately, never batched.
 *
 * A listener that throws harms no other. realtime-js does not give that: there a throwing callback silences the later
 * bindings of the same event.
 */
import type { RowEvent } from './change-payload.ts';

export type RowEventListener = (event: RowEvent) => void;

/** No table's name: `tableName` has a NUL in it. */
const everything = '*';

/** An object of its own, so that the same function subscribed twice is two subscriptions. */
interface Subscription {
  readonly listener: RowEventListener;
}

export class RealtimeEventDispatcher {
  readonly #subscriptions = new Map<string, Set<Subscription>>();
  readonly #reported = new WeakSet<RowEventListener>();
  readonly #report: (error: unknown) => void;

  /** `report` hears of a listener's first exception; the later ones of the same listener are the same news. */
  constructor(report: (error: unknown) => void) {
    this.#report = report;
  }

  /** Answers the function that ends the subscription. */
  subscribe(schema: string, table: string, listener: RowEventListener): () => void {
    return this.#add(tableName(schema, table), listener);
  }

  #add(name: string, listener: RowEventListener): () => void {
    const subscriptions = this.#subscriptions.get(name) ?? new Set();
    this.#subscriptions.set(name, subscriptions);
    const subscription = { listener };
    subscriptions.add(subscription);
    return () => {
      subscriptions.delete(subscription);
      if (subscriptions.size === 0 && this.#subscriptions.get(name) === subscriptions) this.#subscriptions.delete(name);
    };
  }

  /** Every event of every table that anybody follows. Answers the function that ends the subscription. */
  subscribeToAll(listener: RowEventListener): () => void {
    return this.#add(everything, listener);
  }

  dispatch(event: RowEvent): void {
    this.#tell(tableName(event.schema, event.table), event);
    this.#tell(everything, event);
  }

  #tell(name: string, event: RowEvent): void {
    const subscriptions = this.#subscriptions.get(name);
    if (subscriptions === undefined) return;
    // A Set tolerates those that come or go while it is walked; one that left is not called any more.
    for (const { listener } of subscriptions) this.#call(listener, event);
  }

  #call(listener: RowEventListener, event: RowEvent): void {
    try {
      listener(event);
    } catch (error) {
      if (this.#reported.has(listener)) return;
      this.#reported.add(listener);
      this.#report(error);
    }
  }
}

/** How a table is told from its namesakes in other schemas. Postgres has no names with NUL in them; made for every event. */
export function tableName(schema: string, table: string): string {
  return `${schema}\0${table}`;
}
