/** Pages that use the package as somebody's own would: what each is built with, and what checks its types. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import * as esbuild from 'esbuild';
import { build as viteBuild } from 'vite';
import webpack from 'webpack';
import { recipe, type Project } from '../support/documented.ts';
import { root, type PackedKit } from './packed-kit.ts';

const sources = join(root, 'test/consumers/fixtures');

export interface Fixture {
  readonly name: string;
  /** Answers once `dist/` is made. */
  readonly build: (folder: string) => Promise<unknown>;
  /** The checker of its types, and its words. */
  readonly check?: readonly string[];
}

const vite = (folder: string): Promise<unknown> =>
  viteBuild({ root: folder, base: './', logLevel: 'error', build: { minify: false } });

const tsc = ['tsc', '-p', 'tsconfig.json', '--pretty', 'false'];

export const fixtures: readonly Fixture[] = [
  { name: 'vite', build: vite, check: tsc },
  { name: 'webpack', build: withWebpack },
  { name: 'esbuild', build: (folder) => withEsbuild(folder, 'main.js') },
  { name: 'react', build: vite, check: tsc },
  { name: 'preact', build: (folder) => withEsbuild(folder, 'main.tsx'), check: tsc },
  { name: 'vue', build: vite, check: ['vue-tsc', '-p', 'tsconfig.json', '--pretty', 'false'] },
  { name: 'svelte', build: vite, check: ['svelte-check', '--tsconfig', './tsconfig.json', '--output', 'machine'] },
  { name: 'angular', build: withAngular, check: ['ngc', '-p', 'tsconfig.json', '--noEmit'] },
];

/** Lays a fixture's own files and its recipe's beside the packed kit. */
export function layOut(kit: PackedKit, name: string, project: Project): string {
  const folder = join(kit.consumers, name);
  mkdirSync(folder, { recursive: true });
  cpSync(join(sources, name), folder, { recursive: true });
  const isDocumented = existsSync(join(root, `docs/recipes/${name}.md`));
  for (const [file, text] of isDocumented ? recipe(name, project) : []) writeFileSync(join(folder, file), text);
  const page = join(folder, 'index.html');
  const { url, anonKey } = project;
  const html = readFileSync(page, 'utf8').replace('https://your-ref.supabase.co', url);
  writeFileSync(page, html.replace('sb_publishable_…', anonKey));
  return folder;
}

/** Where the checker finds faults, and where the author of the fixture put some: `wrong.ts:13`. */
export async function faults(
  folder: string,
  [tool = '', ...words]: readonly string[],
): Promise<{ found: string[]; put: string[] }> {
  const { said } = await run(folder, tool, ...words);
  // `wrong.ts(13,4): error …`, ngc's `wrong.ts:13:4 - error …`, or svelte-check's `1700000000 ERROR "wrong.svelte" 7:4 …`.
  const told = [...stripVTControlCharacters(said).matchAll(/([\w./-]+)(?:\(|" |:)(\d+)[,:]\d+.*$/gm)];
  const put = readdirSync(folder)
    .filter((file) => file.startsWith('wrong.'))
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .flatMap((line, index) => (/(?:\/\/|<!--) wrong/.test(line) ? [`${file}:${index + 1}`] : [])),
    );
  return { found: [...new Set(told.map(([, file, line]) => `${file}:${line}`))].sort(), put: put.sort() };
}

/** Beside this process, not instead of it: the backend of the pages lives here. */
async function run(folder: string, tool: string, ...words: string[]): Promise<{ code: number | null; said: string }> {
  const child = spawn(join(root, 'node_modules/.bin', tool), words, { cwd: folder });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

/** Its compiler makes modules of components and templates, and any bundler does the rest. */
async function withAngular(folder: string): Promise<void> {
  const { code, said } = await run(folder, 'ngc', '-p', 'tsconfig.build.json');
  if (code !== 0) throw new Error(said);
  await withEsbuild(folder, 'out/main.js');
  pageBeside(folder, 'main.ts');
}

async function withEsbuild(folder: string, entry: string): Promise<void> {
  await esbuild.build({
    absWorkingDir: folder,
    entryPoints: [entry],
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    minify: true,
    logLevel: 'error',
  });
  pageBeside(folder, entry);
}

async function withWebpack(folder: string): Promise<void> {
  const errors = await new Promise<unknown>((resolve, reject) => {
    webpack(
      {
        context: folder,
        mode: 'production',
        entry: './main.js',
        output: { path: join(folder, 'dist'), filename: 'main.js' },
        performance: { hints: false },
      },
      (error, stats) => (error ? reject(error) : resolve(stats?.toJson({ all: false, errors: true, warnings: true }))),
    );
  });
  const { errors: wrong = [], warnings = [] } = errors as { errors?: unknown[]; warnings?: unknown[] };
  if (wrong.length + warnings.length > 0) throw new Error(JSON.stringify([...wrong, ...warnings]));
  pageBeside(folder, 'main.js');
}

/** What Vite does by itself: the page, naming the script that was made. */
function pageBeside(folder: string, entry: string): void {
  const page = readFileSync(join(folder, 'index.html'), 'utf8').replace(entry, 'main.js');
  writeFileSync(join(folder, 'dist/index.html'), page);
}
