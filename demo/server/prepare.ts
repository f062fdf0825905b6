/** Gives the database a start begins with: from the cache, or made now and kept there. */
import { fileURLToPath } from 'node:url';
import { cacheKey, defaultCacheDirectory, readCache, writeCache } from './cache.ts';
import { openDatabase, type OpenDatabase } from './database.ts';
import { initialise, serverDirectory, supabaseDirectory } from './initialise.ts';

export interface PrepareOptions {
  readonly migrations?: readonly string[];
  readonly cache?: boolean;
  readonly cacheDirectory?: string;
}

export async function prepareDatabase(
  options: PrepareOptions,
): Promise<{ database: OpenDatabase; /** Whether it came from the cache. */ cached: boolean }> {
  const { migrations = [], cache = true, cacheDirectory = defaultCacheDirectory } = options;
  const key = await cacheKey([...packageFiles(), serverDirectory, supabaseDirectory, ...migrations]);
  const dump = cache ? await readCache(cacheDirectory, key) : null;
  const database = await openDatabase(dump ?? undefined);
  if (dump) return { database, cached: true };
  try {
    await initialise(database, migrations);
    if (cache) await keep(cacheDirectory, key, await database.dump());
    return { database, cached: false };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** A folder that cannot be written to (an image, a locked-down machine) costs time at the next start, nothing else. */
async function keep(directory: string, key: string, dump: Uint8Array): Promise<void> {
  try {
    await writeCache(directory, key, dump);
  } catch (error) {
    process.emitWarning(`The finished database could not be kept for the next start: ${(error as Error).message}`);
  }
}

/** The packages that decide what a finished database looks like, as they are installed. */
function packageFiles(): string[] {
  return ['@electric-sql/pglite', '@supabase/lite'].map((name) => {
    const entry = fileURLToPath(import.meta.resolve(name));
    return `${entry.slice(0, entry.lastIndexOf(name))}${name}/package.json`;
  });
}
