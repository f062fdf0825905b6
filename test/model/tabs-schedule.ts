/**
 * A random run of several tabs with `share="tabs"`: the faults of one page alone, and those of tabs, most of which befall
 * the one that leads. In the end every list of every tab must equal its SELECT, over one socket.
 */
import type { LiveRows } from '../../src/contexts.ts';
import { LiveSession } from '../../src/live-session.ts';
import type { TabRole } from '../../src/realtime/transport.ts';
import { ModelBrowser, type ModelTab } from '../support/model-browser.ts';
import { seededRandom, VirtualClock } from '../support/virtual-clock.ts';
import { ModelDatabase, type Ticket } from './model-database.ts';
import { ModelServer } from './model-server.ts';
import { randomSchedule } from './random-schedule.ts';
import { AUDIT_INTERVAL, firstRows, judge, lists, take, type Step } from './schedule.ts';

export interface TabsOutcome {
  /** Empty when all is as it must be. */
  readonly wrong: readonly string[];
  /** Milliseconds from calm until every list of every tab was right, and stayed so. */
  readonly rightAfter: number;
  /** What befell the tabs, and when. */
  readonly faults: readonly string[];
  /** Timers, listeners and locks that outlived the sessions. */
  readonly left: number;
}

/** A page in a tab: its session, its lists, and the server as it knows it. */
class ModelTabPage {
  readonly tab: ModelTab;
  readonly server: ModelServer;
  readonly session: LiveSession;
  readonly queries: LiveRows<Ticket>[];

  constructor(browser: ModelBrowser, database: ModelDatabase) {
    this.tab = browser.open();
    const { clock, ports } = this.tab;
    this.server = new ModelServer(database, clock, lists);
    const { transport, reader } = this.server;
    this.session = new LiveSession({
      ...{ url: 'https://model.test', apiKey: 'key', share: 'tabs', auditInterval: AUDIT_INTERVAL },
      ...{ clock, tabs: ports, lifecycle: this.tab, transport, reader },
    });
    this.session.connect();
    this.queries = lists.map(({ spec }) => this.session.query<Ticket>(spec));
  }

  get role(): TabRole {
    return this.session.stats.role;
  }

  close(): void {
    this.queries.forEach((query) => query.close());
    this.session.close();
  }
}

interface TabFault {
  readonly at: number;
  readonly name: string;
  readonly begin: (page: ModelTabPage, run: Run) => void;
  readonly end: (page: ModelTabPage, run: Run) => void;
  readonly lasts: number;
  /** Of the one that leads; else of any. */
  readonly ofLeader: boolean;
}

const nothing = (): void => undefined;
const kinds: readonly Pick<TabFault, 'name' | 'begin' | 'end'>[] = [
  { name: 'killed', begin: (page, run) => run.kill(page), end: (_page, run) => run.open() },
  { name: 'closed', begin: (page, run) => run.close(page), end: (_page, run) => run.open() },
  { name: 'frozen', begin: ({ tab }) => tab.freeze(), end: ({ tab }) => tab.thaw() },
  { name: 'stopped without a word', begin: ({ tab }) => tab.freeze(false), end: ({ tab }) => tab.thaw(false) },
  { name: 'hidden', begin: ({ tab }) => tab.tell('hidden'), end: ({ tab }) => tab.tell('visible') },
  { name: 'one more', begin: (_page, run) => run.open(), end: nothing },
];

const LENGTH = 20_000;

class Run {
  readonly clock: VirtualClock;
  readonly browser: ModelBrowser;
  readonly database: ModelDatabase;
  readonly pages: ModelTabPage[] = [];
  readonly told: string[] = [];
  readonly random: () => number;

  constructor(seed: number, tabs: number) {
    this.clock = new VirtualClock(seed);
    this.browser = new ModelBrowser(this.clock, seed);
    this.database = new ModelDatabase(() => this.clock.now());
    this.random = seededRandom(seed ^ 0x7ab5);
    for (const ticket of firstRows(seed)) this.database.transact([{ key: ticket.id, row: ticket }]);
    for (let count = 0; count < tabs; count++) this.open();
  }

  open(): void {
    const page = new ModelTabPage(this.browser, this.database);
    Object.assign(page.server.weather, this.pages[0]?.server.weather);
    this.pages.push(page);
  }

  kill(page: ModelTabPage): void {
    this.browser.kill(page.tab);
    this.pages.splice(this.pages.indexOf(page), 1);
  }

  close(page: ModelTabPage): void {
    page.tab.tell('leaving');
    this.kill(page);
  }

  any(ofLeader: boolean): ModelTabPage | undefined {
    const awake = this.pages.filter(({ tab }) => !tab.frozen && tab.visible);
    const chosen = ofLeader ? awake.filter(({ role }) => role === 'leader') : awake;
    return chosen[Math.floor(this.random() * chosen.length)];
  }

  faults(): TabFault[] {
    return Array.from({ length: 2 + Math.floor(this.random() * 4) }, () => ({
      ...kinds[Math.floor(this.random() * kinds.length)]!,
      at: 1_000 + this.random() * (LENGTH - 2_000),
      lasts: 200 + this.random() ** 2 * 25_000,
      ofLeader: this.random() < 0.75,
    }));
  }

  /** What has no tab befalls all of them once; what a page does befalls one. */
  async take(step: Step): Promise<void> {
    const [first] = this.pages;
    if (first === undefined) return;
    const world = (page: ModelTabPage) => ({ clock: this.clock, database: this.database, page: page.tab, ...page });
    if (step.do === 'reopen') {
      const { session, queries } = this.any(false) ?? first;
      queries[step.list]!.close();
      queries[step.list] = session.query<Ticket>(lists[step.list]!.spec);
    } else if (step.do === 'page' || step.do === 'reconnect') {
      const page = this.any(false);
      if (page !== undefined) await take(step, world(page));
    } else if (['write', 'truncate', 'toggle-policy', 'sleep'].includes(step.do)) {
      await take(step, world(first));
    } else {
      for (const page of [...this.pages]) await take(step, world(page));
    }
  }
}

export async function runTabs(seed: number, tabs = 3): Promise<TabsOutcome> {
  const run = new Run(seed, tabs);
  const { clock, browser, database } = run;
  const start = clock.now();
  const schedule = randomSchedule(seed);
  const agenda: { at: number; take: () => Promise<void> }[] = schedule.steps.map((step) => ({
    at: step.at,
    take: () => run.take(step),
  }));
  for (const { at, lasts, name, ofLeader, begin, end } of run.faults()) {
    let page: ModelTabPage | undefined;
    const beginNow = async (): Promise<void> => {
      page = run.any(ofLeader) ?? run.any(false);
      if (page === undefined) return;
      run.told.push(`${(at / 1_000).toFixed(1)} s ${page.role} ${name} for ${(lasts / 1_000).toFixed(1)} s`);
      begin(page, run);
    };
    const endNow = async (): Promise<void> => {
      if (page !== undefined) end(page, run);
    };
    agenda.push({ at, take: beginNow }, { at: at + lasts, take: endNow });
  }
  for (const { at, take: act } of agenda.sort((a, b) => a.at - b.at)) {
    await clock.advance(Math.max(0, start + at - clock.now()));
    await act();
  }
  for (const { tab } of run.pages) {
    if (!tab.visible) tab.tell('visible');
    tab.tell('online');
  }
  const calm = clock.now();
  let rightSince: number | null = null;
  const wrongNow = (): string[] =>
    run.pages.flatMap(({ queries, role }, nth) => [
      ...judge(queries, database).map((words) => `tab ${nth} (${role}): ${words}`),
      ...queries.filter(({ status }) => status !== 'live').map(({ status }) => `tab ${nth} (${role}) is ${status}`),
    ]);
  for (const end = calm + 120_000; clock.now() < end; await clock.advance(50)) {
    rightSince = wrongNow().length > 0 ? null : (rightSince ?? clock.now());
    if (rightSince !== null && clock.now() - rightSince > 3_000) break;
  }
  const wrong = wrongNow();
  const leaders = run.pages.filter(({ role }) => role === 'leader').length;
  const followers = run.pages.filter(({ role }) => role === 'follower').length;
  if (leaders !== 1 || followers !== run.pages.length - 1) wrong.push(`${leaders} lead and ${followers} follow`);
  run.pages.forEach((page) => page.close());
  await clock.advance(10_000);
  const observed = run.pages.reduce((sum, { tab }) => sum + tab.observers, 0);
  const left = observed + browser.namesOfLocks.length + run.pages.reduce((sum, { tab }) => sum + tab.timers, 0);
  return { wrong, rightAfter: (rightSince ?? Infinity) - calm, faults: run.told, left };
}
