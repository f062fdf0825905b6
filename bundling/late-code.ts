/** Where code is that a page needs late: in a chunk that is fetched then, or in the file itself. */
import { build, type Plugin, type Rolldown } from 'vite';
import { root } from './source-files.ts';

/** What is fetched late in the file itself, instead of in a chunk beside it. */
function inside(file: RegExp, fetched: string, there: string, imported: string): Plugin {
  return {
    name: `livetags-inside-${file.source}`,
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: file },
      handler(code) {
        if (!code.includes(fetched)) throw new Error(`${file.source} fetches otherwise now: see inside().`);
        return { code: `${code.replace(fetched, there)}\n${imported}`, map: null };
      },
    },
  };
}

export const everythingInside = (): Plugin[] => [
  inside(
    /\/src\/realtime\/supabase-client\.ts$/,
    "const { RealtimeClient } = await import('@supabase/supabase-js');",
    '',
    "import { RealtimeClient } from '@supabase/supabase-js';",
  ),
  // With the engine there, nothing has to stand in for it.
  inside(
    /\/components\/provider\/provider\.element\.ts$/,
    'new LateSession(options)',
    'new LiveSession(options)',
    "import { LiveSession } from '../../src/live-session.ts';",
  ),
];

const engineImport = 'livetags:engine';

/**
 * The engine in a chunk of its own, with all that it needs in it: a chunk that took its share from `livetags.js` would
 * fetch that a second time where pages name it with a version behind (`livetags.js?ver=3`), and break where one of the
 * two is of yesterday. What both need, some 4 kB, is in both.
 */
export function engineBeside(): Plugin {
  let engine = '';
  return {
    name: 'livetags-engine-beside',
    apply: 'build',
    enforce: 'pre',
    async buildStart() {
      const built = await build({ configFile: `${root}vite.config.ts`, root, mode: 'cdn-engine', logLevel: 'silent' });
      for (const made of (built as Rolldown.RolldownOutput).output) {
        const source = made.type === 'chunk' ? made.code : made.source;
        this.emitFile({ type: 'asset', fileName: made.fileName, source });
        if (made.type === 'chunk' && made.isEntry) engine = `./${made.fileName}`;
      }
    },
    resolveId(id, importer) {
      return id.endsWith('/live-session.ts') && importer?.endsWith('/src/early/fetch-engine.ts')
        ? { id: engineImport, external: true }
        : undefined;
    },
    generateBundle(_options, bundle) {
      let fetched = false;
      for (const made of Object.values(bundle)) {
        if (made.type !== 'chunk' || !made.code.includes(engineImport)) continue;
        made.code = made.code.replace(engineImport, made.fileName.includes('/') ? `.${engine}` : engine);
        fetched = true;
      }
      if (!fetched) throw new Error('The engine is fetched otherwise now: see engineBeside().');
    },
  };
}

/** Chunks fetched by `import()`, and by nothing else. */
export function latelyImported(): Plugin[] {
  return [withoutPreload(), askedAgain()];
}

/**
 * Vite's helper round `import()` is for style sheets of chunks, of which there are none, and tells the page of what did
 * not come by an event at which pages made with Vite reload themselves.
 */
function withoutPreload(): Plugin {
  return {
    name: 'livetags-without-preload',
    apply: 'build',
    enforce: 'pre',
    load: {
      filter: { id: /vite\/preload-helper/ },
      handler: () => ({ code: 'export const __vitePreload = (load) => load();', map: null }),
    },
  };
}

/**
 * As `import()`, of an address that is another one (`?attempt=1`) after each failure: Firefox and Safari remember of an
 * address that it did not come, and never ask again. As long a name as `import`, so that source maps stay true.
 */
const obtain =
  'function obtain(a){let n=obtain[a]|0;return import(a+(n?"?attempt="+n:"")).catch(e=>{throw obtain[a]=n+1,e})}';

/** What did not come once can be had a moment later, in every engine. */
function askedAgain(): Plugin {
  return {
    name: 'livetags-asked-again',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const made of Object.values(bundle)) {
        if (made.type !== 'chunk') continue;
        const code = made.code.replace(/\bimport(?=\(([`'"])\.{1,2}\/[^`'"]+\1\))/g, 'obtain');
        if (code === made.code) continue;
        if (/\bobtain\b/.test(made.code)) throw new Error(`${made.fileName} has an "obtain" of its own.`);
        const [scripts, ...sourceMap] = code.split(/(?=^\/\/# sourceMappingURL=)/m);
        made.code = [scripts, obtain, '\n', ...sourceMap].join('');
      }
    },
  };
}
