/** The project's own files, by pattern. */
import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Relative to the project's folder, in order. */
export function sourceFiles(...patterns: string[]): string[] {
  return globSync(patterns, { cwd: root }).sort();
}
