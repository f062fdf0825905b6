/**
 * Switches off, one by one, each mechanism of the engine, and shows which oracle goes red:
 * `node test/model/mutants.ts [--runs 150] [name …]`.
 *
 * Rows wrong at the end; time until they are right; reads spent; rows painted back to an older value or with a column
 * missing (broken); share of instants at which they were right. Same seeds, virtual time: no noise, so any difference is the mechanism's.
 * A mechanism that no oracle needs should not be there.
 */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs, promisify } from 'node:util';

interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

const mutants: readonly Mutant[] = [
  {
    name: 'no fence on system ok',
    file: 'sync/live-query.ts',
    from: '      this.#refusal = null;\n      this.#fence();',
    to: '      this.#refusal = null;',
  },
  {
    name: 'no fence on return',
    file: 'sync/live-query.ts',
    from: '    this.#schedule.resume();\n    this.#fence();',
    to: '    this.#schedule.resume();',
  },
  {
    name: 'no audit',
    file: 'sync/read-schedule.ts',
    from: "if (this.#live) this.#want('audit', this.#auditor.interval * jitter);",
    to: 'if (this.#live) return;',
  },
  { name: 'audit not adaptive', file: 'sync/auditor.ts', from: 'this.#interval = AUDIT_SHORTEST;', to: '' },
  {
    name: 'no trailing read',
    file: 'sync/read-schedule.ts',
    from: '    if (!this.#live) return;\n    const now',
    to: '    if (Math) return;\n    const now',
  },
  {
    name: 'no reads while the stream is down',
    file: 'sync/read-schedule.ts',
    from: "else this.#want('poll', POLL_EVERY * jitter);",
    to: '',
  },
  { name: 'no verifier', file: 'sync/verifier.ts', from: 'if (this.#doubtful.size === 0 ||', to: 'if (Math ||' },
  {
    name: 'a read overrules newer events',
    file: 'sync/live-query.ts',
    from: '(key) => this.#touched.since(key, mark)',
    to: '() => false',
  },
  {
    name: 'a verification overrules newer events',
    file: 'sync/live-query.ts',
    from: 'const still = keys.filter((key) => this.#touched.since(key, mark));',
    to: 'const still: string[] = [];',
  },
  {
    name: 'an overtaken verification is applied',
    file: 'sync/live-query.ts',
    from: 'if (this.#adoptedMark > mark) return [];',
    to: '',
  },
  {
    name: 'an older read overrules a verification',
    file: 'sync/live-query.ts',
    from: 'for (const key of keys) this.#touched.touch(key);',
    to: '',
  },
  { name: 'replace instead of merge', file: 'sync/apply-event.ts', from: '{ ...held }', to: '{}' },
  {
    name: 'a short page is the end',
    file: 'sync/read-all.ts',
    from: '(length < limit && (length < longest || counted))',
    to: 'length < limit',
  },
  {
    name: 'no headroom',
    file: 'sync/row-window.ts',
    from: 'export const HEADROOM = 10;',
    to: 'export const HEADROOM = 0;',
  },
  {
    name: 'no refill',
    file: 'sync/row-window.ts',
    from: 'return !this.#complete && this.#entries.length < this.#limit + 3;',
    to: 'return false;',
  },
  {
    name: 'text order is trusted',
    file: 'sync/row-window.ts',
    from: 'if (this.#order.decidable) return false;',
    to: 'if (Math) return false;',
  },
  {
    name: 'the edge is ignored',
    file: 'sync/row-window.ts',
    from: 'return !this.#complete && this.#place(raw) === this.#entries.length;',
    to: 'return false;',
  },
  {
    name: 'a closed channel is not made again',
    file: 'realtime/table-channel.ts',
    from: "this.#again('the server closed the channel');",
    to: "this.drop('closed');",
  },
  {
    name: 'no watch for the missing mark',
    file: 'realtime/table-channel.ts',
    from: "() => this.#again('no word from the database')",
    to: '() => undefined',
  },
  {
    name: 'no watch on the clock',
    file: 'realtime/connection.ts',
    from: "if (slept) this.#wake('the computer slept', true);",
    to: '',
  },
  {
    name: 'a lost socket is not opened again',
    file: 'realtime/connection.ts',
    from: 'this.#retry = this.#clock.setTimer(() => void this.#try(), delay);',
    to: '',
  },
  {
    name: 'failed reads are not repeated',
    file: 'sync/read-schedule.ts',
    from: "this.#want('poll', Math.max(retryAfter ?? 0, ceiling",
    to: "void ('poll', Math.max(retryAfter ?? 0, ceiling",
  },
  {
    name: 'reads without a time limit',
    file: 'repositories/observed-reader.ts',
    from: 'limit.abort(tooLate), ANSWER_WITHIN',
    to: 'undefined, ANSWER_WITHIN',
  },
  {
    name: 'events before the first read are forgotten',
    file: 'sync/live-query.ts',
    from: 'for (const key of keysOf(this.#plan, event)) this.#touched.touch(key);',
    to: '',
  },
  {
    name: 'a lost insert is not noticed',
    file: 'sync/apply-event.ts',
    from: 'const windowDoubtful = lostInsert || ',
    to: 'const windowDoubtful = ',
  },
];

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

const kinds = ['all', 'announced'] as const;
type Kind = (typeof kinds)[number];
const baselines = new Map<Kind, Figures>();
for (const kind of kinds) {
  const figures = await measure(null, kind);
  baselines.set(kind, figures);
  console.log(row(`the engine as it is, ${kind} faults`, figures, []));
}
let escaped = 0;
for (const mutant of chosen) {
  let caught: string[] = [];
  for (const kind of kinds) {
    const figures = await measure(mutant, kind);
    caught = verdict(baselines.get(kind)!, figures);
    if (caught.length === 0 && kind !== 'announced') continue; // Its silence among all faults may be drowned; look again.
    console.log(row(mutant.name, figures, caught.length > 0 ? [`${kind}:`, ...caught] : ['ESCAPED']));
    break;
  }
  if (caught.length === 0) escaped++;
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

async function measure(mutant: Mutant | null, kind: Kind): Promise<Figures> {
  // Not under node_modules: Node strips no types there.
  const folder = mkdtempSync(join(tmpdir(), 'livetags-mutant-'));
  for (const part of ['src', 'test/model', 'test/support', 'package.json'])
    cpSync(part, join(folder, part), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  if (mutant !== null) {
    const path = join(folder, 'src', mutant.file);
    const source = readFileSync(path, 'utf8');
    if (source.split(mutant.from).length !== 2)
      throw new Error(`${mutant.name}: the text to change is not in ${mutant.file} exactly once`);
    writeFileSync(
      path,
      source.replace(mutant.from, () => mutant.to),
    );
  }
  const words = ['test/model/virtual-schedules.ts', '--json', '--watch', '--runs', values.runs, '--kind', kind];
  // It exits with 1 when rows are wrong; what it printed counts.
  const { stdout } = await promisify(execFile)('node', words, { cwd: folder, maxBuffer: 1e8 }).catch(
    (error: { stdout: string }) => error,
  );
  rmSync(folder, { recursive: true });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Figures;
}
