/**
 * `livetags.js` as a CDN would serve it, built from the sources as they are now. It is kept in memory: a build takes a
 * second, nothing on disk can be stale, and a reload after an edit gets the new code.
 */
import { readdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

const root = fileURLToPath(new URL('../../', import.meta.url));
const sources = ['src', 'components', 'bundling', 'vite.config.ts'].map((name) => `${root}${name}`);

export class KitBundle {
  /** Files of earlier builds stay: a page opened before an edit may ask for its late chunk after it. */
  readonly #files = new Map<string, string>();
  #builtFrom = '';
  #building: Promise<void> | null = null;

  /** Builds if the sources differ from those built last. */
  async refresh(): Promise<void> {
    this.#building ??= this.#build().finally(() => (this.#building = null));
    await this.#building;
  }

  /** A built file, by its path beside `livetags.js`. */
  file(path: string): string | undefined {
    return this.#files.get(path);
  }

  async #build(): Promise<void> {
    const found = await fingerprint();
    if (found === this.#builtFrom) return;
    const output = await build({
      root,
      configFile: `${root}vite.config.ts`,
      mode: 'cdn',
      logLevel: 'silent',
      build: { write: false },
    });
    for (const file of (output as Rolldown.RolldownOutput).output) {
      const content = file.type === 'chunk' ? file.code : file.source;
      this.#files.set(file.fileName, content.toString());
    }
    this.#builtFrom = found;
  }
}

/** How many source files there are, and when the last of them was written. */
async function fingerprint(): Promise<string> {
  const folders = await Promise.all(
    sources.map(async (source) =>
      source.endsWith('.ts')
        ? [source]
        : (await readdir(source, { recursive: true })).map((name) => `${source}/${name}`),
    ),
  );
  const paths = folders.flat();
  const times = await Promise.all(paths.map(async (path) => (await stat(path)).mtimeMs));
  return `${paths.length} ${Math.max(...times)}`;
}
