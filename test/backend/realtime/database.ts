/**
 * A database for these tests alone: PGlite with the roles and `auth` functions a Supabase project has, behind the
 * `Database` port with one lock, so that Realtime can be tested without the rest of the backend.
 */
import { PGlite } from '@electric-sql/pglite';
import type { Database, Statements } from '../../../demo/server/database-port.ts';

const BOOTSTRAP = `
  create role anon nologin noinherit;
  create role authenticated nologin noinherit;
  create role service_role nologin noinherit bypassrls;
  grant usage on schema public to anon, authenticated, service_role;
  alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
  alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
  create schema auth;
  grant usage on schema auth to anon, authenticated, service_role;
  create function auth.jwt() returns jsonb language sql stable as
    $$ select coalesce(nullif(current_setting('request.jwt.claims', true), ''), '{}')::jsonb $$;
  create function auth.uid() returns uuid language sql stable as $$ select (auth.jwt() ->> 'sub')::uuid $$;
  create function auth.role() returns text language sql stable as $$ select auth.jwt() ->> 'role' $$;`;

export class TestDatabase implements Database {
  private readonly pglite: PGlite;
  private last: Promise<unknown> = Promise.resolve();

  private constructor(pglite: PGlite) {
    this.pglite = pglite;
  }

  static async create(): Promise<TestDatabase> {
    const pglite = await PGlite.create();
    await pglite.exec(BOOTSTRAP);
    return new TestDatabase(pglite);
  }

  query<Row = Record<string, unknown>>(sql: string, parameters?: unknown[]): Promise<{ rows: Row[] }> {
    return this.alone(() => this.pglite.query<Row>(sql, parameters));
  }

  async exec(sql: string): Promise<void> {
    await this.alone(() => this.pglite.exec(sql));
  }

  transaction<Result>(work: (transaction: Statements) => Promise<Result>): Promise<Result> {
    return this.alone(() =>
      this.pglite.transaction((transaction) =>
        work({
          query: (sql, parameters) => transaction.query(sql, parameters),
          exec: async (sql) => {
            await transaction.exec(sql);
          },
        }),
      ),
    );
  }

  listen(channel: string, listener: (payload: string) => void): Promise<() => Promise<void>> {
    return this.alone(async () => {
      const unlisten = await this.pglite.listen(channel, listener);
      return () => this.alone(() => unlisten());
    });
  }

  async close(): Promise<void> {
    await this.alone(() => this.pglite.close());
  }

  private alone<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.last.then(work);
    this.last = result.catch(() => undefined);
    return result;
  }
}
