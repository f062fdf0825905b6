/** Looks at the pages again and again while things break, and keeps what its lists should have shown. */
import { performance } from 'node:perf_hooks';
import type { Backend } from '../../demo/server/index.ts';
import { wait } from './agenda.ts';
import { lists } from './lists.ts';
import type { Look } from './look.ts';
import { hashOf } from './picture.ts';
import type { Partner } from './schedule.ts';
import { AGE_ALLOWED, LOOK_EVERY } from './timing.ts';
import { TruthHistory, truthOf } from './truth.ts';
import type { WatchedPage } from './watched-page.ts';

/** Of one list, in instants it was looked at. */
export interface Instants {
  seen: number;
  /** Equal to the database of the last second. */
  equal: number;
  /** Said `live`, and was not. */
  liveUnequal: number;
}

export interface Observed {
  readonly instants: Readonly<Record<string, Instants>>;
  readonly writes: number;
}

/** How long a page may take to be live and right at first. */
const READY_WITHIN = 30_000;

export class Observer {
  readonly #backend: Backend;
  readonly #pages: readonly WatchedPage[];
  readonly #partner: () => Partner;
  readonly #history = new TruthHistory(lists.length);
  readonly #instants = lists.map((): Instants => ({ seen: 0, equal: 0, liveUnequal: 0 }));
  /** Each look, and the time in which its states may have held. */
  readonly #seen: { readonly from: number; readonly until: number; readonly looks: readonly Look[] }[] = [];
  #writes = 0;
  #over = false;
  #looking: Promise<unknown> = Promise.resolve();
  #recording: Promise<void> = Promise.resolve();

  constructor(backend: Backend, pages: readonly WatchedPage[], partner: () => Partner) {
    this.#backend = backend;
    this.#pages = pages;
    this.#partner = partner;
  }

  /** What every list must show now, as text. */
  truths(): Promise<string[][]> {
    return Promise.all(lists.map((list) => truthOf(this.#backend, list, this.#partner())));
  }

  /** Resolves when every list is live and equals its SELECT. */
  async ready(): Promise<void> {
    await this.#record(performance.now());
    await Promise.all(this.#pages.map((page) => this.#pageReady(page)));
  }

  async #pageReady(page: WatchedPage): Promise<void> {
    for (const end = performance.now() + READY_WITHIN; ; await wait(50)) {
      const looks = await page.look();
      const now = performance.now();
      const right = looks?.every(
        ({ hash, status }, place) => status === 'live' && this.#history.held(place, hash, now, now),
      );
      if (right) return;
      if (now < end) continue;
      const shown = JSON.stringify(looks);
      throw new Error(`The page was not right to begin with: ${shown}; it said: ${page.complaints.join('; ')}`);
    }
  }

  begin(): void {
    this.#looking = Promise.all(this.#pages.map((page) => this.#keepLooking(page)));
  }

  /** Something that may change what the lists must show. */
  async written(change: () => Promise<unknown>): Promise<void> {
    const before = performance.now();
    this.#writes++;
    await change();
    // One after the other: two that overlap would tell their states in the wrong order.
    this.#recording = this.#recording.then(() => this.#record(before));
    await this.#recording;
  }

  async end(): Promise<Observed> {
    this.#over = true;
    await this.#looking;
    this.#count();
    const instants = Object.fromEntries(lists.map(({ name }, place) => [name, this.#instants[place]!]));
    return { instants, writes: this.#writes };
  }

  /** Afterwards, when every state of the database is recorded. */
  #count(): void {
    for (const { from, until, looks } of this.#seen) {
      looks.forEach(({ hash, status }, place) => {
        const instants = this.#instants[place]!;
        instants.seen++;
        if (this.#history.held(place, hash, from, until)) instants.equal++;
        else if (status === 'live') instants.liveUnequal++;
      });
    }
  }

  async #record(from: number): Promise<void> {
    (await this.truths()).forEach((lines, place) => this.#history.add(place, hashOf(lines), from));
  }

  async #keepLooking(page: WatchedPage): Promise<void> {
    for (let next = performance.now(); !this.#over; next += LOOK_EVERY) {
      await wait(next - performance.now());
      const before = performance.now();
      const looks = await page.look();
      if (looks === null) continue;
      this.#seen.push({ from: before - AGE_ALLOWED, until: performance.now(), looks });
    }
  }
}
