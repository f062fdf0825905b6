/** Where the engine's code comes from. */
import type { Engine } from './engine-loader.ts';

/**
 * @param _attempt - from 0. Firefox and Safari remember of an address that it did not come, and ask no more. So the files
 *   for pages ask for another one from the second attempt on (`engineBeside` in vite.config.ts); where a bundler names
 *   the chunk, the address is the bundler's.
 */
export function fetchEngine(_attempt: number): Promise<Engine> {
  return import('../live-session.ts');
}
