/** A database of one table, in memory and virtual time: rows, what the viewer may see, every change in commit order. */
import type { RawRow } from '../../src/domain/row.ts';

export interface Ticket extends RawRow {
  readonly id: string;
  readonly title: string;
  readonly status: string;
  readonly priority: number;
  readonly hidden: boolean;
  /** Large: stands out of line, so an UPDATE that leaves it alone does not send it. */
  readonly body: string | null;
  readonly created_at: string;
  /** Grows with every write, for diagnosis alone: a row painted with a lower one was painted back. */
  readonly version: number;
}

export interface Commit {
  readonly type: 'INSERT' | 'UPDATE' | 'DELETE';
  readonly key: string;
  /** The row after it, null after a DELETE. */
  readonly row: Ticket | null;
  readonly previous: Ticket | null;
  readonly at: number;
}

export class ModelDatabase {
  readonly rows = new Map<string, Ticket>();
  readonly #followers = new Set<(commits: readonly Commit[]) => void>();
  /** When set, the policy hides rows marked hidden. */
  policy = true;
  readonly #now: () => number;
  #version = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  follow(follower: (commits: readonly Commit[]) => void): void {
    this.#followers.add(follower);
  }

  /** Applies one transaction; `key` differs from `row.id` when an UPDATE changes the key. */
  transact(changes: readonly { readonly key: string; readonly row: Ticket | null }[]): void {
    const commits: Commit[] = [];
    for (const { key, row: written } of changes) {
      const row = written && { ...written, version: ++this.#version };
      const previous = this.rows.get(key) ?? null;
      if (previous === null && row === null) continue;
      if (row === null || row.id !== key) this.rows.delete(key);
      if (row !== null) this.rows.set(row.id, row);
      const type = row === null ? 'DELETE' : previous === null ? 'INSERT' : 'UPDATE';
      commits.push({ type, key, row, previous, at: this.#now() });
    }
    for (const follower of this.#followers) follower(commits);
  }

  /** No frame tells of it. */
  truncate(): void {
    this.rows.clear();
  }

  /** What a SELECT by this viewer returns, in no order. */
  visible(): Ticket[] {
    return [...this.rows.values()].filter((row) => this.sees(row));
  }

  sees(row: Ticket): boolean {
    return !(this.policy && row.hidden);
  }
}
