/** The steps of `npm test`, in the order in which they are played. */
import { globSync } from 'node:fs';
import type { EngineName } from './embedding/engines/engine.ts';

export interface Step {
  readonly name: string;
  readonly command: readonly string[];
  /** Steps that print no counts are one check each. */
  readonly counts?: 'node' | 'web';
  /** May say `skipped: …` instead of counts. */
  readonly maySkip?: boolean;
  /** Takes one processor and much waiting: two of these in a row are played at a time. */
  readonly beside?: boolean;
  /** What it needs besides Chromium; skipped on systems that cannot have it. */
  readonly engine?: EngineName;
}

/** Every page of the matrix in one engine. */
const embedding = (engine: EngineName): readonly string[] => [
  'node',
  '--disable-warning=ExperimentalWarning',
  'test/embedding/run.ts',
  engine,
];

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

export const steps: readonly Step[] = [
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
  { name: 'components', command: ['wtr', '--config', 'test/web-test-runner.config.mjs'], counts: 'web', beside: true },
  {
    name: 'integration',
    command: nodeTests('test/integration/**/*.test.ts', 'test/docs/**/*.test.ts'),
    counts: 'node',
    beside: true,
  },
  { name: 'embedding-firefox', command: embedding('firefox'), counts: 'node', beside: true, engine: 'firefox' },
  { name: 'embedding-webkit', command: embedding('webkit'), counts: 'node', beside: true, engine: 'webkit' },
  { name: 'embedding', command: embedding('chromium'), counts: 'node', beside: true },
  { name: 'embed', command: ['wtr', '--config', 'test/web-test-runner.embed.config.mjs'], counts: 'web', beside: true },
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
