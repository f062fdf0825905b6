/**
 * What the rest of the embedded backend may ask of the database.
 *
 * There is one Postgres session behind it (PGlite has no other), so every statement, from REST, from Auth, from
 * Realtime and from the wire socket, takes the same lock. Without it two requests started in one tick share a
 * transaction and a role: an RLS leak (`lock.ts` and its test show it).
 */
export interface Statements {
  /** Runs one statement with `$1…` parameters. */
  query<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<{ rows: Row[] }>;
  /** Runs a script of several statements without parameters. */
  exec(sql: string): Promise<void>;
}

export interface Database extends Statements {
  /** Runs `work` in one transaction, as the superuser unless `work` itself sets a role; rolls back when it throws. */
  transaction<Result>(work: (transaction: Statements) => Promise<Result>): Promise<Result>;
  /** Calls `listener` for every NOTIFY on `channel`. Answers a function that ends it. */
  listen(channel: string, listener: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
