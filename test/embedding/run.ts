/**
 * The matrix, engine by engine: `node test/embedding/run.ts chromium firefox webkit`; all three when none is named.
 * Installs what is missing of them, and fails where that cannot be done: a page that nobody looked at does not work.
 */
import { spawnSync } from 'node:child_process';
import { ensureEngines } from '../engines.ts';
import { builtKit } from '../support/built-kit.ts';
import type { EngineName } from './engines/engine.ts';

const all: readonly EngineName[] = ['chromium', 'firefox', 'webkit'];
const named = process.argv.slice(2);
const wanted = named.length === 0 ? all : all.filter((name) => named.includes(name));
if (wanted.length < named.length) throw new Error(`There are ${all.join(', ')}.`);

ensureEngines(wanted);
builtKit();
const { status } = spawnSync(
  process.execPath,
  [
    '--disable-warning=ExperimentalWarning',
    '--test',
    '--test-reporter=spec',
    '--test-timeout=600000',
    // One at a time: pages that wait for each other's engines are slow pages.
    '--test-concurrency=1',
    ...wanted.map((name) => `test/embedding/${name}.test.ts`),
  ],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
