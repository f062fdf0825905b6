/** What the practices a to d share: a client, a channel with one unfiltered binding, and the lists it patches. */
import { createClient, type RealtimeChannel, type SupabaseClient } from '@supabase/supabase-js';
import { comparedLists, type Keeper, type Project, type Row } from './keeper.ts';
import { PatchedList, type Change } from './patched-list.ts';

/** As many rows as the server gives in one answer. */
const PAGE = 1_000;
const RETRY_FIRST = 500;
const RETRY_MOST = 8_000;
/** A channel the server has closed is made anew after so long. */
const CHANNEL_AGAIN = 1_000;

export interface Practice {
  /** Rows read beyond a limit. */
  readonly headroom: number;
  /** Read anew when a list has run short. */
  readonly refill: boolean;
  /** Read anew whenever… */
  readonly on: 'never' | 'subscribed' | 'system-ok';
  /** …or every so many milliseconds. */
  readonly every?: number;
}

export class PatchingKeeper implements Keeper {
  readonly #client: SupabaseClient;
  readonly #practice: Practice;
  readonly #lists = comparedLists.map((list) => new PatchedList(list));
  readonly #timers = new Set<NodeJS.Timeout>();
  /** Lists that are being read. */
  readonly #reading = new Set<PatchedList>();
  #flows = false;
  #channel: RealtimeChannel | undefined;
  #closed = false;

  constructor(project: Project, practice: Practice) {
    this.#practice = practice;
    this.#client = createClient(project.url, project.anonKey, {
      accessToken: () => Promise.resolve(project.token),
      global: { fetch: project.fetch },
    });
    for (const list of this.#lists) if (practice.refill) list.runsShort = () => this.#read(list);
    void this.#open(project.token);
    this.#readAll();
    if (practice.every !== undefined) this.#readEvery(practice.every, project.random());
  }

  rows(place: number): readonly Row[] {
    return this.#lists[place]!.shown;
  }

  async ready(): Promise<void> {
    while (!this.#flows || !this.#lists.every(({ loaded }) => loaded))
      await new Promise((resolve) => setTimeout(resolve, 20));
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const timer of this.#timers) clearInterval(timer);
    await this.#client.removeAllChannels();
    await this.#client.realtime.disconnect();
  }

  async #open(token: string): Promise<void> {
    // Otherwise the first join goes out without the reader's token.
    await this.#client.realtime.setAuth(token);
    this.#join();
  }

  #join(): void {
    if (this.#closed) return;
    const channel = this.#client.channel(`tickets-${crypto.randomUUID()}`);
    this.#channel = channel;
    channel.on('postgres_changes', { event: '*', schema: 'public', table: 'tickets' }, (change) => {
      for (const list of this.#lists) list.change(change as Change);
    });
    channel.on('system', {}, (message: { status?: string; extension?: string }) => {
      if (message.extension !== 'postgres_changes') return;
      if (message.status !== 'ok') return this.#again(channel);
      this.#flows = true;
      if (this.#practice.on === 'system-ok') this.#readAll();
    });
    channel.subscribe((told) => {
      const status: string = told;
      if (status === 'SUBSCRIBED' && this.#practice.on === 'subscribed') this.#readAll();
      if (status === 'CLOSED') this.#again(channel);
    });
  }

  /** supabase-js does not come back by itself from a channel that the server has closed. */
  #again(channel: RealtimeChannel): void {
    if (this.#closed || this.#channel !== channel) return;
    this.#channel = undefined;
    void this.#client.removeChannel(channel);
    this.#later(() => this.#join(), CHANNEL_AGAIN);
  }

  #readAll(): void {
    for (const list of this.#lists) this.#read(list, true);
  }

  /** From some instant of the first period on: a page was opened at no particular time before its faults. */
  #readEvery(period: number, phase: number): void {
    this.#later(() => {
      this.#readAll();
      this.#timers.add(setInterval(() => this.#readAll(), period));
    }, period * phase);
  }

  /** @param anew - a read under way began too early to count. */
  #read(list: PatchedList, anew = false): void {
    if (this.#reading.has(list)) {
      if (anew) void this.#readOnce(list, 0);
      return;
    }
    this.#reading.add(list);
    void this.#readOnce(list, 0).finally(() => {
      this.#reading.delete(list);
      // An event may have made it short as it came.
      if (this.#practice.refill && list.short) this.#read(list);
    });
  }

  async #readOnce(list: PatchedList, failures: number): Promise<void> {
    const adopt = list.begin();
    const rows = await this.#ask(list);
    if (rows !== null) {
      const limit = list.list.limit + this.#practice.headroom;
      return adopt(rows, rows.length < limit);
    }
    adopt(null, false);
    if (this.#closed) return;
    const delay = Math.min(RETRY_MOST, RETRY_FIRST * 2 ** failures) * (0.5 + Math.random() / 2);
    await new Promise<void>((resolve) => this.#later(resolve, delay));
    if (!this.#closed) return this.#readOnce(list, failures + 1);
  }

  /** All rows of the list, page by page, or null when one could not be had. */
  async #ask({ list }: PatchedList): Promise<Row[] | null> {
    const wanted = list.limit + this.#practice.headroom;
    const rows: Row[] = [];
    for (;;) {
      let query = this.#client.from(list.table).select('*').retry(false);
      if (list.filter !== '') query = query.eq('status', 'open').order('created_at', { ascending: false });
      const last = rows.at(-1);
      if (last !== undefined) query = query.gt('id', last.id);
      const { data, error } = await query.order('id').limit(Math.min(PAGE, wanted - rows.length));
      if (error) return null;
      rows.push(...(data as Row[]));
      if (data.length < PAGE || rows.length >= wanted) return rows;
    }
  }

  #later(task: () => void, delay: number): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      task();
    }, delay);
    this.#timers.add(timer);
  }
}
