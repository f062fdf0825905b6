/** Where the engine's code comes from: a chunk of its own, in the files for pages (`engineBeside` in bundling/late-code.ts). */
import type { Engine } from './engine-loader.ts';

export function fetchEngine(): Promise<Engine> {
  return import('../live-session.ts');
}
