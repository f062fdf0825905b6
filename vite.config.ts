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
import { basename, relative } from 'node:path';
import { defineConfig, type BuildEnvironmentOptions, type UserConfig } from 'vite';
import { filesBeside, themes, withoutEmptyModules } from './bundling/files-beside.ts';
import { engineBeside, everythingInside, latelyImported } from './bundling/late-code.ts';
import { root, sourceFiles } from './bundling/source-files.ts';
import { minifiedTemplates, ownPolicy } from './bundling/templates.ts';

const classicLoader = 'components/classic-loader.ts';
const feedEmbed = 'components/ticket-feed-embed.ts';
const scriptsAlone = [classicLoader, feedEmbed];

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
      ...(mode === 'npm' ? [withoutEmptyModules()] : [ownPolicy(), ...latelyImported()]),
      ...(mode === 'cdn' || mode === 'cdn-tags' ? [engineBeside()] : []),
      ...(mode === 'cdn-embed' ? everythingInside() : []),
      ...(mode === 'cdn-loader' ? [filesBeside()] : []),
    ],
    build: { target: 'es2022', sourcemap: true, emptyOutDir: true, ...build() },
  };
});
