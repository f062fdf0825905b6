/** Plays one schedule against a fresh backend and one real page or several, looks on, and judges. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Browser } from 'puppeteer-core';
import { startBackend, type Backend } from '../../demo/server/index.ts';
import { users } from '../../demo/server/keys.ts';
import { Agenda } from './agenda.ts';
import type { Judgement } from './judge.ts';
import { Observer, type Observed } from './observer.ts';
import { Site } from './page-server.ts';
import { judgeTabs } from './judge-tabs.ts';
import type { Fault, Partner, Schedule, Tab, Write } from './schedule.ts';
import { WatchedPage, type PageState, type PageStats } from './watched-page.ts';
import { WireFaults } from './wire-faults.ts';

export interface RunResult extends Judgement, Observed {
  readonly seed: number;
  readonly tabs: number;
  readonly silent: boolean;
  readonly faults: readonly string[];
  /** Of each page. */
  readonly stats: readonly PageStats[];
  readonly returns: readonly Readonly<Record<string, number>>[];
  /** How often the page's reader changed while rows of the last one were shown. */
  readonly changesOfReader: number;
  readonly complaints: readonly string[];
  /** How late this process itself was, in milliseconds, at its worst but for one in a hundred. */
  readonly loopDelay: number;
}

interface World {
  readonly backend: Backend;
  readonly site: Site;
  readonly pages: readonly WatchedPage[];
  readonly wire: WireFaults;
  readonly observer: Observer;
  /** Which page a fault of pages befell. */
  readonly befallen: Map<Fault, WatchedPage>;
}

export async function play(schedule: Schedule, browser: Browser, kitUrl: string, tabs: number): Promise<RunResult> {
  const loop = monitorEventLoopDelay();
  const backend = await startBackend({ pace: 'real', faults: true });
  const site = await Site.start(backend, kitUrl, tabs > 1);
  const context = await browser.createBrowserContext();
  try {
    const pages: WatchedPage[] = [];
    while (pages.length < tabs) pages.push(await WatchedPage.openIn(context, `${site.url}/`));
    const observer = new Observer(backend, pages, () => site.partner);
    const world: World = { backend, site, pages, wire: new WireFaults(backend.url), observer, befallen: new Map() };
    await observer.ready();
    loop.enable();
    observer.begin();
    await run(schedule, world);
    const observed = await observer.end();
    loop.disable();
    const silent = schedule.faults.some((fault) => fault.silent);
    const judgement = await judgeTabs(pages, await observer.truths(), silent);
    const changes = await Promise.all(pages.map((page) => page.changesOfReader()));
    return {
      seed: schedule.seed,
      tabs,
      silent,
      faults: schedule.faults.map(describe),
      ...judgement,
      ...observed,
      stats: await Promise.all(pages.map((page) => page.stats())),
      returns: pages.map(({ returns }) => returns),
      changesOfReader: changes.reduce((sum, count) => sum + count, 0),
      complaints: pages.flatMap(({ complaints }) => complaints),
      loopDelay: Math.round(loop.percentile(99) / 1e6),
    };
  } finally {
    await context.close();
    await site.stop();
    await backend.stop();
  }
}

/** Resolves when the last write is written and the last fault is over. */
async function run(schedule: Schedule, world: World): Promise<void> {
  const agenda = new Agenda();
  for (const write of schedule.writes) agenda.at('writer', write.at, () => commit(write, world));
  for (const fault of schedule.faults) {
    // Faults of a page come one after the other, those of tabs too; everything else goes on beside them.
    const line = fault.action.on === 'page' ? `page ${fault.action.tab === undefined}` : fault.name;
    agenda.at(line, fault.at, () => begin(fault, world));
    agenda.at(line, fault.until, () => end(fault, world));
    if (fault.echo > 0) agenda.at(line, fault.until + fault.echo, () => Promise.resolve());
  }
  await agenda.done();
}

async function commit({ statements }: Write, { backend, observer }: World): Promise<void> {
  await observer.written(() =>
    backend.database.transaction(async (transaction) => {
      for (const statement of statements) await transaction.query(statement);
    }),
  );
}

async function begin(fault: Fault, world: World): Promise<void> {
  const { backend, site, wire, observer } = world;
  const { action } = fault;
  switch (action.on) {
    case 'wire':
      return wire.begin(action.wire);
    case 'page':
      return befall(fault, action.page, action.tab, world);
    case 'database':
      return observer.written(() => backend.database.exec(action.begin));
    case 'token':
      if (action.as !== undefined) site.partner = action.as;
      await wire.expireTokens();
      return observer.written(() => Promise.resolve());
    case 'identity':
      return signIn(action.as, world);
  }
}

async function end(fault: Fault, { backend, wire, observer, befallen }: World): Promise<void> {
  const { action } = fault;
  if (action.on === 'wire') return wire.end(action.wire);
  if (action.on === 'page') return befallen.get(fault)?.leave(action.page);
  if (action.on === 'database' && action.end !== undefined) {
    const { end: statement } = action;
    return observer.written(() => backend.database.exec(statement));
  }
}

/** A page that is away already is left alone: it is in one state at a time. */
async function befall(fault: Fault, state: PageState, tab: Tab | undefined, world: World): Promise<void> {
  const leader = await leaderOf(tab, world.pages);
  const there = world.pages.filter(({ shown }) => shown); // Only now: another fault may have come meanwhile.
  const page = there.find((each) => each === leader) ?? there[fault.at % there.length];
  if (page === undefined) return;
  world.befallen.set(fault, page);
  await page.enter(state);
}

async function leaderOf(tab: Tab | undefined, pages: readonly WatchedPage[]): Promise<WatchedPage | undefined> {
  if (tab === undefined || tab === 'any') return undefined;
  const there = pages.filter(({ shown }) => shown);
  const statsOf = (page: WatchedPage): Promise<PageStats> =>
    page.stats().catch((error: unknown) => {
      if (page.shown) throw error;
      return {}; // It went away as it was asked, and leads nothing.
    });
  const stats = await Promise.all(there.map(statsOf));
  return there.find((_, nth) => stats[nth]![tab]?.['role'] === 'leader');
}

/** What a site does when its visitor signs in as somebody else: another token endpoint, or the same page loaded later. */
async function signIn(partner: Partner, { site, pages, observer }: World): Promise<void> {
  if (site.partner === partner) return;
  site.partner = partner;
  const inPage = (page: WatchedPage): Promise<void> =>
    page.whenThere(() => page.setTokenUrl('partner', `/token/${partner}`, users[partner].id));
  await Promise.all(pages.map(inPage));
  await observer.written(() => Promise.resolve());
}

function describe({ name, at, until }: Fault): string {
  return `${(at / 1_000).toFixed(1)} s ${name}${until > at ? ` until ${(until / 1_000).toFixed(1)} s` : ''}`;
}
