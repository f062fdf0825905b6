/**
 * A server goes away under thousands of pages at once, and comes back: how many sockets, joins and reads it is asked
 * for in any one second, and how long until every page is live again. Virtual time, from a seed.
 */
import type { LiveRows } from '../../src/contexts.ts';
import { LiveSession } from '../../src/live-session.ts';
import { VirtualClock } from '../support/virtual-clock.ts';
import { Demands } from './demands.ts';
import { ModelNode, ticketRows } from './model-node.ts';
import type { Plan } from './plans.ts';

export interface Storm {
  readonly source: 'changes' | 'broadcast';
  readonly clients: number;
  /** `realtime`: the sockets alone; reads are answered all the while. */
  readonly away: 'project' | 'realtime';
  readonly plan: Plan;
  readonly seed?: number;
}

export interface StormFigures {
  /** Most reads in any one second while it is away. */
  readonly readsWhileAway: number;
  /** Most in any one second after it is back. */
  readonly sockets: number;
  readonly joins: number;
  readonly reads: number;
  /** All after it is back. */
  readonly readsPerClient: number;
  readonly joinsRefused: number;
  /** Milliseconds from its return until half of the pages were live, and all. */
  readonly halfLiveAfter: number;
  readonly allLiveAfter: number;
  /** Pages that said live and did not show what was written while they were away. */
  readonly wrong: number;
}

const AWAY_FOR = 20_000;
/** Long enough for the backoff to have forgotten how the page began. */
const SETTLED_AFTER = 35_000;
const PATIENCE = 300_000;

export async function storm({ source, clients, away, plan, seed = 1 }: Storm): Promise<StormFigures> {
  const clock = new VirtualClock(seed);
  const node = new ModelNode(clock, plan);
  const pages = Array.from({ length: clients }, () => {
    const { transport } = node.client();
    const options = { url: 'https://model.test', apiKey: 'key', source, clock, transport, reader: node.reader };
    const session = new LiveSession(options);
    return { session, list: session.query({ table: 'tickets', order: 'created_at.desc', limit: 20 }) };
  });
  // They come as readers do, one after the other: how pages begin is not what is measured.
  for (const { session } of pages) {
    clock.setTimer(() => session.connect(), clock.random() * (1_000 + (2_000 * clients) / plan.joinsPerSecond));
  }
  const live = (): number => pages.filter(({ list }) => list.status === 'live').length;
  while (live() < clients) await clock.advance(1_000);
  await clock.advance(SETTLED_AFTER);

  let demand = new Demands(clock);
  node.onDemand = (what) => demand.count(what);
  node.stop();
  node.restDown = away === 'project';
  node.rows = ticketRows('while away');
  await clock.advance(AWAY_FOR);
  const readsWhileAway = demand.most('read');
  demand = new Demands(clock);
  const back = clock.now();
  node.start();
  node.restDown = false;
  let halfLiveAfter = Infinity;
  while (live() < clients && clock.now() - back < PATIENCE) {
    await clock.advance(100);
    if (halfLiveAfter === Infinity && live() >= clients / 2) halfLiveAfter = clock.now() - back;
  }
  const allLiveAfter = live() === clients ? clock.now() - back : Infinity;
  const wrong = pages.filter(({ list }) => list.status === 'live' && !showsWhatWasWritten(list)).length;
  for (const { session } of pages) session.close();
  return {
    readsWhileAway,
    sockets: demand.most('socket'),
    joins: demand.most('join'),
    reads: demand.most('read'),
    readsPerClient: demand.all('read') / clients,
    joinsRefused: demand.all('refused join'),
    halfLiveAfter,
    allLiveAfter,
    wrong,
  };
}

function showsWhatWasWritten(list: LiveRows): boolean {
  return list.rows[0]?.['subject'] === 'while away';
}
