/**
 * Keeps the finished database on disk, so that only the first start after a change pays for making it.
 *
 * A file holds the SHA-256 of its content before the content: a torn or damaged one is not used but made anew. It is
 * written under another name and then renamed, so that backends starting at the same time never read half a file.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const digestLength = 32;
const keptFiles = 4;

export const defaultCacheDirectory = fileURLToPath(new URL('../../node_modules/.cache/livetags/', import.meta.url));

/** The content kept for `key`; null when there is none, or none that is whole. */
export async function readCache(directory: string, key: string): Promise<Uint8Array<ArrayBuffer> | null> {
  let file: Buffer;
  try {
    file = await readFile(fileFor(directory, key));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  const content = new Uint8Array(file.subarray(digestLength));
  return digest(content).equals(file.subarray(0, digestLength)) ? content : null;
}

export async function writeCache(directory: string, key: string, content: Uint8Array): Promise<void> {
  await mkdir(directory, { recursive: true });
  const unfinished = join(directory, `${randomUUID()}.unfinished`);
  try {
    await writeFile(unfinished, Buffer.concat([digest(content), content]));
    await rename(unfinished, fileFor(directory, key));
  } finally {
    await rm(unfinished, { force: true });
  }
  await dropOldest(directory);
}

/** A key that changes whenever one of these files does, or a `.sql` or `.ts` file in one of these folders. */
export async function cacheKey(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesIn(path)) {
      hash.update(`\0${file}\0`).update(await readFile(file));
    }
  }
  return hash.digest('hex').slice(0, 32);
}

async function filesIn(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(sql|ts)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** A file is some megabytes and every edit of the SQL makes another: the newest few are enough. */
async function dropOldest(directory: string): Promise<void> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.database'));
  const files = await Promise.all(
    names.map(async (name) => {
      const path = join(directory, name);
      const info = await stat(path).catch(() => null); // Another start may have dropped it meanwhile.
      return { path, time: info?.mtimeMs ?? 0 };
    }),
  );
  files.sort((left, right) => right.time - left.time);
  await Promise.all(files.slice(keptFiles).map((file) => rm(file.path, { force: true })));
}

const fileFor = (directory: string, key: string): string => join(directory, `${key}.database`);
const digest = (content: Uint8Array): Buffer => createHash('sha256').update(content).digest();
