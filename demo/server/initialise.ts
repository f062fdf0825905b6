/**
 * Makes an empty database the demo's: first what a Supabase project brings along, then the migrations and rows of the
 * demo, which run there unchanged, then the users.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Database } from './database-port.ts';
import { installRealtime } from './realtime/index.ts';
import { readScripts, runScript } from './sql-script.ts';
import { seedUsers } from './users.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
export const serverDirectory = here;
export const supabaseDirectory = join(here, '..', 'supabase');

export interface InitialiseOptions {
  /** Makes Auth's tables; Lite's `ensureSystemSchema`. */
  readonly createAuthSchema: () => Promise<unknown>;
  /** Further folders or files of SQL, run between the demo's own migrations and its rows. */
  readonly migrations: readonly string[];
}

export async function initialise(database: Database, options: InitialiseOptions): Promise<void> {
  const run = async (path: string): Promise<void> => {
    for (const script of await readScripts(path)) await runScript(database, script);
  };
  await run(join(here, 'sql', 'roles.sql'));
  await options.createAuthSchema();
  await run(join(here, 'sql', 'auth-functions.sql'));
  await installRealtime(database);
  for (const path of [join(supabaseDirectory, 'migrations'), ...options.migrations]) await run(path);
  await run(join(supabaseDirectory, 'seed.sql'));
  await seedUsers(database);
  await run(join(here, 'sql', 'schema-cache.sql'));
}
