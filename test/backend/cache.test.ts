/** The finished database on disk: used when whole, made anew when not, safe to share, gone stale with its SQL. */
import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { startBackend, type BackendOptions } from '../../demo/server/index.ts';

describe('the cache', () => {
  let cacheDirectory: string;
  before(async () => {
    cacheDirectory = await mkdtemp(join(tmpdir(), 'livetags-cache-'));
  });
  after(() => rm(cacheDirectory, { recursive: true }));

  /** Starts, looks, stops: whether it was from the cache, and how many products it has. */
  async function start(options: BackendOptions = {}): Promise<{ cached: boolean; products: number }> {
    const backend = await startBackend({ cacheDirectory, ...options });
    const { rows } = await backend.database.query<{ count: number }>('select count(*)::int from public.products');
    await backend.stop();
    return { cached: backend.cached, products: rows[0]?.count ?? 0 };
  }
  const files = async (): Promise<string[]> => (await readdir(cacheDirectory)).sort();

  it('starts that begin together each get a whole database, and leave one whole file', async () => {
    const starts = await Promise.all([start(), start(), start()]);
    assert.deepEqual(
      starts.map((one) => one.products),
      [60, 60, 60],
    );
    assert.equal((await files()).length, 1);
  });

  it('is used by the next start', async () => {
    assert.deepEqual(await start(), { cached: true, products: 60 });
  });

  const damages: [what: string, damage: (file: string) => Promise<void>][] = [
    ['cut short', async (file) => truncate(file, 1_000_000)],
    ['empty', async (file) => truncate(file, 0)],
    [
      'changed in one byte',
      async (file) => {
        const content = await readFile(file);
        content[content.length >> 1] = (content[content.length >> 1] ?? 0) ^ 1;
        await writeFile(file, content);
      },
    ],
    ['something else', async (file) => writeFile(file, 'not a database')],
  ];
  for (const [what, damage] of damages) {
    it(`is made anew when its file is ${what}`, async () => {
      const [name = ''] = await files();
      await damage(join(cacheDirectory, name));
      assert.deepEqual(await start(), { cached: false, products: 60 });
      assert.deepEqual(await start(), { cached: true, products: 60 });
      assert.deepEqual(await files(), [name]);
    });
  }

  it('is not used for other SQL', async () => {
    const migration = join(cacheDirectory, 'extra.sql');
    await writeFile(migration, 'create table public.eighth (id int);');
    assert.equal((await start({ migrations: [migration] })).cached, false);
    assert.equal((await start({ migrations: [migration] })).cached, true);
    await writeFile(migration, 'create table public.eighth (id bigint);');
    assert.equal((await start({ migrations: [migration] })).cached, false);
    assert.equal((await start()).cached, true, 'the first one is still there');
    await rm(migration);
  });

  it('keeps no more than a few databases', async () => {
    const migration = join(cacheDirectory, 'extra.sql');
    for (const comment of ['a', 'b', 'c']) {
      await writeFile(migration, `-- ${comment}`);
      await start({ migrations: [migration] });
    }
    await rm(migration);
    assert.equal((await files()).length, 4);
  });

  it('can be done without', async () => {
    const before_ = await files();
    assert.equal((await start({ cache: false })).cached, false);
    assert.deepEqual(await files(), before_);
  });
});
