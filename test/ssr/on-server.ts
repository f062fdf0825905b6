/** A server of its own, since what it needs of the browser's globals is nobody else's. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { builtKit } from '../support/built-kit.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

/** Runs a script in a bare Node, in a folder. Throws when it says a word of complaint. */
export async function inBareNode(folder: string, ...words: string[]): Promise<string> {
  const { stdout, stderr } = await run(process.execPath, ['--disable-warning=ExperimentalWarning', ...words], {
    cwd: folder,
    maxBuffer: 1e8,
  });
  if (stderr !== '') throw new Error(stderr);
  return stdout;
}

/** The markup with every element's first picture in it. */
export function drawnByServer(markup: string): Promise<string> {
  return inBareNode(root, 'test/ssr/draw.ts', builtKit(), markup);
}
