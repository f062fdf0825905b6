/** A server of its own, since what it needs of the browser's globals is nobody else's. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

/** Runs a script in a bare Node, in the project's folder. Throws when it says a word of complaint. */
export async function inBareNode(...words: string[]): Promise<string> {
  const { stdout, stderr } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', ...words], {
    cwd: root,
    maxBuffer: 1e8,
  });
  if (stderr !== '') throw new Error(stderr);
  return stdout;
}

/** The markup with every element's first picture in it. */
export function drawnByServer(markup: string): Promise<string> {
  return inBareNode('test/ssr/draw.ts', markup);
}
