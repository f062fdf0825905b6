/**
 * One random run: a writer, faults, then calm; and what the lists must show at its end.
 *
 * A schedule is data made from a seed, so that it can be replayed, and cut down to the few steps that fail.
 */
import { LiveSession, type SessionStats } from '../../src/live-session.ts';
import type { LiveRows } from '../../src/contexts.ts';
import type { LifecycleEvent, PageLifecycle } from '../../src/realtime/page-lifecycle.ts';
import { seededRandom, VirtualClock } from '../support/virtual-clock.ts';
import { ModelDatabase, type Ticket } from './model-database.ts';
import { ModelServer, selectList, fairWeather, type ModelList, type Weather } from './model-server.ts';

export type Step = { readonly at: number } & (
  | {
      readonly do: 'write';
      readonly changes: readonly { readonly key: string; readonly set: Partial<Ticket> | null }[];
    }
  | { readonly do: 'weather'; readonly set: Partial<Weather> }
  | { readonly do: 'cut' | 'close-channels' | 'mark-again' | 'truncate' | 'toggle-policy' | 'sleep' | 'reconnect' }
  | { readonly do: 'page'; readonly event: LifecycleEvent }
  /** A list leaves the page and comes back: it begins anew. */
  | { readonly do: 'reopen'; readonly list: number }
);

export interface Schedule {
  readonly seed: number;
  readonly steps: readonly Step[];
  /** When the last fault and the last write are over, in milliseconds. */
  readonly calmAt: number;
}

/** The longest time between audits in these runs, in milliseconds: the oracle allows one, and one read. */
export const AUDIT_INTERVAL = 10_000;

const plain = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

export const lists: readonly ModelList[] = [
  {
    spec: { table: 'tickets', order: 'created_at.desc', limit: 1_000 },
    matches: () => true,
    compare: (a, b) => plain(b.created_at, a.created_at) || plain(a.id, b.id),
  },
  {
    spec: { table: 'tickets', filter: 'status=eq.open', order: 'priority.desc,created_at.desc', limit: 20 },
    matches: (row) => row.status === 'open',
    compare: (a, b) => plain(b.priority, a.priority) || plain(b.created_at, a.created_at) || plain(a.id, b.id),
  },
  {
    // By code point, where the engine guesses a dictionary's order: only reads can put these right.
    spec: { table: 'tickets', filter: 'priority=gte.2', order: 'title.asc', limit: 15 },
    matches: (row) => row.priority >= 2,
    compare: (a, b) => plain(a.title, b.title) || plain(a.id, b.id),
  },
];

export interface Outcome {
  /** Empty when every list equals its SELECT. */
  readonly wrong: readonly string[];
  /** Milliseconds from calm until every list was right, and stayed so. */
  readonly rightAfter: number;
  /** Milliseconds from calm until every list said live. */
  readonly liveAfter: number;
  readonly stats: SessionStats;
  readonly reads: number;
  /** Rows painted back to an older value than they had shown. */
  readonly olderPaints: number;
  /** Rows painted without one of their columns. */
  readonly brokenPaints: number;
  /** Share of the instants, every 250 ms before calm, at which each list equalled the database of the last second. */
  readonly equalShare: number;
  /** Timers and listeners that outlived the session. */
  readonly left: number;
}

/** @param watched - looks on all the while, for `olderPaints` and `equalShare`; five times slower. */
export async function run(schedule: Schedule, watched = false): Promise<Outcome> {
  const clock = new VirtualClock(schedule.seed);
  const page = new ModelPage();
  const database = new ModelDatabase(() => clock.now());
  const server = new ModelServer(database, clock, lists);
  for (const ticket of firstRows(schedule.seed)) database.transact([{ key: ticket.id, row: ticket }]);
  const { transport, reader } = server;
  const session = new LiveSession({
    url: 'https://model.test',
    apiKey: 'key',
    clock,
    lifecycle: page,
    transport,
    reader,
    auditInterval: AUDIT_INTERVAL,
  });
  session.connect();
  const queries = lists.map(({ spec }) => session.query<Ticket>(spec));
  const reopen = (list: number): void => {
    queries[list]!.close();
    queries[list] = session.query<Ticket>(lists[list]!.spec);
    watch?.follow(queries[list]);
  };
  const watch = watched ? new Watch(queries, database, clock) : null;
  const start = clock.now();
  const passUntil = async (end: number): Promise<void> => {
    while (clock.now() < end) {
      await clock.advance(watch === null ? end - clock.now() : Math.min(250, end - clock.now()));
      watch?.sample();
    }
  };
  for (const step of schedule.steps) {
    await passUntil(start + step.at);
    if (step.do === 'reopen') reopen(step.list);
    else await take(step, { clock, page, database, server, session });
    watch?.written();
  }
  await passUntil(start + schedule.calmAt);
  const calm = clock.now();
  let rightSince: number | null = null;
  let liveSince: number | null = null;
  // A join that was refused for a table out of the publication is tried again within 75 s: rows are right long before.
  for (const end = calm + 80_000; clock.now() < end; await clock.advance(50)) {
    if (judge(queries, database).length > 0) rightSince = null;
    else rightSince ??= clock.now();
    if (queries.some(({ status }) => status !== 'live')) liveSince = null;
    else liveSince ??= clock.now();
    if (rightSince !== null && liveSince !== null && clock.now() - Math.max(rightSince, liveSince) > 2_000) break;
  }
  const wrong = judge(queries, database);
  // One audit interval and its jitter, and one read, the slowest of its kind.
  const allowed = AUDIT_INTERVAL * 1.1 + 5_000;
  if (rightSince !== null && rightSince - calm > allowed) wrong.push(`right only after ${rightSince - calm} ms`);
  if (liveSince === null) wrong.push(`not live: ${queries.map(({ status }) => status).join(' ')}`);
  const { stats } = session;
  queries.forEach((query) => query.close());
  session.close();
  await clock.advance(10_000);
  const left = page.observed + clock.timers;
  const { olderPaints, brokenPaints, equalShare } = watch ?? { olderPaints: 0, brokenPaints: 0, equalShare: 0 };
  return {
    wrong,
    rightAfter: (rightSince ?? Infinity) - calm,
    liveAfter: (liveSince ?? Infinity) - calm,
    stats,
    reads: server.reads,
    olderPaints,
    brokenPaints,
    equalShare,
    left,
  };
}

/** Looks on while a schedule runs. */
class Watch {
  olderPaints = 0;
  brokenPaints = 0;
  #samples = 0;
  #equal = 0;
  readonly #queries: readonly LiveRows<Ticket>[];
  readonly #database: ModelDatabase;
  /** What each list's SELECT returned within the last second, and when. */
  #truths: { at: number; lists: string[] }[] = [];
  readonly #clock: VirtualClock;

  constructor(queries: readonly LiveRows<Ticket>[], database: ModelDatabase, clock: VirtualClock) {
    this.#queries = queries;
    this.#database = database;
    this.#clock = clock;
    for (const query of queries) this.follow(query);
  }

  get equalShare(): number {
    return this.#samples === 0 ? 1 : this.#equal / this.#samples;
  }

  written(): void {
    const now = this.#clock.now();
    this.#truths.push({
      at: now,
      lists: lists.map((list) => versions(selectList(this.#database, list).slice(0, list.spec.limit))),
    });
    // The truth that stood at the beginning of the last second counts too.
    while (this.#truths.length > 1 && this.#truths[1]!.at < now - 1_000) this.#truths.shift();
  }

  sample(): void {
    this.written();
    this.#queries.forEach((query, index) => {
      const shown = versions(query.rows);
      this.#samples++;
      if (this.#truths.some((truth) => truth.lists[index] === shown)) this.#equal++;
    });
  }

  follow(query: LiveRows<Ticket>): void {
    const painted = new Map<string, number>();
    query.observe({
      patched: (patches) => {
        for (const patch of patches) {
          if (patch.type === 'reset' || patch.type === 'remove') continue;
          if (patch.row.version < (painted.get(patch.key) ?? 0)) this.olderPaints++;
          if (Object.keys(patch.row).length < columnCount) this.brokenPaints++;
          painted.set(patch.key, patch.row.version);
        }
      },
    });
  }
}

const columnCount = Object.keys(blank('', 0)).length;
const versions = (rows: readonly Ticket[]): string => rows.map(({ id, version }) => `${id} ${version}`).join();

export interface World {
  readonly clock: VirtualClock;
  readonly page: Pick<ModelPage, 'tell'>;
  readonly database: ModelDatabase;
  readonly server: ModelServer;
  readonly session: LiveSession;
}

export async function take(
  step: Exclude<Step, { do: 'reopen' }>,
  { clock, page, database, server, session }: World,
): Promise<void> {
  switch (step.do) {
    case 'write':
      return database.transact(
        step.changes.map(({ key, set }) => {
          const held = database.rows.get(key);
          return { key, row: set === null ? null : { ...blank(key, clock.now()), ...held, ...set } };
        }),
      );
    case 'weather':
      return void Object.assign(server.weather, step.set);
    case 'cut':
      return server.cut();
    case 'close-channels':
      return server.closeChannels();
    case 'mark-again':
      return server.markAgain();
    case 'truncate':
      return database.truncate();
    case 'toggle-policy':
      database.policy = !database.policy;
      return;
    case 'sleep':
      return clock.sleep(60_000);
    case 'reconnect':
      return session.reconnect();
    case 'page':
      return page.tell(step.event);
  }
}

/** Which lists differ from their SELECT, and how. */
export function judge(queries: readonly LiveRows<Ticket>[], database: ModelDatabase): string[] {
  return queries.flatMap((query, index) => {
    const list = lists[index]!;
    const expected = selectList(database, list).slice(0, list.spec.limit);
    const shown = query.rows;
    const difference = Math.max(expected.length, shown.length);
    for (let place = 0; place < difference; place++) {
      if (!sameTicket(expected[place], shown[place])) {
        const told = `${JSON.stringify(shown[place] ?? null)} instead of ${JSON.stringify(expected[place] ?? null)}`;
        return [`list ${index} (${query.status}), place ${place} of ${expected.length}: ${told}`];
      }
    }
    return [];
  });
}

function sameTicket(a: Ticket | undefined, b: Ticket | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    (Object.keys(a) as (keyof Ticket)[]).every((column) => a[column] === b[column]) &&
    Object.keys(a).length === Object.keys(b).length
  );
}

export class ModelPage implements PageLifecycle {
  visible = true;
  readonly #listeners = new Set<(event: LifecycleEvent) => void>();

  get observed(): number {
    return this.#listeners.size;
  }

  observe(listener: (event: LifecycleEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(event: LifecycleEvent): void {
    if (event === 'hidden') this.visible = false;
    if (event === 'visible') this.visible = true;
    this.#listeners.forEach((listener) => listener(event));
  }
}

function blank(id: string, now: number): Ticket {
  const created_at = new Date(now).toISOString();
  return { id, title: 'new', status: 'open', priority: 1, hidden: false, body: null, created_at, version: 0 };
}

export function firstRows(seed: number): Ticket[] {
  const random = seededRandom(seed ^ 0x5eed);
  return Array.from({ length: 60 }, (_, index) =>
    randomTicket(keyName(index), random, Date.UTC(2025, 11, 31) + index * 60_000),
  );
}

export const keyName = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

const titles = ['apple', 'Äpfel', 'Zebra', 'zoo', 'ant', 'Émile', 'eel', '10', '9', 'a b', 'ab', 'AB'];

export function randomTicket(id: string, random: () => number, time: number): Ticket {
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)]!;
  return {
    id,
    title: pick(titles),
    status: pick(['open', 'open', 'pending', 'closed']),
    priority: pick([1, 2, 3, 4]),
    hidden: random() < 0.1,
    body: random() < 0.4 ? `${id} `.repeat(8) : null,
    created_at: new Date(time).toISOString(),
    version: 0,
  };
}

export { fairWeather };
