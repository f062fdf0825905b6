/** Runs the browser tests straight from the TypeScript sources: in Chromium, or in what the variable ENGINES lists. */
import { fileURLToPath } from 'node:url';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { componentEngines } from './engines/component-engines.ts';

const fromHere = (path) => fileURLToPath(new URL(path, import.meta.url));

/** The closing line: how many tests passed, failed, and could not be played. A file that could not run is a failure. */
function counts() {
  const count = (suite, wanted) =>
    (suite?.tests ?? []).filter(wanted).length +
    (suite?.suites ?? []).reduce((sum, inner) => sum + count(inner, wanted), 0);
  return {
    stop({ sessions }) {
      let passed = 0;
      let failed = 0;
      let skipped = 0;
      for (const session of sessions) {
        skipped += count(session.testResults, (test) => test.skipped);
        passed += count(session.testResults, (test) => test.passed && !test.skipped);
        const failures = count(session.testResults, (test) => !test.passed && !test.skipped);
        failed += failures;
        if (!session.passed && failures === 0) failed += 1;
      }
      // The runner leaves escape codes on its last line.
      console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
    },
  };
}

const devtools = new WeakMap();

/** Shows a page as its reader's system asks for: `emulate(…)` in test/support. */
const emulation = {
  name: 'emulation',
  async executeCommand({ command, payload, session }) {
    if (command !== 'emulate') return undefined;
    const page = session.browser.getPage(session.id);
    // What one connection asked for, another cannot take back; and pages are used again by the next file.
    if (!devtools.has(page)) devtools.set(page, await page.createCDPSession());
    await devtools.get(page).send('Emulation.setEmulatedMedia', payload);
    return true;
  },
};

export default {
  files: ['test/components/**/*.test.ts', 'test/contract/**/*.test.ts', 'test/bench/**/*.test.ts'],
  rootDir: fromHere('..'),
  nodeResolve: true,
  plugins: [emulation, esbuildPlugin({ ts: true, target: 'es2022', tsconfig: fromHere('../tsconfig.json') })],
  browsers: componentEngines(),
  concurrency: 1,
  testFramework: { config: { timeout: 15_000 } },
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 180_000,
  testRunnerHtml: (framework) =>
    `<!doctype html><html lang="en"><head><title>livetags</title></head>` +
    `<body><script type="module" src="${framework}"></script></body></html>`,
  // The kit's warnings to authors are asserted where they matter and would drown the report elsewhere.
  filterBrowserLogs: ({ args }) => !/\[livetags: |Lit is in dev mode/.test(String(args[0])),
  reporters: [defaultReporter({ reportTestProgress: false }), counts()],
};
