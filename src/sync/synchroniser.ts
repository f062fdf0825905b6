/**
 * The engine behind a LiveQuery: which events are painted, when to read, what a read means.
 *
 * **The stream is a hint, a read is the truth.** Events are painted at once; reads decide. A read is due at every fence
 * (the stream begins to flow, again or for the first time; the page comes back; the user changed), after every burst,
 * and at the auditor's pace for ever. Why that converges: after the last write some read starts and returns exactly the
 * SELECT, and every key it disagrees with is set (`docs/convergence.md`).
 */
import type { LiveGap } from '../contexts.ts';
import type { RawRow } from '../domain/row.ts';
import type { Problem } from '../domain/status.ts';
import type { Clock } from '../page/clock.ts';
import type { RowEvent } from '../realtime/change-payload.ts';
import type { StreamObserver, TableStream } from '../realtime/channel-manager.ts';
import type { PageLifecycle } from '../realtime/page-lifecycle.ts';
import { adoptRead } from './adopt-read.ts';
import { applyEvent, keysOf } from './apply-event.ts';
import { Auditor } from './auditor.ts';
import { FlowWatch, type FlowMark } from './flow-watch.ts';
import type { QueryPlan } from './query-plan.ts';
import { ReadError } from './read-error.ts';
import type { ReadReason } from './read-schedule.ts';
import { ReadSchedule } from './read-schedule.ts';
import type { Reader } from './reader.ts';
import type { RowWindow } from './row-window.ts';
import { readKeys, settleKeys } from './settle-keys.ts';
import { showUnread } from './show-unread.ts';
import type { SyncStats } from './stats.ts';
import { streamLossy, unreadableRow } from './stream-problems.ts';
import { TouchedKeys } from './touched-keys.ts';
import { Unexplained } from './unexplained.ts';
import { Verifier } from './verifier.ts';
import { WindowReader, type WindowRows } from './window-reader.ts';

export interface SynchroniserPorts {
  readonly reader: Reader;
  /** Null: no stream, reads alone (`source="poll"`). */
  readonly openStream: ((observer: StreamObserver) => TableStream) | null;
  readonly clock: Clock;
  readonly lifecycle: PageLifecycle;
  /** The longest time between two audits, in milliseconds. */
  readonly auditInterval: number;
  readonly stats: SyncStats;
  readonly report: (problem: Problem) => void;
}

/** What the engine tells of itself. */
export interface SynchroniserObserver {
  /** The window may have patches to hand on. True when it had. */
  windowChanged(): boolean;
  stateChanged(): void;
  synced(detail: { readonly verifiedAt: Date; readonly repaired: number }): void;
  gap(gap: LiveGap): void;
}

export class Synchroniser<Row> {
  readonly #plan: QueryPlan<Row>;
  readonly #window: RowWindow<Row>;
  readonly #ports: SynchroniserPorts;
  readonly #observer: SynchroniserObserver;
  readonly #touched = new TouchedKeys();
  readonly #auditor: Auditor;
  readonly #schedule: ReadSchedule;
  readonly #verifier: Verifier;
  readonly #unexplained: Unexplained;
  readonly #flow: FlowWatch;
  readonly #reader: WindowReader<Row>;
  #stream: TableStream | null = null;
  #endLifecycle: (() => void) | undefined;
  /** The read under way; a newer one aborts it. */
  #reading: AbortController | undefined;
  #waiters: (() => void)[] = [];
  /** Columns the table has, as the last read showed them: an event that lacks one is not the whole row. */
  #allColumns: ReadonlySet<string> | null = null;
  /** The start of the last read that was adopted, as `TouchedKeys` counts. */
  #adoptedMark = -1;
  /** Grows when what is under way must not come to anything any more. */
  #epoch = 0;
  #verifiedAt: Date | null = null;
  /** What is wrong with the last read, and with the stream. */
  #readProblem: Problem | null = null;
  #refusal: Problem | null = null;
  #resting = false;

  constructor(plan: QueryPlan<Row>, window: RowWindow<Row>, ports: SynchroniserPorts, observer: SynchroniserObserver) {
    this.#plan = plan;
    this.#window = window;
    this.#ports = ports;
    this.#observer = observer;
    this.#reader = new WindowReader(plan, ports.reader, window, ports.clock);
    this.#auditor = new Auditor(ports.auditInterval);
    this.#schedule = new ReadSchedule(ports.clock, this.#auditor, (reason) => void this.#read(reason));
    this.#verifier = new Verifier(ports.clock, {
      settle: (keys) => this.#settle(keys),
      giveUp: () => this.#schedule.soon(),
    });
    this.#flow = new FlowWatch(ports.clock, () => this.#stream?.flowing ?? false);
    this.#unexplained = new Unexplained(ports.clock, (lost) => this.#judgeAudit(lost));
  }

  /** True when what is shown may be called live. */
  get isLive(): boolean {
    if (this.#ports.openStream === null) return !this.#resting; // Polling: as live as the last read was good.
    return this.#flow.isLive;
  }

  get verifiedAt(): Date | null {
    return this.#verifiedAt;
  }

  get problem(): Problem | null {
    // A table that is not there is not published either: what a read says of it is better said.
    const refusal = this.#window.loaded ? this.#refusal : null;
    return this.#readProblem ?? refusal ?? (this.#auditor.losses >= 2 ? streamLossy(this.#plan.table) : null);
  }

  /** Joins the stream and reads at once: the first rows do not wait for the socket, and say that they are not live. */
  start(): void {
    const { openStream, lifecycle } = this.#ports;
    this.#endLifecycle ??= lifecycle.observe((event) => {
      if (event === 'hidden') this.#schedule.pause();
      if (event === 'visible' && !this.#resting) this.#wake();
    });
    this.#stream = openStream?.(this.#streamObserver) ?? null;
    if (this.#stream?.flowing) this.#flow.began();
    this.#schedule.now();
  }

  /** Asked for by a person or the page, so it is not for the schedule to put off, as it does while nobody looks. */
  readNow(): Promise<void> {
    const done = new Promise<void>((resolve) => this.#waiters.push(resolve));
    if (this.#stream === null && this.#ports.openStream !== null && !this.#resting) this.start();
    void this.#read('fence');
    return done;
  }

  /** Another read of the same server was good. */
  hurry(): void {
    this.#schedule.hurry();
  }

  /** Another user: nothing of the last one's rows may be seen any more, so they go before anything is asked. */
  beginAnew(): void {
    this.#epoch++;
    this.#reading?.abort();
    this.#verifier.stop();
    this.#unexplained.clear();
    this.#flow.forget();
    this.#clear(null);
    if (this.#stream === null && this.#ports.openStream !== null && !this.#resting) this.start();
    else this.#schedule.now();
  }

  /** Nothing can be had until a person acts. The rows go; they may not be the reader's to see. */
  fail(problem: Problem): void {
    this.#halt();
    this.#clear(problem);
  }

  /** Nobody sees the rows: the stream is left and nothing is read until `wake`. */
  rest(): void {
    if (this.#resting) return;
    if (this.isLive) this.#flow.interrupted('nobody saw the rows');
    this.#resting = true;
    this.#halt();
    this.#schedule.setLive(false);
    this.#schedule.pause();
    this.#observer.stateChanged();
  }

  /** As the page is when it comes back: whatever came meanwhile is missed, and read. */
  wake(): void {
    if (!this.#resting) return;
    this.#resting = false;
    if (this.#readProblem?.permanent) return;
    this.start();
    this.#wake();
  }

  close(): void {
    this.#endLifecycle?.();
    this.#halt();
  }

  readonly #streamObserver: StreamObserver = {
    event: (event) => this.#event(event),
    flowing: () => {
      this.#flow.began();
      this.#refusal = null;
      this.#fence();
    },
    doubted: () => this.#wake(),
    interrupted: (why) => {
      this.#flow.interrupted(why);
      this.#schedule.setLive(false);
      this.#observer.stateChanged();
    },
    refused: (problem) => {
      this.#refusal = problem;
      this.#schedule.setLive(false);
      this.#schedule.soon();
      this.#observer.stateChanged();
    },
  };

  #event(event: RowEvent): void {
    if (this.#verifiedAt === null) {
      // Nothing to paint on yet, or rows that no read has seen. The read under way may be older than the event, so its rows will be verified.
      for (const key of keysOf(this.#plan, event)) this.#touched.touch(key);
      return;
    }
    const outcome = applyEvent(this.#window, this.#plan, event, this.#allColumns);
    for (const key of outcome.touched) {
      this.#touched.touch(key);
      this.#unexplained.explain(key);
    }
    if (outcome.unreadable) this.#ports.report(unreadableRow(this.#plan.table));
    if (outcome.doubtful.length > 0) this.#verifier.doubt(outcome.doubtful);
    if (outcome.windowDoubtful || this.#window.runsShort) this.#schedule.soon();
    this.#schedule.eventSeen();
    if (this.#observer.windowChanged()) this.#ports.stats.eventsApplied++;
  }

  /** The stream may have been away: read now, and look again soon. */
  #fence(): void {
    this.#ports.stats.fences++;
    this.#flow.fence();
    this.#auditor.restarted();
    this.#unexplained.clear();
    this.#schedule.now();
    this.#observer.stateChanged();
  }

  /** Nobody watched for a while, or something was missed although the stream stands. */
  #wake(): void {
    this.#schedule.resume();
    this.#fence();
  }

  async #read(reason: ReadReason): Promise<void> {
    const { lifecycle, stats } = this.#ports;
    if (reason !== 'fence' && !lifecycle.visible) return this.#schedule.pause();
    this.#reading?.abort();
    const controller = (this.#reading = new AbortController());
    const { signal } = controller;
    this.#schedule.started(reason);
    if (reason === 'audit') stats.audits++;
    const mark = this.#touched.begin();
    const flow = this.#flow.mark();
    try {
      const answer = await this.#reader.read({
        reason,
        whole: this.#auditor.losses > 0 || this.#flow.owesWholeRead,
        early: this.#flow.silent,
        signal,
        firstPage: (rows) => {
          if (!signal.aborted && !this.#window.loaded) this.#showUnread(rows);
        },
      });
      if (!signal.aborted) this.#adopt(answer, mark, flow);
    } catch (error) {
      if (!signal.aborted) this.#failed(error);
    } finally {
      this.#touched.end(mark);
      if (this.#reading === controller) this.#reading = undefined;
    }
    if (!signal.aborted) this.#waiters.splice(0).forEach((done) => done());
  }

  /** Shows what a read has brought so far; until it has ended, nobody has verified it. */
  #showUnread(rows: readonly RawRow[]): void {
    showUnread(this.#window, this.#plan, rows, false);
    this.#observer.windowChanged();
    this.#observer.stateChanged();
  }

  #adopt({ rows, complete, whole, verifiedSince }: WindowRows, mark: number, flow: FlowMark): void {
    const { stats } = this.#ports;
    const [first] = rows;
    if (first !== undefined) this.#allColumns = new Set(Object.keys(first));
    const { doubtful, differing } = adoptRead(this.#window, this.#plan, rows, complete, (key) =>
      this.#touched.since(key, mark),
    );
    if (whole) {
      this.#adoptedMark = mark;
      this.#verifier.settled(doubtful);
    } else {
      this.#verifier.doubt(doubtful);
    }
    const verified = Math.max(verifiedSince ?? 0, this.#verifiedAt?.getTime() ?? 0);
    this.#verifiedAt = new Date(verified);
    this.#readProblem = null;
    const differences = this.#flow.adopted(flow);
    if (differences === 'odd') this.#unexplained.watch(differing);
    if (differences === 'missed') stats.repairs += differing.length;
    this.#schedule.setLive(this.isLive);
    this.#schedule.succeeded();
    const gap = this.#flow.takeGap();
    if (gap !== null) this.#observer.gap(gap);
    this.#observer.windowChanged();
    this.#observer.stateChanged();
    this.#observer.synced({ verifiedAt: this.#verifiedAt, repaired: differing.length });
  }

  async #settle(keys: readonly string[]): Promise<readonly string[]> {
    this.#ports.stats.verifications++;
    const epoch = this.#epoch;
    const mark = this.#touched.begin();
    try {
      const rows = await readKeys(this.#plan, this.#ports.reader, keys);
      // Closed meanwhile, or another user's by now; or a read of the window that began later knows more.
      if (epoch !== this.#epoch || this.#adoptedMark > mark) return [];
      const still = keys.filter((key) => this.#touched.since(key, mark));
      settleKeys(
        this.#window,
        this.#plan,
        keys.filter((key) => !still.includes(key)),
        rows,
      );
      // A read of the window that began earlier knows less.
      for (const key of keys) this.#touched.touch(key);
      if (this.#window.runsShort) this.#schedule.soon();
      this.#observer.windowChanged();
      return still;
    } finally {
      this.#touched.end(mark);
    }
  }

  #failed(error: unknown): void {
    if (!(error instanceof ReadError)) {
      this.#schedule.failed(null); // A fault of ours or of the page's: it must be heard of, and must not end the reads.
      throw error;
    }
    this.#readProblem = error.problem;
    if (error.problem.permanent) this.#halt();
    else this.#schedule.failed(error.retryAfter);
    // Rows that came with the page, and that no read will ever see: they may not be the reader's to see.
    if (error.problem.permanent && this.#verifiedAt === null && this.#window.loaded) this.#clear(error.problem);
    else this.#observer.stateChanged();
  }

  #judgeAudit(lost: number): void {
    this.#ports.stats.repairs += lost;
    if (lost === 0) this.#auditor.agreed();
    else this.#auditor.lost();
    this.#schedule.replan();
    this.#observer.stateChanged();
  }

  #clear(problem: Problem | null): void {
    this.#window.clear();
    this.#verifiedAt = null;
    this.#readProblem = problem;
    this.#observer.windowChanged();
    this.#observer.stateChanged();
  }

  /** Ends reads and stream; the rows stand. */
  #halt(): void {
    this.#epoch++;
    this.#reading?.abort();
    this.#reading = undefined;
    this.#schedule.stop();
    this.#verifier.stop();
    this.#unexplained.clear();
    this.#stream?.release();
    this.#stream = null;
    this.#waiters.splice(0).forEach((done) => done());
  }
}
