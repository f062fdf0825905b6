/**
 * A Postgres wire address for the one session: psql, `pg` and migration tools reach the same rows as REST.
 *
 * Messages are gathered into batches that end where the client waits for an answer (a simple query, or Sync), and a
 * batch runs under the lock that every request takes. A transaction keeps the lock until it ends; one that sits idle
 * is cut, as `idle_in_transaction_session_timeout` would, because nothing else can run meanwhile.
 * pglite-socket's own server would not do: it knows nothing of that lock.
 */
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { OpenDatabase } from './database.ts';
import { WireMessages, asksForCopyData, errorMessage, transactionStatus } from './wire-messages.ts';

export interface Wire {
  readonly url: string;
  close(): Promise<void>;
}

export interface WireOptions {
  readonly idleTransactionMilliseconds: number;
}

/** Listens on the loopback address alone, whatever the HTTP side does: whoever gets in is the superuser. */
export async function startWire(database: OpenDatabase, options: WireOptions): Promise<Wire> {
  const sessions = new Set<WireSession>();
  const server: Server = createServer((socket) => {
    const session = new WireSession(socket, database, options);
    sessions.add(session);
    socket.on('close', () => sessions.delete(session));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.all([...sessions].map((session) => session.end()));
      await closed;
    },
  };
}

class WireSession {
  readonly #socket: Socket;
  readonly #database: OpenDatabase;
  readonly #options: WireOptions;
  readonly #messages = new WireMessages();
  /** Set while this session holds the lock. */
  #release: (() => void) | null = null;
  #idleTimer: NodeJS.Timeout | undefined;
  /** Counts batches, so that a timer that rings while the next one waits for its turn cuts nothing. */
  #turn = 0;
  /** The work under way; batches of one client run one after the other. */
  #work: Promise<void> = Promise.resolve();
  #ended = false;

  constructor(socket: Socket, database: OpenDatabase, options: WireOptions) {
    this.#socket = socket;
    this.#database = database;
    this.#options = options;
    socket.setNoDelay(true);
    socket.on('data', (data) => this.#receive(data));
    socket.on('error', () => socket.destroy()); // A client that is gone; 'close' follows and tidies up.
    socket.on('close', () => void this.end());
  }

  /** Rolls back what is open, gives the lock away, hangs up. */
  async end(): Promise<void> {
    this.#ended = true;
    this.#enqueue(() => this.#letGo());
    await this.#work;
    this.#socket.destroy();
  }

  #receive(data: Buffer): void {
    const batches = this.#messages.take(data);
    if (batches === 'not postgres') return void this.#socket.destroy();
    for (const batch of batches) {
      if (batch === 'ssl?') this.#socket.write('N');
      else if (batch === 'terminate') this.#enqueue(async () => void this.#socket.end());
      else this.#enqueue(() => this.#run(batch));
    }
  }

  #enqueue(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch(async (error: unknown) => {
      // PGlite itself failed (a Postgres error is an answer, not an exception): the client must hear of it, and the
      // lock must be free again.
      this.#socket.end(errorMessage('XX000', error instanceof Error ? error.message : String(error)));
      await this.#letGo().catch(() => this.#socket.destroy());
    });
  }

  async #run(batch: Uint8Array): Promise<void> {
    clearTimeout(this.#idleTimer);
    const turn = ++this.#turn;
    if (this.#ended) return;
    if (asksForCopyData(batch)) return this.#refuseCopy();
    this.#release ??= await this.#database.lock.acquire();
    const { data } = await this.#database.session.execProtocol(batch, { throwOnError: false });
    if (!this.#socket.destroyed) this.#socket.write(data);
    const status = transactionStatus(data);
    if (status === 'idle') return this.#letGo();
    this.#idleTimer = setTimeout(() => this.#cut(turn), this.#options.idleTransactionMilliseconds);
  }

  /** PGlite would wait for the data inside its one thread, and this process with it, for ever. */
  async #refuseCopy(): Promise<void> {
    this.#socket.end(errorMessage('0A000', 'COPY FROM STDIN is not supported here; use INSERT'));
    await this.#letGo();
  }

  #cut(turn: number): void {
    this.#enqueue(async () => {
      if (turn !== this.#turn) return;
      await this.#letGo();
      this.#socket.end(errorMessage('25P03', 'terminating connection due to idle-in-transaction timeout'));
    });
  }

  async #letGo(): Promise<void> {
    clearTimeout(this.#idleTimer);
    if (!this.#release) return;
    const release = this.#release;
    this.#release = null;
    try {
      if (this.#database.session.isInTransaction()) await this.#database.session.exec('rollback');
      // The session is everybody's: a role or setting left behind would be the next request's.
      await this.#database.session.exec('set session authorization default; reset all; set search_path to public');
    } finally {
      release();
    }
  }
}
