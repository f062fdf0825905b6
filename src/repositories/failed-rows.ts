/** What a widget gets whose words make no query: no rows, and why. */
import type { LiveRows } from '../contexts.ts';
import type { Problem } from '../domain/status.ts';

export class FailedRows<Row> implements LiveRows<Row> {
  readonly rows: readonly Row[] = [];
  readonly status = 'error';
  readonly verifiedAt = null;
  readonly hasMore = false;
  readonly error: Problem;

  constructor(problem: Problem) {
    this.error = problem;
  }

  observe(): () => void {
    return () => undefined;
  }

  refresh(): Promise<void> {
    return Promise.resolve();
  }

  loadMore(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    // Nothing was opened.
  }
}
