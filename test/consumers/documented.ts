/** The snippets of the recipes, by the file names they carry: what is built and run here is what the docs say. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './packed-kit.ts';

export interface Project {
  readonly url: string;
  readonly anonKey: string;
}

/** Files of a recipe by name, with the address and key of a project in the place of the example's. */
export function recipe(name: string, { url, anonKey }: Project): Map<string, string> {
  const [page] = globSync(`docs/recipes/${name}.md`, { cwd: root });
  if (!page) return new Map();
  const snippets = readFileSync(join(root, page), 'utf8').matchAll(/^```\w+ (\S+)\n(.+?)^```$/gms);
  return new Map(
    [...snippets].map(([, file = '', text = '']) => [
      file,
      text.replaceAll('https://your-ref.supabase.co', url).replaceAll('sb_publishable_…', anonKey),
    ]),
  );
}
