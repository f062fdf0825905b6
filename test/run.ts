/**
 * `npm test`: everything that must hold, step by step, with one closing line `N passed, N failed`.
 *
 * `npm test -- unit components` runs only the steps named so.
 */
import { spawn } from 'node:child_process';
import { ensureChromium } from './browser.ts';
import { canBeHad } from './engines.ts';
import { steps, type Step } from './steps.ts';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. There are: ${steps.map(({ name }) => name).join(' ')}`);
  process.exit(2);
}

process.env['CHROMIUM'] = ensureChromium();
const chosen = steps.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const installing = installEngines();
let passed = 0;
let failed = 0;
const failures: string[] = [];
const skipped: string[] = [];
for (let next = 0; next < chosen.length;) {
  const together = nextSteps(next);
  next += together.length;
  await playAll(together);
}
if (skipped.length > 0) console.log(`\nskipped: ${skipped.join(', ')}`);
if (failures.length > 0) console.log(`\nfailed: ${failures.join(', ')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** One step, or all in a row that can be played beside each other. */
function nextSteps(from: number): readonly Step[] {
  const end = chosen.findIndex(({ beside }, index) => index >= from && !beside);
  return chosen.slice(from, Math.max(end === -1 ? chosen.length : end, from + 1));
}

async function playAll(some: readonly Step[]): Promise<void> {
  const waiting = [...some];
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) await play(step, some.length === 1);
  };
  await Promise.all([work(), work()]);
}

/** @param alone - what it says is shown as it comes, and not when it has ended. */
async function play(step: Step, alone: boolean): Promise<void> {
  if (step.engine) await installing;
  if (step.engine && !canBeHad(step.engine)) {
    console.log(`\n── ${step.name}\nskipped: there is no ${step.engine} for this system that a test could drive`);
    skipped.push(step.name);
    return;
  }
  const started = performance.now();
  console.log(`\n── ${step.name}${alone ? '' : ' begins'}`);
  const { code, output } = await run(step.command, alone);
  if (!alone) console.log(`\n── ${step.name}\n${output}`);
  const counted = count(step, code, output);
  passed += counted.passed;
  failed += counted.failed;
  if (counted.failed > 0) failures.push(step.name);
  else if (counted.passed === 0) skipped.push(step.name);
  const seconds = ((performance.now() - started) / 1_000).toFixed(0);
  console.log(`── ${step.name}: ${counted.passed} passed, ${counted.failed} failed, ${seconds} s`);
}

/** While other steps are played. Where it fails, the step that needs the engine says so. */
async function installEngines(): Promise<void> {
  const engines = chosen.flatMap(({ engine }) => engine ?? []);
  if (engines.length === 0) return;
  const { output } = await run(['node', 'test/engines/install.ts', ...engines], false);
  if (output.trim() !== '') console.log(`\n${output.trim()}`);
}

function run([program = '', ...words]: readonly string[], aloud: boolean): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    let output = '';
    const keep = (stream: NodeJS.WriteStream) => (chunk: Buffer) => {
      output += chunk.toString();
      if (aloud) stream.write(chunk);
    };
    child.stdout.on('data', keep(process.stdout));
    child.stderr.on('data', keep(process.stderr));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** A step that failed without saying how many tests did counts as one failure: it may never look green. */
function count(step: Step, code: number, output: string): { passed: number; failed: number } {
  if (step.counts === undefined) return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  if (step.maySkip && code === 0 && /^skipped: /m.test(output)) return { passed: 0, failed: 0 };
  const last = (pattern: RegExp): number => Number([...output.matchAll(pattern)].at(-1)?.[1] ?? 0);
  const passes = step.counts === 'node' ? last(/^ℹ pass (\d+)$/gm) : last(/^(\d+) passed, \d+ failed/gm);
  const fails = step.counts === 'node' ? last(/^ℹ fail (\d+)$/gm) : last(/^\d+ passed, (\d+) failed/gm);
  const silent = fails === 0 && (code !== 0 || passes === 0);
  return { passed: passes, failed: fails + (silent ? 1 : 0) };
}
