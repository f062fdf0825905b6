/** What a session is opened with, and what it counts. */
import type { LiveGap } from './contexts.ts';
import type { LiveChange } from './domain/change.ts';
import type { Problem } from './domain/status.ts';
import type { Clock } from './page/clock.ts';
import type { NeighbourTabs } from './page/neighbour-tabs.ts';
import type { PageLifecycle } from './realtime/page-lifecycle.ts';
import type { TabRole, Transport } from './realtime/transport.ts';
import type { EarlyAnswers, Reader } from './sync/reader.ts';
import { newStats, type SyncStats } from './sync/stats.ts';

export interface SessionOptions {
  /** The project's URL, as `https://ref.supabase.co`. Not needed with `client`. */
  readonly url: string;
  /** Its publishable (or anon) key. Not needed with `client`. */
  readonly apiKey: string;
  /** Default `public`. */
  readonly schema?: string;
  /** A token, or a function that fetches one whenever the last one runs out. */
  readonly accessToken?: string | (() => Promise<string | null>);
  /** POSTed to with credentials; answers `{access_token, expires_in}`. */
  readonly tokenUrl?: string;
  /** A ready SupabaseClient to use instead of a connection of our own. */
  readonly client?: unknown;
  /** Default `changes`. */
  readonly source?: 'changes' | 'broadcast' | 'poll';
  /** `tabs`: one socket for all tabs of this site that show the same to the same reader. Default: a socket each. */
  readonly share?: 'tabs';
  /** The longest time between two audits, in milliseconds. Default 60,000. */
  readonly auditInterval?: number;
  /** Milliseconds after which a hidden page leaves its socket. Default 300,000; Infinity for never. */
  readonly pauseWhenHidden?: number;
  /** Milliseconds after which a list that is scrolled out of sight leaves the stream. Default: never. */
  readonly pauseOffScreen?: number;
  /** Changes a second above which lists are read instead of following each. Default: no limit. */
  readonly maxEvents?: number;
  /** The same for sessions that follow one another and differ only in how changes are learnt. */
  readonly audience?: object;
  readonly onChange?: (change: () => LiveChange) => void;
  readonly onGap?: (gap: LiveGap) => void;
  /** Something the author should know of. The same problem is told once. */
  readonly onProblem?: (problem: Problem) => void;
  /** An exception out of a listener of the page's own. Default: reported as uncaught. */
  readonly onListenerError?: (error: unknown) => void;
  /** Ports that tests replace. */
  readonly clock?: Clock;
  readonly lifecycle?: PageLifecycle;
  /** The socket of this page. */
  readonly transport?: Transport;
  readonly tabs?: NeighbourTabs;
  readonly reader?: Reader;
  readonly fetch?: typeof fetch;
  /** Answers to what was asked before the session was there. */
  readonly early?: EarlyAnswers;
}

export interface SessionStats extends Readonly<SyncStats> {
  readonly eventsReceived: number;
  readonly reconnects: number;
  /** `leader`: other tabs share this one's socket, or would. `follower`: the stream is another tab's. Else `alone`. */
  readonly role: TabRole;
  /** Sockets that stand: one, or none. */
  readonly connections: number;
  /** Channels on it: one for each table. Supabase allows 100. */
  readonly channels: number;
  /** Changes that came in the last second that is over. */
  readonly messagesPerSecond: number;
  /** Times that more came than `max-events` allows. */
  readonly overflows: number;
}

/** Before anything has happened. */
export function newSessionStats(): SessionStats {
  return {
    ...newStats(),
    eventsReceived: 0,
    reconnects: 0,
    role: 'alone',
    connections: 0,
    channels: 0,
    messagesPerSecond: 0,
    overflows: 0,
  };
}
