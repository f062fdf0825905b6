/** A session over the real transport against the embedded backend, with a record of what a page would see. */
import type { Backend } from '../../demo/server/index.ts';
import { users } from '../../demo/server/keys.ts';
import type { LiveGap, LiveRows, QuerySpec } from '../../src/contexts.ts';
import type { LiveChange } from '../../src/domain/change.ts';
import type { ConnectionStatus, Problem } from '../../src/domain/status.ts';
import { LiveSession, type SessionOptions } from '../../src/live-session.ts';
import type { Patch } from '../../src/sync/patch.ts';
import { until } from './until.ts';

export type AnyRow = { id: string } & Record<string, unknown>;

export interface Watched {
  readonly rows: LiveRows<AnyRow>;
  readonly patches: Patch<AnyRow>[];
  /** The change behind the newest patch of this kind for the row, as a widget would tell it. */
  change(type: 'insert' | 'update' | 'remove', id: string): LiveChange<AnyRow> | null | undefined;
}

const open = new Set<LiveSession>();

/** For `afterEach`: a test that fails must not leave a session that keeps the others, or the process, waiting. */
export function closeSessions(): void {
  open.forEach((session) => session.close());
  open.clear();
}

export class BackendSession {
  readonly session: LiveSession;
  readonly statuses: ConnectionStatus[] = [];
  readonly problems: Problem[] = [];
  readonly gaps: LiveGap[] = [];

  constructor(backend: Backend, options: Partial<SessionOptions> = {}) {
    this.session = new LiveSession({
      url: backend.url,
      apiKey: backend.anonKey,
      auditInterval: 600_000, // What is seen, the stream brought: no audit may help it.
      onProblem: (problem) => this.problems.push(problem),
      onGap: (gap) => this.gaps.push(gap),
      ...options,
    });
    open.add(this.session);
    this.session.observe(() => {
      if (this.session.status !== this.statuses.at(-1)) this.statuses.push(this.session.status);
    });
    this.session.connect();
  }

  query(spec: QuerySpec): Watched {
    const rows = this.session.query<AnyRow>(spec);
    const patches: Patch<AnyRow>[] = [];
    rows.observe({ patched: (told) => patches.push(...told) });
    return {
      rows,
      patches,
      change: (type, id) => {
        const found = patches.findLast((patch) => patch.type === type && patch.key.includes(id));
        return found === undefined || found.type === 'reset' ? undefined : found.change;
      },
    };
  }

  async live(spec: QuerySpec): Promise<Watched> {
    const watched = this.query(spec);
    await until(`${spec.table} is live`, () => watched.rows.status === 'live');
    return watched;
  }
}

export function staffToken(backend: Backend, secondsToLive = 600): string {
  return backend.signToken({ sub: users.staff.id, role: 'authenticated' }, secondsToLive);
}

/** As the superuser: a writer the page knows nothing of. */
export async function write<Row = AnyRow>(backend: Backend, sql: string, parameters: unknown[] = []): Promise<Row[]> {
  const { rows } = await backend.database.query(sql, parameters);
  return rows as Row[];
}
