/**
 * Opens the one Postgres of the embedded backend: PGlite, in this process's memory, made by Lite (which accepts no
 * ready-made one), behind the port that everything else uses.
 */
import { createPgliteConnection, type PgliteConnection, type PGlite } from '@supabase/lite/pglite';
import type { Database, Statements } from './database-port.ts';
import { Lock } from './lock.ts';
import { mendWarnings } from './quiet.ts';

export interface OpenDatabase extends Database {
  /** What Lite works with. Only under `lock`. */
  readonly connection: PgliteConnection;
  readonly session: PGlite;
  readonly lock: Lock;
  /** The whole cluster as a file, for `openDatabase` to start from. */
  dump(): Promise<Uint8Array>;
}

/** Values as PostgREST prints them: Lite leaves numeric a string and timestamps in Postgres's own notation. */
const parsers = {
  17: (value: string) => value, // bytea, '\x…'
  1114: (value: string) => value.replace(' ', 'T'), // timestamp
  1184: (value: string) => value.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'), // timestamptz
  1700: Number, // numeric: a bare JSON number, as on the real server, whose readers lose the same digits
};

export async function openDatabase(dump?: Uint8Array<ArrayBuffer>): Promise<OpenDatabase> {
  mendWarnings();
  const lock = new Lock();
  const connection = await createPgliteConnection({
    pgliteOptions: { parsers, ...(dump ? { loadDataDir: new Blob([dump]) } : {}) },
  });
  const session = connection.driver;
  await session.waitReady;
  keepGrants(connection);

  const plain = statements(session);
  return {
    connection,
    session,
    lock,
    query: (sql, parameters) => lock.run(() => plain.query(sql, parameters)),
    exec: (sql) => lock.run(() => plain.exec(sql)),
    transaction: (work) => lock.run(() => session.transaction((transaction) => work(statements(transaction)))),
    listen: async (channel, listener) => {
      const end = await lock.run(() => session.listen(channel, listener));
      return () => lock.run(() => end());
    },
    dump: async () => new Uint8Array(await (await lock.run(() => session.dumpDataDir('gzip'))).arrayBuffer()),
    close: () => lock.run(() => connection.close()),
  };
}

function statements(session: Pick<PGlite, 'query' | 'exec'>): Statements {
  return {
    async query<Row>(sql: string, parameters?: unknown[]) {
      const { rows } = await session.query<Row>(sql, parameters);
      return { rows };
    },
    async exec(sql) {
      await session.exec(sql);
    },
  };
}

/**
 * At its first request Lite would GRANT ALL on every table of every schema with row level security to the API's
 * roles, and so undo each REVOKE of the migrations (`ensureRlsContext` in its BasePostgresConnection). Telling it that
 * this has been done keeps the grants as the migrations made them; `test/backend/security.test.ts` would notice.
 */
function keepGrants(connection: PgliteConnection): void {
  if (!('rlsState' in connection)) throw new Error('This version of @supabase/lite keeps its grants elsewhere.');
  Object.assign(connection, { rlsState: 'active' });
}
