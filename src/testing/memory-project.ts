/**
 * A Supabase project in memory, for tests of pages: its rows are what the test gives it, its changes what the test makes.
 *
 * Only the server is played. Filters, orders, limits, statuses and what happens after a lost connection are the kit's own.
 */
import type { RawRow } from '../domain/row.ts';
import { LiveSession } from '../live-session.ts';
import type { SessionOptions } from '../session-options.ts';
import { networkProblem, permanent, ReadError } from '../sync/read-error.ts';
import type { Reader, ReadRequest } from '../sync/reader.ts';
import { MemoryTable } from './memory-table.ts';
import { MemoryTransport } from './memory-transport.ts';

/** What of a `<live-provider>` the project needs. */
export interface ServedProvider {
  url: string;
  apiKey: string;
  createSession: (options: SessionOptions) => LiveSession;
  requestUpdate(): void;
}

/** Columns a row is found by, or the value of its `id`. */
export type Match = string | number | RawRow;

const address = 'https://memory.invalid';

export class MemoryProject {
  readonly #tables: ReadonlyMap<string, MemoryTable>;
  readonly #open = new Map<LiveSession, MemoryTransport>();
  #reachable = true;

  /** @param tables - the rows by table: `{ tickets: [{ id: '1', subject: 'Printer on fire' }] }`. */
  constructor(tables: Readonly<Record<string, readonly RawRow[]>>) {
    this.#tables = new Map(Object.entries(tables).map(([name, rows]) => [name, new MemoryTable(rows)]));
  }

  /** From now on the provider's elements show this project, whatever its `url` says. */
  serve(provider: Element): void {
    const served = provider as unknown as ServedProvider;
    if (!served.createSession)
      throw new Error(`<${provider.localName}> is no defined provider: import livetags first.`);
    served.url ||= address;
    served.apiKey ||= 'memory';
    served.createSession = (options) => this.session(options);
    served.requestUpdate();
  }

  /** For tests without elements. */
  session(options: Partial<SessionOptions> = {}): LiveSession {
    const transport = new MemoryTransport(() => this.#reachable);
    const reader: Reader = { read: (request) => new Promise((answer) => answer(this.#read(request))) };
    const own = { url: address, apiKey: 'memory', client: undefined, accessToken: undefined, tokenUrl: undefined };
    const session = new LiveSession({ ...options, ...own, transport, reader });
    this.#open.set(session, transport);
    return session;
  }

  /** The table's rows as they are now. */
  rows(table: string): readonly RawRow[] {
    return this.#table(table).rows;
  }

  insert(table: string, row: RawRow): void {
    this.#send('INSERT', table, this.#table(table).insert(row), {});
  }

  update(table: string, match: Match, values: RawRow): void {
    const found = matchOf(match);
    this.#send('UPDATE', table, this.#table(table).update(found, values), found);
  }

  remove(table: string, match: Match): void {
    const found = matchOf(match);
    this.#table(table).remove(found);
    this.#send('DELETE', table, {}, found);
  }

  /** The connection drops, and reads fail, until `reconnect()`. What is changed meanwhile, nobody is told. */
  disconnect(): void {
    this.#reachable = false;
    for (const transport of this.#open.values()) transport.break();
  }

  reconnect(): void {
    this.#reachable = true;
    for (const session of this.#open.keys()) session.reconnect();
  }

  #send(eventType: string, table: string, row: RawRow, old: RawRow): void {
    if (!this.#reachable) return;
    for (const transport of this.#open.values()) transport.send({ eventType, table, new: row, old });
  }

  #table(name: string): MemoryTable {
    const table = this.#tables.get(name);
    if (!table) throw unknownTable(name);
    return table;
  }

  #read(request: ReadRequest): ReturnType<MemoryTable['read']> {
    if (!this.#reachable) throw networkProblem(address, null);
    return this.#table(request.table).read(request);
  }
}

function matchOf(match: Match): RawRow {
  return typeof match === 'object' ? match : { id: match };
}

function unknownTable(name: string): ReadError {
  const message = `The memory project has no table "${name}".`;
  return new ReadError(permanent('unknown-table', message, `Give it one: new MemoryProject({ ${name}: [] }).`));
}
