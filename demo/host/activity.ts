/** Makes the shop busy: so many changes a second, as its staff and customers would make them. */
import pg from 'pg';
import { deleteOwn, statement, tables, type Kind, type Table } from './changes.ts';

/** Updates are the most frequent; there are as many deletes as inserts, so the lists keep their length. */
const course: readonly Kind[] = ['update', 'insert', 'update', 'update', 'delete', 'update'];

export class Activity {
  #databaseUrl: () => string | null;
  #client: pg.Client | null = null;
  #perSecond = 0;
  #timer: NodeJS.Timeout | undefined;
  #made = 0;
  #busy = false;
  #lastError: string | null = null;

  constructor(databaseUrl: () => string | null) {
    this.#databaseUrl = databaseUrl;
  }

  get perSecond(): number {
    return this.#perSecond;
  }

  /** How many changes were made. */
  get made(): number {
    return this.#made;
  }

  /** Why the last change was not made; null when it was. */
  get lastError(): string | null {
    return this.#lastError;
  }

  /** Zero ends it. */
  set(perSecond: number): void {
    this.#perSecond = perSecond;
    clearInterval(this.#timer);
    if (perSecond > 0) this.#timer = setInterval(() => void this.#tick(), 1000 / perSecond);
  }

  /** One change now. */
  async change(kind: Kind, table: Table): Promise<void> {
    await this.#run(statement(kind, table));
    this.#made++;
  }

  async close(): Promise<void> {
    this.set(0);
    await this.#forget();
  }

  async #tick(): Promise<void> {
    // A slow or absent backend gets fewer changes, not a queue of them.
    if (this.#busy || this.#databaseUrl() === null) return;
    this.#busy = true;
    try {
      const kind = course[this.#made % course.length]!;
      const table = tables[Math.floor(Math.random() * tables.length)]!;
      await this.#run(kind === 'delete' ? deleteOwn(table) : statement(kind, table));
      this.#made++;
      this.#lastError = null;
    } catch (error) {
      // The backend may be stopped under our hands: that is what the demo is for. The panel shows the words.
      this.#lastError = (error as Error).message;
    } finally {
      this.#busy = false;
    }
  }

  async #run(sql: string): Promise<void> {
    try {
      await (await this.#connected()).query(sql);
    } catch (error) {
      await this.#forget();
      throw error;
    }
  }

  async #connected(): Promise<pg.Client> {
    if (this.#client) return this.#client;
    const url = this.#databaseUrl();
    if (url === null) throw new Error('The backend does not run.');
    const client = new pg.Client(url);
    // Without a listener a connection lost between two statements would end the whole demo.
    client.on('error', () => void this.#forget());
    await client.connect();
    return (this.#client = client);
  }

  async #forget(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => undefined);
  }
}
