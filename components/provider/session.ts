/** What the provider needs of the session inside it (`src/live-session.ts`). */
import type { LiveConnection, LiveGap } from '../../src/contexts.ts';
import type { LiveChange } from '../../src/domain/change.ts';
import type { Problem } from '../../src/domain/status.ts';
import type { Clock } from '../../src/page/clock.ts';

export type SourceName = 'changes' | 'broadcast' | 'poll';

export interface SessionStats {
  readonly eventsReceived: number;
  readonly eventsApplied: number;
  readonly reconnects: number;
  readonly fences: number;
  readonly verifications: number;
  readonly audits: number;
  /** Rows that a read put right after the stream had left them wrong. */
  readonly repairs: number;
}

/** What a provider without a session has counted. */
export const noStats: SessionStats = {
  eventsReceived: 0,
  eventsApplied: 0,
  reconnects: 0,
  fences: 0,
  verifications: 0,
  audits: 0,
  repairs: 0,
};

export interface SessionOptions {
  readonly url: string;
  readonly apiKey: string;
  readonly schema: string;
  readonly accessToken?: string | (() => Promise<string | null>);
  readonly tokenUrl?: string;
  /** A SupabaseClient of the page's own. */
  readonly client?: unknown;
  readonly source: SourceName;
  /** Milliseconds. */
  readonly auditInterval: number;
  /** Milliseconds. */
  readonly pauseWhenHidden: number;
  readonly clock?: Clock;
  readonly onChange?: (change: LiveChange) => void;
  readonly onGap?: (gap: LiveGap) => void;
  readonly onProblem?: (problem: Problem) => void;
}

export interface Session extends LiveConnection {
  readonly stats: SessionStats;
  connect(): void;
  disconnect(): void;
  setAccessToken(token: string | null): void;
  close(): void;
}
