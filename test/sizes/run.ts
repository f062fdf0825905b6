/**
 * `npm run sizes`: builds what pages fetch, weighs it, and writes the tables of `docs/sizes.md`.
 *
 * With `--check`, as `npm test` runs it, nothing is written: a file above its limit fails, and so does a table that is
 * more than a tenth (and a kilobyte) away from what the files weigh.
 */
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gzipSync, brotliCompressSync } from 'node:zlib';
import { builtKit } from '../support/built-kit.ts';
import { byPart } from './parts.ts';
import { weigh } from './weigh.ts';

/**
 * Limits in bytes, gzipped: what was reached, so that weight is put on knowingly. The first was to be 26 kB and the
 * second 14; `docs/decisions/0014-what-the-kit-weighs.md` says why they are not.
 */
const limits = {
  all: 54_500,
  list: 48_600,
  engine: 31_900,
  supabase: 18_000,
  language: 2_000,
  tabs: 5_000,
  autoload: 2_000,
  loader: 1_000,
  embed: 89_000,
};

const docs = 'docs/sizes.md';
const checks = process.argv.includes('--check');

/** As pages fetch it. */
const cdn = `${builtKit()}/dist/cdn`;

interface Fetched {
  readonly name: keyof typeof limits;
  readonly what: string;
  readonly files: readonly string[];
}

const chunk = (pattern: string): string[] =>
  globSync(`${cdn}/chunks/${pattern}`).filter((file) => !file.endsWith('.map'));
const languages = globSync('src/locales/*.ts').map((file) => basename(file, '.ts'));
const heaviest = languages.flatMap((language) => chunk(`${language}-*.js`)).sort((a, b) => gzipped([b]) - gzipped([a]));

const fetched: readonly Fetched[] = [
  { name: 'all', what: '`livetags.js`: the first rows of all elements', files: [`${cdn}/livetags.js`] },
  {
    name: 'list',
    what: 'the first rows of a feed: `live-provider.js`, `live-ticket-feed.js` and their chunk',
    files: [`${cdn}/live-provider.js`, `${cdn}/live-ticket-feed.js`, ...chunk('shared-*.js')],
  },
  {
    name: 'engine',
    what: 'the engine that keeps rows right, fetched beside the first read',
    files: chunk('engine-*.js'),
  },
  {
    name: 'supabase',
    what: "supabase-js' Realtime client, fetched by the engine",
    files: chunk('supabase-*.js'),
  },
  { name: 'language', what: 'a language other than English (the heaviest of them)', files: heaviest.slice(0, 1) },
  { name: 'tabs', what: 'one connection for all tabs, where it is asked for', files: chunk('tabs-transport-*.js') },
  { name: 'autoload', what: '`autoload.js`, before any element', files: [`${cdn}/autoload.js`] },
  { name: 'loader', what: '`loader.js`', files: [`${cdn}/loader.js`] },
  {
    name: 'embed',
    what: '`ticket-feed-embed.js`: a feed, its provider and the Realtime client in one file',
    files: [`${cdn}/ticket-feed-embed.js`],
  },
];

function gzipped(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(file), { level: 9 }).length, 0);
}

function brotli(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + brotliCompressSync(readFileSync(file)).length, 0);
}

const kilobytes = (bytes: number): string => (bytes / 1_000).toFixed(1);

const failures: string[] = [];
for (const { name, what, files } of fetched) {
  if (files.length === 0) failures.push(`${what}: there is no such file.`);
  const weight = gzipped(files);
  if (weight > limits[name]) failures.push(`${what} weighs ${weight} bytes gzipped; its limit is ${limits[name]}.`);
}

/** The shares of one file. */
function partsOf(what: string, file: string): string[] {
  const weights = byPart(weigh(file));
  const total = weights.reduce((sum, [, bytes]) => sum + bytes, 0);
  const whole = gzipped([file]);
  return [
    `| part of ${what} | minified | its share of the gzipped file |`,
    '| --- | --- | --- |',
    ...weights.map(
      ([name, bytes]) => `| ${name} | ${kilobytes(bytes)} kB | ${kilobytes((bytes / total) * whole)} kB |`,
    ),
  ];
}

const tables = {
  fetched: [
    '| what a page fetches | gzip | brotli |',
    '| --- | --- | --- |',
    ...fetched.map(
      ({ what, files }) => `| ${what} | ${kilobytes(gzipped(files))} kB | ${kilobytes(brotli(files))} kB |`,
    ),
  ],
  parts: partsOf('`livetags.js`', `${cdn}/livetags.js`),
  engine: partsOf('the engine', chunk('engine-*.js')[0]!),
};

const before = readFileSync(docs, 'utf8');
let after = before;
for (const [name, lines] of Object.entries(tables)) {
  const place = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
  if (!place.test(after)) throw new Error(`${docs} has no place for the table "${name}".`);
  after = after.replace(place, (_all, start: string, end: string) => `${start}\n${lines.join('\n')}\n\n${end}`);
}

if (checks) {
  const figures = (text: string): number[] =>
    [...text.matchAll(/([\d.]+) kB\s*\|/g)].map(([, figure]) => Number(figure));
  const [told, now] = [figures(before), figures(after)];
  const far = now.some((figure, place) => Math.abs(figure - (told[place] ?? 0)) > Math.max(1, figure * 0.1));
  if (far || told.length !== now.length) failures.push(`The tables of ${docs} are out of date: npm run sizes.`);
} else {
  writeFileSync(docs, after);
  execFileSync('prettier', ['--write', docs], { stdio: 'ignore' });
}

console.log(tables.fetched.join('\n'));
failures.forEach((failure) => console.error(failure));
process.exitCode = failures.length === 0 ? 0 : 1;
