/**
 * Makes an empty database the demo's: first what a Supabase project brings along, then the migrations and rows of the
 * demo, which run there unchanged, then the users.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OpenDatabase } from './database.ts';
import { installRealtime } from './realtime/index.ts';
import { createAuthSchema } from './rest.ts';
import { readScripts, runScript } from './sql-script.ts';
import { seedUsers } from './users.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
export const serverDirectory = here;
export const supabaseDirectory = join(here, '..', 'supabase');

/** `migrations`: further folders or files of SQL, run between the demo's own migrations and its rows. */
export async function initialise(database: OpenDatabase, migrations: readonly string[]): Promise<void> {
  const run = async (path: string): Promise<void> => {
    for (const script of await readScripts(path)) await runScript(database, script);
  };
  await run(join(here, 'sql', 'roles.sql'));
  await createAuthSchema(database);
  await run(join(here, 'sql', 'auth-functions.sql'));
  await installRealtime(database);
  for (const path of [join(supabaseDirectory, 'migrations'), ...migrations]) await run(path);
  await run(join(supabaseDirectory, 'seed.sql'));
  await seedUsers(database);
  await run(join(here, 'sql', 'schema-cache.sql'));
}
