/**
 * The builds of the kit. `--mode npm`: every source file as an ES module, packages imported by name, for bundlers.
 * `--mode cdn`: `livetags.js` for a script tag, everything in it but supabase-js, which lies in a chunk that is fetched
 * when a connection is first made. `--mode cdn-tags`: one file per tag with shared chunks, for pages that use a few, and
 * `autoload.js`, which fetches them by itself. `--mode cdn-loader`: `loader.js`, a classic script that loads
 * `livetags.js`; and last, the style sheets and `integrity.json` with the hashes of all files. `--mode cdn-embed`:
 * `ticket-feed-embed.js`, a feed with its connection in one file.
 *
 * The `cdn` modes are apart because entries of one build share their code in chunks, and `livetags.js` is to be one
 * request. The example themes lie beside each. Types come from `tsc -p tsconfig.build.json`.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minifyHTMLLiterals } from 'minify-literals';
import { build, defineConfig, type BuildEnvironmentOptions, type Plugin, type Rolldown, type UserConfig } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const classicLoader = 'components/classic-loader.ts';
const feedEmbed = 'components/ticket-feed-embed.ts';
const scriptsAlone = [classicLoader, feedEmbed];

/** Whitespace and comments in `html`, `css` and `svg` templates, which no minifier of JavaScript touches. */
function minifiedTemplates(): Plugin {
  return {
    name: 'livetags-minified-templates',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/(components|src)\/.*\.ts$/, code: /(html|css|svg)`/ },
      async handler(code, id) {
        const minified = await minifyHTMLLiterals(code, {
          fileName: id,
          // In SVG an element ends where it says so: without its slash, what follows would be inside it, and not drawn.
          html: { keepClosingSlash: true },
        });
        return minified && { code: minified.code, map: minified.map as never };
      },
    },
  };
}

/**
 * Lit makes its Trusted Types policy unguarded, under a name of its own: in files that pages load as they are, it asks
 * `trusted-types.ts` instead.
 */
function ownPolicy(): Plugin {
  const made = /(\w+)\?\1\.createPolicy\("lit-html",\{createHTML:t=>t\}\)/;
  return {
    name: 'livetags-trusted-types',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/node_modules\/lit-html\/lit-html\.js$/ },
      handler(code) {
        if (!made.test(code)) throw new Error('Lit makes its Trusted Types policy otherwise now: see ownPolicy().');
        const policy = JSON.stringify(fileURLToPath(new URL('src/page/trusted-types.ts', import.meta.url)));
        return {
          code: `import{templatePolicy}from${policy};${code.replace(made, '$1?templatePolicy($1)')}`,
          map: null,
        };
      },
    },
  };
}

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

const everythingInside = (): Plugin[] => [
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

/**
 * The engine in a chunk of its own, with all that it needs in it: a chunk that took its share from `livetags.js` would
 * fetch that a second time where pages name it with a version behind (`livetags.js?ver=3`), and break where one of the
 * two is of yesterday. What both need, some 4 kB, is in both.
 */
function engineBeside(): Plugin {
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
    transform: {
      filter: { id: /\/src\/early\/fetch-engine\.ts$/ },
      handler(code) {
        const fetched = "import('../live-session.ts')";
        if (!code.includes(fetched)) throw new Error('The engine is fetched otherwise now: see engineBeside().');
        const address = `'${engine}' + (_attempt ? '?attempt=' + _attempt : '')`;
        return { code: code.replace(fetched, `import(/* @vite-ignore */ ${address})`), map: null };
      },
    },
    generateBundle(_options, bundle) {
      // Named as from the folder above.
      for (const made of Object.values(bundle)) {
        if (made.type === 'chunk' && made.fileName.includes('/')) made.code = made.code.replace(engine, `.${engine}`);
      }
    },
  };
}

/**
 * Chunks fetched by `import()` and nothing else. Vite's helper round it is for style sheets of chunks, of which there are
 * none, and tells the page of what did not come by an event at which pages made with Vite reload themselves.
 */
function plainImports(): Plugin {
  return {
    name: 'livetags-plain-imports',
    apply: 'build',
    enforce: 'pre',
    load: {
      filter: { id: /vite\/preload-helper/ },
      handler: () => ({ code: 'export const __vitePreload = (load) => load();', map: null }),
    },
  };
}

/** Style sheets beside the scripts, and what `integrity="…"` says of every file a page may name. */
function filesBeside(): Plugin {
  return {
    name: 'livetags-files-beside',
    apply: 'build',
    closeBundle() {
      copyFileSync('components/pre-upgrade.css', 'dist/cdn/pre-upgrade.css');
      const hashes = globSync('dist/cdn/**/*.{js,css}')
        .sort()
        .map((file) => {
          const hash = createHash('sha384').update(readFileSync(file)).digest('base64');
          return [relative('dist/cdn', file), `sha384-${hash}`];
        });
      writeFileSync('dist/cdn/integrity.json', `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
    },
  };
}

function sourceFiles(...patterns: string[]): string[] {
  return globSync(patterns, { cwd: root }).sort();
}

/** The example themes as they are: they are there to be read, and changed. */
function themes(): Plugin {
  return {
    name: 'livetags-themes',
    apply: 'build',
    generateBundle() {
      for (const file of sourceFiles('components/themes/*.css')) {
        this.emitFile({ type: 'asset', fileName: `themes/${basename(file)}`, source: readFileSync(`${root}${file}`) });
      }
    },
  };
}

/** Types alone leave nothing to run. What the package names as an entry stays, for somebody may import it. */
function withoutEmptyModules(): Plugin {
  const { exports } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { exports: Record<string, string> };
  const entries = new Set(Object.values(exports));
  return {
    name: 'livetags-without-empty-modules',
    apply: 'build',
    generateBundle(_options, bundle) {
      for (const [file, made] of Object.entries(bundle)) {
        const isEmpty = made.type === 'chunk' && made.code.trim() === '';
        if (isEmpty && !entries.has(`./dist/npm/${file}`)) delete bundle[file];
      }
    },
  };
}

/** `components/ticket-feed/ticket-feed.ts` → `live-ticket-feed`. The element's class is in a file beside it. */
function tagEntries(): Record<string, string> {
  const files = sourceFiles('components/*/*.ts').filter((file) => {
    const folder = file.split('/')[1];
    return basename(file) === `${folder}.ts`;
  });
  return Object.fromEntries(files.map((file) => [`live-${basename(file, '.ts')}`, file]));
}

/** All but what is a script of `dist/cdn` alone. */
function moduleEntries(): Record<string, string> {
  const files = sourceFiles('components/**/*.ts', 'src/**/*.ts').filter((file) => !scriptsAlone.includes(file));
  return Object.fromEntries(files.map((file) => [file.replace(/\.ts$/, ''), file]));
}

const builds: Record<string, () => BuildEnvironmentOptions> = {
  npm: () => ({
    outDir: 'dist/npm',
    minify: false,
    lib: { entry: moduleEntries(), formats: ['es'] },
    rolldownOptions: {
      external: [/^lit($|\/)/, /^@lit\//, /^@supabase\//],
      output: {
        preserveModules: true,
        preserveModulesRoot: relative(process.cwd(), root),
        entryFileNames: '[name].js',
      },
    },
  }),
  cdn: () => forBrowsers({ livetags: 'components/index.ts' }),
  'cdn-tags': () => ({
    ...forBrowsers({ ...tagEntries(), autoload: 'components/autoload.ts' }),
    emptyOutDir: false,
  }),
  /** Not by itself: `cdn` and `cdn-tags` take it in. */
  'cdn-engine': () => {
    const { rolldownOptions, ...options } = forBrowsers({ engine: 'src/live-session.ts' });
    const output = { ...rolldownOptions?.output, entryFileNames: 'chunks/[name]-[hash].js' };
    return { ...options, write: false, rolldownOptions: { ...rolldownOptions, output } };
  },
  'cdn-embed': () => ({
    ...forBrowsers({ 'ticket-feed-embed': feedEmbed }),
    emptyOutDir: false,
  }),
  'cdn-loader': () => ({
    outDir: 'dist/cdn',
    emptyOutDir: false,
    lib: {
      entry: classicLoader,
      formats: ['iife'],
      name: 'livetagsLoader',
      fileName: () => 'loader.js',
    },
  }),
};

function forBrowsers(input: Record<string, string>): BuildEnvironmentOptions {
  return {
    outDir: 'dist/cdn',
    // Chunks are found relative to the script, wherever it is served from, and no page needs the polyfill.
    modulePreload: false,
    rolldownOptions: {
      input,
      preserveEntrySignatures: 'exports-only',
      output: {
        format: 'es',
        entryFileNames: '[name].js',
        chunkFileNames: ({ name, facadeModuleId }) =>
          `chunks/${facadeModuleId?.includes('@supabase') ? 'supabase' : name}-[hash].js`,
        // One chunk for all that tags have in common, so that any one of them is two requests.
        codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] },
        minify: true,
      },
    },
  };
}

export default defineConfig(({ mode }): UserConfig => {
  const build = builds[mode];
  if (!build) throw new Error(`There is no build "${mode}". Give --mode ${Object.keys(builds).join(', --mode ')}.`);
  return {
    root,
    // Relative addresses, so that the files work from any folder of any host.
    base: './',
    publicDir: false,
    plugins: [
      minifiedTemplates(),
      themes(),
      ...(mode === 'npm' ? [withoutEmptyModules()] : [ownPolicy(), plainImports()]),
      ...(mode === 'cdn' || mode === 'cdn-tags' ? [engineBeside()] : []),
      ...(mode === 'cdn-embed' ? everythingInside() : []),
      ...(mode === 'cdn-loader' ? [filesBeside()] : []),
    ],
    build: { target: 'es2022', sourcemap: true, emptyOutDir: true, ...build() },
  };
});
