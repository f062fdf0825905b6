/** The snippets of the docs, as they are written: what is built and run by tests is what somebody copies. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export interface Project {
  readonly url: string;
  readonly anonKey: string;
}

export interface Snippet {
  readonly language: string;
  /** What stands behind the language: the name of a file. */
  readonly file: string;
  readonly text: string;
}

/** The fenced blocks of a page, in their order. */
export function snippets(page: string): Snippet[] {
  const blocks = readFileSync(root + page, 'utf8').matchAll(/^```(\w+)(?: (\S+))?\n(.+?)^```$/gms);
  return [...blocks].map(([, language = '', file = '', text = '']) => ({ language, file, text }));
}

/** The address and the key of a project, where the docs have an example's. */
export function configured(text: string, { url, anonKey }: Project): string {
  return text
    .replaceAll('https://your-ref.supabase.co', url)
    .replaceAll('url="…"', `url="${url}"`)
    .replaceAll('sb_publishable_…', anonKey)
    .replaceAll('api-key="…"', `api-key="${anonKey}"`);
}

/** Files of a recipe by name; blocks of one name are parts of one file. */
export function recipe(name: string, project: Project): Map<string, string> {
  const files = new Map<string, string>();
  for (const { file, text } of snippets(`docs/recipes/${name}.md`))
    if (file) files.set(file, (files.get(file) ?? '') + configured(text, project));
  return files;
}

/** A recipe's file, which has to be there. */
export function recipeFile(name: string, file: string, project: Project): string {
  const text = recipe(name, project).get(file);
  if (text === undefined) throw new Error(`docs/recipes/${name}.md has no block "${file}".`);
  return text;
}

/** The words between backticks in running text that begin so. */
export function inlineCode(page: string, beginning: string): string {
  const text = readFileSync(root + page, 'utf8');
  const found = [...text.matchAll(/`([^`\n]+)`/g)]
    .map(([, code = '']) => code)
    .find((code) => code.startsWith(beginning));
  if (found === undefined) throw new Error(`${page} has no code that begins with ${beginning}`);
  return found;
}
