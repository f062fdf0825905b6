/** Plays changes to one contender in its page, and compares what is drawn with what should be. */
import { RealtimeClient } from '@supabase/supabase-js';
import { contenders } from '../contenders/index.ts';
import type { ContenderName } from '../contenders/index.ts';
import type { ChangePayload, Playing } from './contender.ts';
import { frame, pause, task } from './harness-task.ts';
import { Model } from './model.ts';
import type { Spread } from './model.ts';
import { projectUrl, server } from './stub-server.ts';
import type { Delivery } from './stub-server.ts';
import { rowPart } from './ticket-view.ts';
import type { Ticket } from './tickets.ts';

export interface Setting {
  readonly contender: ContenderName;
  readonly rows: number;
  readonly seed: number;
  /** How many lists of the same rows. */
  readonly lists?: number;
}

let model: Model;
let shown: Promise<Playing>;
let playing: Playing;
let prepared: Delivery[] = [];

async function read(limit: number): Promise<Ticket[]> {
  const response = await fetch(`${projectUrl}/rest/v1/tickets?order=number.desc,id.asc&limit=${limit}`);
  return (await response.json()) as Ticket[];
}

let change: ((payload: ChangePayload) => void) | undefined;

/** What pages have that follow a table by themselves: a client, a channel, and rows from then on. */
async function connect(): Promise<void> {
  const client = new RealtimeClient(`${projectUrl}/realtime/v1`, { params: { apikey: 'sb_publishable_bench' } });
  const flowing = new Promise<void>((resolve) => (server.joined = resolve));
  client
    .channel('tickets')
    .on('postgres_changes', { event: '*', schema: 'public', table: 'tickets' }, (payload) =>
      change?.(payload as unknown as ChangePayload),
    )
    .subscribe();
  await flowing;
}

export const bench = {
  /** Loads the contender, and connects; rows are asked for and do not come yet. */
  async ready({ contender, rows, seed, lists = 1 }: Setting): Promise<void> {
    model = new Model(rows, seed);
    server.install(model);
    server.holdReads();
    const show = await contenders[contender]();
    // The kit connects by itself.
    if (contender !== 'livetags') await connect();
    const place = document.createElement('div');
    document.body.append(place);
    const follow = (listener: (payload: ChangePayload) => void): void => void (change = listener);
    shown = show({ place, limit: rows, lists, read: () => read(rows), follow });
    while (server.joins.length === 0) await pause(10);
    await pause(100);
  },

  /** The rows come. Resolves in the frame after they were drawn. */
  async show(): Promise<void> {
    server.releaseReads();
    playing = await shown;
    await frame();
  },

  /** Waits until nothing is left to be drawn. */
  async settled(): Promise<void> {
    await playing.settled?.();
    await frame();
    await frame();
  },

  /** Makes changes to be played. */
  prepare(count: number, spread: Spread): void {
    prepared = Array.from({ length: count }, () => server.delivery(model.next(spread)));
  },

  /** Plays what was prepared, so many at a time, each laid out before the next; a frame is drawn after each batch. */
  async play(batch: number): Promise<void> {
    server.holdReads();
    while (prepared.length > 0) {
      const now = prepared.splice(0, batch);
      await task(() => {
        for (const deliver of now) {
          deliver();
          void document.body.offsetHeight;
        }
      });
      await frame();
      if (playing.windowed) await playing.settled?.();
    }
    await frame();
  },

  /** Plays all as fast as it goes, with the reads that come between. */
  async rush(batch: number): Promise<void> {
    while (prepared.length > 0) {
      const now = prepared.splice(0, batch);
      await task(() => now.forEach((deliver) => deliver()));
      await frame();
    }
  },

  /** Plays all in one task. */
  async burst(): Promise<void> {
    server.holdReads();
    const all = prepared.splice(0);
    const deliver = (): void => all.forEach((each) => each());
    const drawn = playing.drawn?.();
    await task(() => (playing.together ? playing.together(deliver) : deliver()));
    await drawn?.(all.length);
    await bench.settled();
  },

  /** Nothing happens, and frames are drawn all the same. */
  async idle(milliseconds: number): Promise<void> {
    for (const end = performance.now() + milliseconds; performance.now() < end;) await frame();
  },

  /** Plays what was prepared at an even pace; reads come as they please. */
  async sustain(perSecond: number): Promise<void> {
    const all = prepared.splice(0);
    const start = performance.now();
    let delivered = 0;
    let frames = true;
    const draw = (): void => void (frames && requestAnimationFrame(draw));
    draw();
    while (delivered < all.length) {
      await task(() => {
        const due = Math.min(all.length, Math.floor(((performance.now() - start) * perSecond) / 1_000));
        while (delivered < due) all[delivered++]!();
      });
    }
    frames = false;
  },

  /** Lets the reads come that were held, and waits for what they bring about. */
  async rest(milliseconds: number): Promise<void> {
    server.releaseReads();
    await pause(milliseconds);
    await bench.settled();
  },

  /** What is wrong with what is drawn; empty when nothing is. */
  check(): string {
    return playing.texts ? checkTexts(playing.texts()) : checkRows();
  },
};

function checkTexts(texts: ReadonlyMap<string, string>): string {
  if (texts.size === 0) return 'nothing is drawn';
  const rows = new Map(model.rows.map((row) => [row.id, row]));
  for (const [key, text] of texts) {
    const row = rows.get(key);
    if (!row) return `${key} is drawn and gone`;
    const wrong = [`#${row.number}`, row.subject].find((value) => !text.includes(value ?? ''));
    if (wrong !== undefined) return `${key} reads "${text}", not "${wrong}"`;
    if (!text.toLowerCase().includes(`${row.priority}${row.status}`)) return `${key} reads "${text}"`;
  }
  return '';
}

function checkRows(): string {
  const drawn = [...playing.root.querySelectorAll<HTMLElement>('[data-key]:not([hidden])')];
  const expected = playing.windowed ? model.rows.slice(0, drawn.length) : model.rows;
  if (drawn.length === 0 || drawn.length !== expected.length) return `${drawn.length} rows, not ${expected.length}`;
  // The order in which a window draws its rows is not that in which they stand.
  if (playing.windowed) drawn.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
  for (const [index, row] of expected.entries()) {
    const element = drawn[index]!;
    if (element.dataset.key !== row.id) return `row ${index} is ${element.dataset.key}, not ${row.id}`;
    if (element.getAttribute('part') !== rowPart(row))
      return `row ${index} has the part ${element.getAttribute('part')}`;
    const text = element.textContent.replaceAll(/\s+/g, ' ');
    const wrong = [`#${row.number}`, row.subject, row.requester].find((value) => !text.includes(value ?? ''));
    if (wrong !== undefined) return `row ${index} reads "${text}", not "${wrong}"`;
    const badges = [...element.querySelectorAll('.badge')].map((badge) => badge.textContent.trim().toLowerCase());
    if (badges.join() !== `${row.priority},${row.status}`) return `row ${index} has the badges ${badges.join()}`;
  }
  return '';
}

declare global {
  interface Window {
    bench: typeof bench;
  }
}

window.bench = bench;
