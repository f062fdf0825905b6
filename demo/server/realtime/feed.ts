/**
 * Fetches captured changes and hands them to the subscribers: one fetch at a time, in commit order. At the real pace it
 * polls as the real server does; at the fast pace a NOTIFY of the writer's commit wakes it.
 */
import type { Database } from '../database-port.ts';
import type { Activity } from './activity.ts';
import { readPending, takeChanges } from './changes.ts';
import type { Clock } from './clock.ts';
import type { Pace } from './pace.ts';
import type { RateLimit } from './rate-limit.ts';
import type { Subscriptions } from './subscriptions.ts';

export class Feed {
  private readonly database: Database;
  private readonly subscriptions: Subscriptions;
  private readonly clock: Clock;
  private readonly pace: Pace;
  private readonly rateLimit: RateLimit;
  private readonly activity: Activity;
  private hasNews = false;
  private isFetching = false;
  private isPolling = false;
  private isClosed = false;
  private stopListening: (() => Promise<void>) | undefined;

  constructor(parts: {
    database: Database;
    subscriptions: Subscriptions;
    clock: Clock;
    pace: Pace;
    rateLimit: RateLimit;
    activity: Activity;
  }) {
    this.database = parts.database;
    this.subscriptions = parts.subscriptions;
    this.clock = parts.clock;
    this.pace = parts.pace;
    this.rateLimit = parts.rateLimit;
    this.activity = parts.activity;
  }

  async open(): Promise<void> {
    // Whatever an earlier server left behind was nobody's: delivery is at most once.
    await this.database.exec('truncate _realtime.changes; truncate _realtime.watched');
    this.stopListening = await this.database.listen('realtime_changes', () => {
      this.hasNews = true;
      if (this.pace.pollInterval === null) this.fetch();
    });
  }

  /** Begins to poll, with the first subscription. */
  start(): void {
    if (this.isPolling || this.pace.pollInterval === null) return;
    this.isPolling = true;
    this.fetch();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    await this.stopListening?.();
  }

  private fetch(): void {
    if (this.isFetching || this.isClosed) return;
    this.isFetching = true;
    void this.activity.run(() => this.fetchAll());
  }

  private async fetchAll(): Promise<void> {
    try {
      while (this.hasNews && !this.isClosed) {
        this.hasNews = false;
        await this.fetchOnce();
      }
    } catch (error) {
      console.error('realtime: changes could not be fetched:', error);
    }
    this.isFetching = false;
    const { pollInterval } = this.pace;
    if (pollInterval !== null && !this.isClosed) this.clock.after(pollInterval(), () => this.fetch());
  }

  private async fetchOnce(): Promise<void> {
    const { lastId, transactions } = await readPending(this.database);
    if (transactions.length === 0) return;
    await this.activity.sleep(this.pace.decode(transactions));
    const deliveries = await takeChanges(this.database, lastId, this.subscriptions.all);
    if (this.rateLimit.isExceeded) return;
    for (const { subscriber, type, data, ids } of deliveries) {
      this.rateLimit.count(ids.length);
      subscriber.deliver(type, data, ids);
    }
  }
}
