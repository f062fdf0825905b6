/** Plays one schedule against a fresh backend and a real page, looks on, and judges. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Browser } from 'puppeteer-core';
import { startBackend, type Backend } from '../../demo/server/index.ts';
import { users } from '../../demo/server/keys.ts';
import { Agenda } from './agenda.ts';
import { judge, type Judgement } from './judge.ts';
import { Observer, type Observed } from './observer.ts';
import { Site } from './page-server.ts';
import type { Fault, Partner, Schedule, Write } from './schedule.ts';
import { WatchedPage } from './watched-page.ts';
import { WireFaults } from './wire-faults.ts';

export interface RunResult extends Judgement, Observed {
  readonly seed: number;
  readonly silent: boolean;
  readonly faults: readonly string[];
  readonly stats: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly returns: Readonly<Record<string, number>>;
  /** How often the page's reader changed while rows of the last one were shown. */
  readonly changesOfReader: number;
  readonly complaints: readonly string[];
  /** How late this process itself was, in milliseconds, at its worst but for one in a hundred. */
  readonly loopDelay: number;
}

interface World {
  readonly backend: Backend;
  readonly site: Site;
  readonly page: WatchedPage;
  readonly wire: WireFaults;
  readonly observer: Observer;
}

export async function play(schedule: Schedule, browser: Browser, kitUrl: string): Promise<RunResult> {
  const loop = monitorEventLoopDelay();
  const backend = await startBackend({ pace: 'real', faults: true });
  const site = await Site.start(backend, kitUrl);
  const page = await WatchedPage.open(browser, `${site.url}/`);
  const observer = new Observer(backend, page, () => site.partner);
  const world: World = { backend, site, page, wire: new WireFaults(backend.url), observer };
  try {
    await observer.ready();
    loop.enable();
    observer.begin();
    await run(schedule, world);
    const observed = await observer.end();
    loop.disable();
    const silent = schedule.faults.some((fault) => fault.silent);
    const judgement = await judge(page, await observer.truths(), silent);
    return {
      seed: schedule.seed,
      silent,
      faults: schedule.faults.map(describe),
      ...judgement,
      ...observed,
      stats: await page.stats(),
      returns: page.returns,
      changesOfReader: await page.changesOfReader(),
      complaints: page.complaints,
      loopDelay: Math.round(loop.percentile(99) / 1e6),
    };
  } finally {
    await page.close();
    await site.stop();
    await backend.stop();
  }
}

/** Resolves when the last write is written and the last fault is over. */
async function run(schedule: Schedule, world: World): Promise<void> {
  const agenda = new Agenda();
  for (const write of schedule.writes) agenda.at('writer', write.at, () => commit(write, world));
  for (const fault of schedule.faults) {
    // Faults of the page come one after the other; everything else goes on beside them.
    const line = fault.action.on === 'page' ? 'page' : fault.name;
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

async function begin({ action }: Fault, world: World): Promise<void> {
  const { backend, site, page, wire, observer } = world;
  switch (action.on) {
    case 'wire':
      return wire.begin(action.wire);
    case 'page':
      return page.enter(action.page);
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

async function end({ action }: Fault, { backend, page, wire, observer }: World): Promise<void> {
  if (action.on === 'wire') return wire.end(action.wire);
  if (action.on === 'page') return page.leave(action.page);
  if (action.on === 'database' && action.end !== undefined) {
    const { end: statement } = action;
    return observer.written(() => backend.database.exec(statement));
  }
}

/** What a site does when its visitor signs in as somebody else: another token endpoint, or the same page loaded later. */
async function signIn(partner: Partner, { site, page, observer }: World): Promise<void> {
  if (site.partner === partner) return;
  site.partner = partner;
  await page.whenThere(() => page.setTokenUrl('partner', `/token/${partner}`, users[partner].id));
  await observer.written(() => Promise.resolve());
}

function describe({ name, at, until }: Fault): string {
  return `${(at / 1_000).toFixed(1)} s ${name}${until > at ? ` until ${(until / 1_000).toFixed(1)} s` : ''}`;
}
