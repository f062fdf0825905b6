/**
 * `npm test`: everything that must hold, step by step, with one closing line `N passed, N failed`.
 *
 * `npm test -- unit components` runs only the steps named so.
 */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { ensureChromium } from './browser.ts';

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** Steps that print no counts are one check each. */
  readonly counts?: 'node' | 'web';
  /** May say `skipped: …` instead of counts. */
  readonly maySkip?: boolean;
}

const nodeTests = (...globs: string[]): readonly string[] => [
  'node',
  '--disable-warning=ExperimentalWarning',
  '--test',
  '--test-reporter=spec',
  // A test that hangs must say so, not use up the time of the others.
  '--test-timeout=180000',
  '--test-concurrency=2',
  ...globs.flatMap((glob) => globSync(glob)),
];

const steps: readonly Step[] = [
  { name: 'types', command: ['tsc', '-p', 'tsconfig.json', '--noEmit'] },
  {
    name: 'lint',
    command: [
      'eslint',
      '-c',
      'test/eslint.config.js',
      '--max-warnings=0',
      'src',
      'components',
      'test',
      'demo',
      'bundling',
    ],
  },
  { name: 'unit', command: nodeTests('test/unit/**/*.test.ts'), counts: 'node' },
  { name: 'backend', command: nodeTests('test/backend/**/*.test.ts'), counts: 'node' },
  {
    name: 'integration',
    command: nodeTests('test/integration/**/*.test.ts', 'test/docs/**/*.test.ts'),
    counts: 'node',
  },
  { name: 'components', command: ['wtr', '--config', 'test/web-test-runner.config.mjs'], counts: 'web' },
  { name: 'embed', command: ['wtr', '--config', 'test/web-test-runner.embed.config.mjs'], counts: 'web' },
  {
    name: 'visual',
    command: ['node', '--disable-warning=ExperimentalWarning', 'test/visual/run.ts'],
    counts: 'web',
    maySkip: true,
  },
  { name: 'consumers', command: nodeTests('test/consumers/run.ts'), counts: 'node' },
  { name: 'demo', command: nodeTests('test/demo/**/*.test.ts'), counts: 'node' },
  { name: 'server', command: nodeTests('test/ssr/**/*.test.ts'), counts: 'node' },
  {
    name: 'embedding',
    command: ['node', '--disable-warning=ExperimentalWarning', 'test/embedding/run.ts', 'chromium'],
    counts: 'node',
  },
  {
    name: 'faults',
    command: ['node', '--disable-warning=ExperimentalWarning', 'test/faults/run.ts', '--ci'],
    counts: 'web',
  },
  {
    // What a change costs, in counts and in ratios that hold on a busy machine; the rest is `npm run bench`.
    name: 'cost',
    command: ['node', '--disable-warning=ExperimentalWarning', 'test/bench/run.ts', '--gates'],
  },
  { name: 'sizes', command: ['node', 'test/sizes/run.ts', '--check'] },
  { name: 'manifest', command: ['node', 'docs/manifest.ts', '--check'] },
];

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !steps.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(`No such step: ${unknown.join(', ')}. There are: ${steps.map(({ name }) => name).join(' ')}`);
  process.exit(2);
}

process.env['CHROMIUM'] = ensureChromium();
let passed = 0;
let failed = 0;
const failures: string[] = [];
const skipped: string[] = [];
for (const step of steps) {
  if (wanted.length > 0 && !wanted.includes(step.name)) continue;
  const started = performance.now();
  console.log(`\n── ${step.name}`);
  const { code, output } = await run(step.command);
  const counted = count(step, code, output);
  passed += counted.passed;
  failed += counted.failed;
  if (counted.failed > 0) failures.push(step.name);
  else if (counted.passed === 0) skipped.push(step.name);
  const seconds = ((performance.now() - started) / 1_000).toFixed(0);
  console.log(`── ${step.name}: ${counted.passed} passed, ${counted.failed} failed, ${seconds} s`);
}
if (skipped.length > 0) console.log(`\nskipped: ${skipped.join(', ')}`);
if (failures.length > 0) console.log(`\nfailed: ${failures.join(', ')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function run([program = '', ...words]: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    let output = '';
    const keep = (stream: NodeJS.WriteStream) => (chunk: Buffer) => {
      output += chunk.toString();
      stream.write(chunk);
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
