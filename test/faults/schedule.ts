/**
 * One random run as data: what is written, what breaks, and when, all from one seed, so that a run that ended wrong can
 * be played again.
 */
import { seededRandom } from '../support/virtual-clock.ts';
import { drawFaults } from './random-faults.ts';
import { drawWrites } from './random-writes.ts';
import { drawTabFaults } from './tab-faults.ts';
import type { PageState } from './watched-page.ts';

/** One transaction of a writer the page knows nothing of. */
export interface Write {
  /** Milliseconds from the start of the run. */
  readonly at: number;
  readonly statements: readonly string[];
}

/** The `socket` and `rest` parts of `POST /_faults`, of which several faults may hold some at once. */
export interface WireFault {
  readonly socket?: Readonly<Record<string, unknown>>;
  readonly rest?: Readonly<Record<string, unknown>>;
  /** Cut every socket when the fault begins. */
  readonly kill?: boolean;
}

export type FaultAction =
  | { readonly on: 'wire'; readonly wire: WireFault }
  | { readonly on: 'page'; readonly page: PageState; readonly tab?: Tab }
  /** Every token is refused from now on; `as`: and the one who asks for the next is somebody else. */
  | { readonly on: 'token'; readonly as?: Partner }
  /** The page signs the other partner in. */
  | { readonly on: 'identity'; readonly as: Partner }
  | { readonly on: 'database'; readonly begin: string; readonly end?: string };

/** Which of several tabs: the one that has the connection of this provider, or any. */
export type Tab = 'staff' | 'partner' | 'any';

export type Partner = 'partnerA' | 'partnerB';

export interface Fault {
  readonly name: string;
  readonly at: number;
  readonly until: number;
  /** How long its last effect comes after its end: a frame that was delayed. */
  readonly echo: number;
  /** Nothing on the socket, no answer and no event of the page tells that something was missed. */
  readonly silent: boolean;
  readonly action: FaultAction;
}

export interface Schedule {
  readonly seed: number;
  readonly faults: readonly Fault[];
  readonly writes: readonly Write[];
  /** When the last fault and the last write are over. */
  readonly calmAt: number;
}

export interface ScheduleOptions {
  /** Only what can be done to a client without a page: for keepers that run outside of a browser. */
  readonly withoutPage?: boolean;
  /** Several pages that share a connection, with faults of their own. */
  readonly tabs?: number;
}

/** Odd seeds have silent faults among theirs, even seeds none. */
export function makeSchedule(seed: number, options: ScheduleOptions = {}): Schedule {
  const random = seededRandom(seed);
  const faults = drawFaults(random, seed % 2 === 1, options.withoutPage ?? false);
  if ((options.tabs ?? 1) > 1) faults.push(...drawTabFaults(random));
  const calmAt = Math.max(...faults.map(({ until, echo }) => until + echo));
  return { seed, faults, writes: drawWrites(random, calmAt), calmAt };
}
