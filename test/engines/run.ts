/**
 * `npm run test:engines`: the components, and pages of every kind, in Chromium, Firefox and WebKit. Words name engines.
 * Installs what is missing of them, and fails where that cannot be done: what nobody looked at does not work.
 */
import { spawnSync } from 'node:child_process';
import type { EngineName } from '../embedding/engines/engine.ts';
import { ensureEngines } from '../engines.ts';

const all: readonly EngineName[] = ['chromium', 'firefox', 'webkit'];
const named = process.argv.slice(2);
const wanted = named.length === 0 ? all : all.filter((name) => named.includes(name));
if (wanted.length < named.length) throw new Error(`There are ${all.join(', ')}.`);

ensureEngines(wanted);

/** One engine after the other: two at a time would wait for each other. */
const failed = [
  ...wanted.filter((name) => !passes(name, 'wtr', '--config', 'test/web-test-runner.config.mjs')),
  ...wanted.filter(
    (name) => !passes(name, 'node', '--disable-warning=ExperimentalWarning', 'test/embedding/run.ts', name),
  ),
];
if (failed.length > 0) console.log(`\nfailed in: ${[...new Set(failed)].join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

function passes(engine: EngineName, program: string, ...words: string[]): boolean {
  const begun = performance.now();
  console.log(`\n── ${engine}: ${words.at(-1)}`);
  const { status } = spawnSync(program, words, { stdio: 'inherit', env: { ...process.env, ENGINES: engine } });
  console.log(
    `── ${engine}: ${status === 0 ? 'passed' : 'failed'}, ${((performance.now() - begun) / 1000).toFixed(0)} s`,
  );
  return status === 0;
}
