/**
 * Switches off, one by one, each mechanism of the engine, and shows which oracle goes red:
 * `node test/model/mutants.ts [--runs 150] [name …]`.
 *
 * Rows wrong at the end; time until they are right; reads spent; rows painted back to an older value or with a column
 * missing (broken); share of instants at which they were right; and last, the promises of the unit tests. Same seeds,
 * virtual time: no noise, so any difference is the mechanism's.
 * A mechanism that no oracle needs should not be there.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { mutants, type Mutant } from './mutant-list.ts';

interface Figures {
  readonly wrong: number;
  readonly rightAfterP95: number | null;
  readonly readsPerRun: number;
  readonly olderPaintsPerRun: number;
  readonly brokenPaintsPerRun: number;
  readonly equalShare: number;
}

const { values, positionals } = parseArgs({
  options: { runs: { type: 'string', default: '150' } },
  allowPositionals: true,
});
const chosen = mutants.filter(({ name }) => positionals.length === 0 || positionals.includes(name));

const promises = ['sync/live-query', 'sync/overtaking-answers', 'sync/read-schedule', 'live-session'].map(
  (name) => `test/unit/${name}.test.ts`,
);

const kinds = ['all', 'announced'] as const;
type Kind = (typeof kinds)[number];
const baselines = new Map<Kind, Figures>();
for (const kind of kinds) {
  const folder = prepare(null);
  const figures = await measure(folder, kind);
  rmSync(folder, { recursive: true });
  baselines.set(kind, figures);
  console.log(row(`the engine as it is, ${kind} faults`, figures, []));
}
let escaped = 0;
for (const mutant of chosen) {
  const folder = prepare(mutant);
  let caught: string[] = [];
  for (const kind of kinds) {
    const figures = await measure(folder, kind);
    caught = verdict(baselines.get(kind)!, figures);
    if (caught.length > 0) console.log(row(mutant.name, figures, [`${kind}:`, ...caught]));
    if (caught.length > 0) break; // Else its harm may drown among all faults: look again, then at the promises.
  }
  if (caught.length === 0) {
    caught = await brokenPromises(folder);
    console.log(`${mutant.name.padEnd(44)} ${caught.length > 0 ? `breaks: ${caught.join('; ')}` : 'ESCAPED'}`);
  }
  if (caught.length === 0) escaped++;
  rmSync(folder, { recursive: true });
}
console.log(`\n${chosen.length - escaped} passed, ${escaped} failed`);
process.exitCode = escaped === 0 ? 0 : 1;

/** Which oracles tell a mutant from the engine. */
function verdict(before: Figures, after: Figures): string[] {
  const worse = (was: number, is: number, by: number): boolean => is > was * by;
  const late = (time: number | null): number => time ?? Infinity;
  return [
    after.wrong > before.wrong && 'rows',
    worse(late(before.rightAfterP95), late(after.rightAfterP95), 1.2) && 'time',
    worse(before.readsPerRun, after.readsPerRun, 1.05) && 'reads',
    worse(before.olderPaintsPerRun, after.olderPaintsPerRun, 1.2) && 'older',
    after.brokenPaintsPerRun > before.brokenPaintsPerRun && 'broken',
    after.equalShare < before.equalShare - 0.005 && 'share',
  ].filter((oracle) => oracle !== false);
}

function row(name: string, figures: Figures, caught: readonly string[]): string {
  const p95 = figures.rightAfterP95 === null ? 'never' : `${(figures.rightAfterP95 / 1_000).toFixed(1)} s`;
  const share = `${(100 * figures.equalShare).toFixed(1)} %`;
  return `${name.padEnd(44)} wrong ${String(figures.wrong).padStart(3)}  p95 ${p95.padStart(7)}  reads ${figures.readsPerRun.toFixed(0).padStart(4)}  older ${figures.olderPaintsPerRun.toFixed(2).padStart(6)}  right ${share}  ${caught.join(' ')}`;
}

/** A copy of what is needed, with the mutant's harm done to it. */
function prepare(mutant: Mutant | null): string {
  // Not under node_modules: Node strips no types there.
  const folder = mkdtempSync(join(tmpdir(), 'livetags-mutant-'));
  for (const part of ['src', 'test/model', 'test/support', 'test/unit', 'package.json']) {
    cpSync(part, join(folder, part), { recursive: true });
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  if (mutant === null) return folder;
  const path = join(folder, 'src', mutant.file);
  const source = readFileSync(path, 'utf8');
  if (source.split(mutant.from).length !== 2) {
    throw new Error(`${mutant.name}: the text to change is not in ${mutant.file} exactly once`);
  }
  writeFileSync(
    path,
    source.replace(mutant.from, () => mutant.to),
  );
  return folder;
}

async function measure(folder: string, kind: Kind): Promise<Figures> {
  const words = ['test/model/virtual-schedules.ts', '--json', '--watch', '--runs', values.runs, '--kind', kind];
  // It exits with 1 when rows are wrong; what it printed counts.
  const { stdout } = await promisify(execFile)('node', words, { cwd: folder, maxBuffer: 1e8 }).catch(
    (error: { stdout: string }) => error,
  );
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Figures;
}

/** The promises of the engine's unit tests that the harm breaks. */
async function brokenPromises(folder: string): Promise<string[]> {
  const words = ['--test', '--test-reporter=tap', ...promises];
  const { stdout } = await promisify(execFile)('node', words, { cwd: folder, maxBuffer: 1e8 }).catch(
    (error: { stdout: string }) => error,
  );
  return [...stdout.matchAll(/^ {4}not ok \d+ - (.*)$/gm)].map(([, name = '']) => name);
}
