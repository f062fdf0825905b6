/** One seed: every practice at once against the same backend, the same writes and the same faults. */
import { performance } from 'node:perf_hooks';
import { startBackend, type Backend } from '../../../demo/server/index.ts';
import { users } from '../../../demo/server/keys.ts';
import { seededRandom } from '../../support/virtual-clock.ts';
import { Agenda, wait } from '../agenda.ts';
import { hashOf, pictureOf } from '../picture.ts';
import type { Fault, Schedule } from '../schedule.ts';
import { AGE_ALLOWED, LOOK_EVERY } from '../timing.ts';
import { selectAs, TruthHistory } from '../truth.ts';
import { WireFaults } from '../wire-faults.ts';
import { comparedLists, type Keeper, type KeeperKind, type Row } from './keeper.ts';

/** When a practice is judged, in milliseconds after the last fault and the last write. */
export const JUDGED_AT = [12_000, 25_000] as const;

export interface Standing {
  /** A list differed from its SELECT, at each of `JUDGED_AT`. */
  readonly wrong: readonly boolean[];
  /** The same, the column `body` left out, which is stored out of line and not sent when it did not change. */
  readonly wrongWithoutBody: readonly boolean[];
  readonly looks: number;
  /** Looks during the faults at which a list differed from the database of the last second. */
  readonly wrongLooks: number;
  /** Milliseconds after which both lists were right for good; null: not while they were watched. */
  readonly rightAfter: number | null;
  readonly requests: number;
}

export interface ContestResult {
  readonly seed: number;
  readonly silent: boolean;
  readonly faults: readonly string[];
  readonly writes: number;
  /** By the practice's letter. */
  readonly standings: Readonly<Record<string, Standing>>;
}

class Contestant {
  requests = 0;
  looks = 0;
  wrongLooks = 0;
  rightSince: number | null = null;
  wrong: boolean[] = [];
  wrongWithoutBody: boolean[] = [];
  readonly keeper: Keeper;
  readonly letter: string;

  constructor({ letter, start }: KeeperKind, backend: Backend, seed: number) {
    this.letter = letter;
    this.keeper = start({
      url: backend.url,
      anonKey: backend.anonKey,
      token: backend.signToken({ sub: users.staff.id, role: 'authenticated' }, 600),
      fetch: (...request) => {
        this.requests++;
        return fetch(...request);
      },
      random: seededRandom(seed + 1_000_000),
    });
  }

  hashes(leftOut?: string): string[] {
    return comparedLists.map((_, place) => hashOfRows(this.keeper.rows(place), leftOut));
  }
}

export async function contest(schedule: Schedule, kinds: readonly KeeperKind[]): Promise<ContestResult> {
  const backend = await startBackend({ pace: 'real', faults: true });
  const contestants = kinds.map((kind) => new Contestant(kind, backend, schedule.seed));
  try {
    await Promise.all(contestants.map(({ keeper }) => keeper.ready()));
    const history = new TruthHistory(comparedLists.length);
    const record = async (from: number): Promise<void> => {
      (await truths(backend)).forEach((rows, place) => history.add(place, hashOfRows(rows), from));
    };
    await record(performance.now());
    let over = false;
    const looking = look(contestants, () => over);
    await run(schedule, backend, record);
    over = true;
    countWrongLooks(contestants, await looking, history);
    await judge(contestants, await truths(backend));
  } finally {
    await Promise.all(contestants.map(({ keeper }) => keeper.close()));
    await backend.stop();
  }
  return {
    seed: schedule.seed,
    silent: schedule.faults.some(({ silent }) => silent),
    faults: schedule.faults.map(({ name }) => name),
    writes: schedule.writes.length,
    standings: Object.fromEntries(contestants.map(standing)),
  };
}

function standing(contestant: Contestant): [string, Standing] {
  const { letter, wrong, wrongWithoutBody, looks, wrongLooks, rightSince, requests } = contestant;
  return [letter, { wrong, wrongWithoutBody, looks, wrongLooks, rightAfter: rightSince, requests }];
}

async function run(schedule: Schedule, backend: Backend, record: (from: number) => Promise<void>): Promise<void> {
  const wire = new WireFaults(backend.url);
  const agenda = new Agenda();
  let recording = Promise.resolve();
  const written = async (change: () => Promise<unknown>): Promise<void> => {
    const before = performance.now();
    await change();
    recording = recording.then(() => record(before));
    await recording;
  };
  for (const { at, statements } of schedule.writes) {
    agenda.at('writer', at, () =>
      written(() =>
        backend.database.transaction(async (transaction) => {
          for (const statement of statements) await transaction.query(statement);
        }),
      ),
    );
  }
  for (const fault of schedule.faults) {
    agenda.at(fault.name, fault.at, () => begin(fault, backend, wire, written));
    agenda.at(fault.name, fault.until, () => end(fault, backend, wire, written));
    if (fault.echo > 0) agenda.at(fault.name, fault.until + fault.echo, () => Promise.resolve());
  }
  await agenda.done();
}

type Written = (change: () => Promise<unknown>) => Promise<void>;

function begin({ name, action }: Fault, backend: Backend, wire: WireFaults, written: Written): Promise<void> {
  if (action.on === 'wire') return wire.begin(action.wire);
  if (action.on === 'database') return written(() => backend.database.exec(action.begin));
  throw new Error(`Without a page there is no fault "${name}".`);
}

async function end({ action }: Fault, backend: Backend, wire: WireFaults, written: Written): Promise<void> {
  if (action.on === 'wire') return wire.end(action.wire);
  if (action.on !== 'database' || action.end === undefined) return;
  const { end: statement } = action;
  return written(() => backend.database.exec(statement));
}

/** What every contestant showed at one instant. */
interface Seen {
  readonly at: number;
  readonly hashes: readonly (readonly string[])[];
}

async function look(contestants: readonly Contestant[], over: () => boolean): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (let next = performance.now(); !over(); next += LOOK_EVERY) {
    await wait(next - performance.now());
    seen.push({ at: performance.now(), hashes: contestants.map((contestant) => contestant.hashes()) });
  }
  return seen;
}

/** Afterwards, when every state of the database is recorded. */
function countWrongLooks(contestants: readonly Contestant[], seen: readonly Seen[], history: TruthHistory): void {
  for (const { at, hashes } of seen) {
    contestants.forEach((contestant, nth) => {
      contestant.looks++;
      if (!hashes[nth]!.every((hash, place) => history.held(place, hash, at - AGE_ALLOWED, at)))
        contestant.wrongLooks++;
    });
  }
}

async function judge(contestants: readonly Contestant[], expected: readonly (readonly Row[])[]): Promise<void> {
  const calm = performance.now();
  const whole = expected.map((rows) => hashOfRows(rows)).join();
  const withoutBody = expected.map((rows) => hashOfRows(rows, 'body')).join();
  for (const judgedAt of JUDGED_AT) {
    for (;;) {
      const now = performance.now() - calm;
      for (const contestant of contestants) {
        if (contestant.hashes().join() === whole) contestant.rightSince ??= now;
        else contestant.rightSince = null;
      }
      if (now >= judgedAt) break;
      await wait(50);
    }
    for (const contestant of contestants) {
      contestant.wrong.push(contestant.rightSince === null);
      contestant.wrongWithoutBody.push(contestant.hashes('body').join() !== withoutBody);
    }
  }
}

async function truths(backend: Backend): Promise<Row[][]> {
  const rows = await Promise.all(comparedLists.map((list) => selectAs(backend, list, users.staff.id)));
  return rows as Row[][];
}

function hashOfRows(rows: readonly Row[], leftOut?: string): string {
  const pictures = rows.map((row) => {
    const shown = Object.fromEntries(Object.entries(row).filter(([column]) => column !== leftOut));
    return { row: shown, drawn: [] };
  });
  return hashOf(pictureOf(pictures));
}
