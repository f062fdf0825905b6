/** Makes a schedule from a seed: 20 seconds of writing and faults, then calm. */
import { seededRandom } from '../support/virtual-clock.ts';
import type { Ticket } from './model-database.ts';
import type { Weather } from './model-server.ts';
import { fairWeather, keyName, randomTicket, type Schedule, type Step } from './schedule.ts';

const LENGTH = 20_000;

/**
 * `announced`: only faults that the socket or the server tells of, and the last one ends after the last write, so that
 * nothing but the engine's own answer to it puts the rows right.
 */
export type Kind = 'all' | 'announced';

export function randomSchedule(seed: number, kind: Kind = 'all'): Schedule {
  const random = seededRandom(seed);
  const between = (from: number, to: number): number => from + random() * (to - from);
  const chance = (odds: number): boolean => random() < odds;
  const steps: Step[] = writes(random);
  if (kind === 'announced') {
    for (const at of [between(1_000, 8_000), LENGTH - 3_000]) steps.push(...announcedFault(at, random));
  } else {
    steps.push(...standing(random));
    const faults = 1 + Math.floor(random() * 4);
    for (let count = 0; count < faults; count++) steps.push(...fault(between(1_000, LENGTH - 6_000), random));
  }
  if (kind === 'all' && chance(0.3)) steps.push(burst(between(1_000, LENGTH), random));
  if (chance(0.4)) steps.push(clearance(between(1_000, LENGTH), random));
  const calmAt = Math.max(...steps.map(({ at }) => at)) + 1;
  steps.push({ at: calmAt, do: 'weather', set: fairWeather });
  // A page left hidden would be right not to read.
  steps.push({ at: calmAt, do: 'page', event: 'visible' });
  steps.push({ at: calmAt, do: 'page', event: 'online' });
  return { seed, steps: steps.sort((a, b) => a.at - b.at), calmAt };
}

/** What is wrong all the while: a few lost, doubled and late frames. */
function standing(random: () => number): Step[] {
  const set: Partial<Weather> = { lose: random() < 0.7 ? 0.02 : 0 };
  if (random() < 0.5) Object.assign(set, { double: 0.03 });
  if (random() < 0.4) Object.assign(set, { late: 0.05, lateBy: 2_000 });
  if (random() < 0.3) Object.assign(set, { restTo: 2_500 });
  if (random() < 0.2) Object.assign(set, { maxRows: 25 });
  return [{ at: 0, do: 'weather', set }];
}

/** The weather changes at `at`, and changes back. */
function spellFrom(at: number, length: number): (set: Partial<Weather>) => Step[] {
  return (set) => {
    const end = Object.fromEntries(Object.keys(set).map((name) => [name, fairWeather[name as keyof Weather]]));
    return [
      { at, do: 'weather', set },
      { at: at + length, do: 'weather', set: end },
    ];
  };
}

function announcedFault(at: number, random: () => number): Step[] {
  const spell = spellFrom(at, 3_200 + random() * 500);
  const cut: Step = { at, do: 'cut' };
  const kinds: (() => Step[])[] = [
    () => [{ at: at + 3_000, do: 'cut' }],
    () => [...spell({ refuseSockets: true }), cut],
    () => [
      ...spell({ refuseSockets: true, restDown: true }),
      { at, do: 'weather', set: { markFrom: 1_200, markTo: 2_700 } },
      cut,
    ],
    () => [{ at: at + 3_000, do: 'close-channels' }],
    () => [
      { at, do: 'page', event: 'offline' },
      { at: at + 3_200, do: 'page', event: 'online' },
    ],
    () => [
      { at, do: 'page', event: 'freeze' },
      { at: at + 3_200, do: 'page', event: 'resume' },
    ],
    () => [{ at: at + 3_000, do: 'sleep' }],
  ];
  return kinds[Math.floor(random() * kinds.length)]!();
}

/** One fault, and its end. */
function fault(at: number, random: () => number): Step[] {
  const length = 200 + random() * 4_000;
  const spell = spellFrom(at, length);
  const cut: Step = { at, do: 'cut' };
  const page = (event: 'hidden' | 'offline' | 'freeze', back: 'visible' | 'online' | 'resume'): Step[] => [
    { at, do: 'page', event },
    { at: at + length, do: 'page', event: back },
  ];
  const kinds: (() => Step[])[] = [
    () => [cut],
    () => [...spell({ refuseSockets: true }), cut],
    () => [...spell({ refuseSockets: true, restDown: true, markFrom: 1_200, markTo: 2_700 }), cut],
    () => spell({ halfOpen: true }),
    () => spell({ lose: 1 }),
    () => spell({ rateLimited: true }),
    () => spell({ restError: 0.6 }),
    () => spell({ restFrom: 300, restTo: 2_500 }),
    () => spell({ lagFrom: 500, lagTo: 3_000 }),
    () => [...spell({ markMissing: 1 }), cut],
    () => [...spell({ markFrom: 1_200, markTo: 5_000 }), cut],
    () => spell({ unpublished: true }),
    () => spell({ restHangs: true }),
    () => spell({ restHangs: true, lose: 1 }),
    () => [...spell({ restFrom: 500, restTo: 1_500 }), { at: at + 100, do: 'reopen', list: Math.floor(random() * 3) }],
    () => [{ at, do: 'reopen', list: Math.floor(random() * 3) }],
    () => [{ at, do: 'close-channels' }],
    () => [{ at, do: 'mark-again' }],
    () => [{ at, do: 'truncate' }],
    () => [{ at, do: 'toggle-policy' }],
    () => [{ at, do: 'sleep' }],
    () => [{ at, do: 'reconnect' }],
    () => page('hidden', 'visible'),
    () => page('offline', 'online'),
    () => page('freeze', 'resume'),
  ];
  return kinds[Math.floor(random() * kinds.length)]!();
}

function writes(random: () => number): Step[] {
  const steps: Step[] = [];
  let next = 60;
  for (let at = 500; at < LENGTH; at += 20 + random() * 260) {
    const changes = Array.from({ length: random() < 0.8 ? 1 : 3 }, () => {
      const key = keyName(random() < 0.35 ? Math.floor(random() * 6) : Math.floor(random() * next));
      return change(key, random, () => keyName(next++));
    });
    steps.push({ at, do: 'write', changes });
  }
  return steps;
}

function change(key: string, random: () => number, newKey: () => string): { key: string; set: Partial<Ticket> | null } {
  const at = Date.UTC(2026, 0, 1) + Math.floor(random() * 1e7);
  const kind = random();
  if (kind < 0.22) {
    const id = newKey();
    return { key: id, set: randomTicket(id, random, at) };
  }
  if (kind < 0.36) return { key, set: null };
  const ticket = randomTicket(key, random, at);
  if (kind < 0.58) return { key, set: { id: key, status: ticket.status } };
  if (kind < 0.72) return { key, set: { id: key, created_at: ticket.created_at } };
  if (kind < 0.8) return { key, set: { id: key, body: ticket.body } };
  if (kind < 0.84) return { key, set: { id: key, hidden: ticket.hidden } };
  // A key changed by an UPDATE is one change with the old key in its old record.
  if (kind < 0.86) return { key, set: { id: newKey() } };
  return { key, set: { id: key, title: ticket.title, priority: ticket.priority } };
}

function burst(at: number, random: () => number): Step {
  const changes = Array.from({ length: 400 }, (_, index) => {
    const id = keyName(100_000 + index);
    return { key: id, set: randomTicket(id, random, Date.UTC(2026, 0, 1) + Math.floor(random() * 1e7)) };
  });
  return { at, do: 'write', changes };
}

/** Half of the first rows go in one transaction: every window that is not complete runs short. */
function clearance(at: number, random: () => number): Step {
  const keys = Array.from({ length: 60 }, (_, index) => keyName(index)).filter(() => random() < 0.5);
  return { at, do: 'write', changes: keys.map((key) => ({ key, set: null })) };
}
