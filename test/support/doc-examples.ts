/** The examples of a page of docs/, as they are written there. */

/** Its code blocks of a language, in the order they stand on the page. */
export async function blocks(page: string, language: string): Promise<string[]> {
  const text = await (await fetch(`/docs/${page}`)).text();
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, name, code]) =>
    name === language ? [code!] : [],
  );
}

/** Runs an example, with `given` for what it imports and for what stands on its page. */
export async function run(code: string, given: Readonly<Record<string, unknown>>): Promise<void> {
  const body = code.replace(/^import .*$/m, '');
  const source = `export default async (${Object.keys(given).join(', ')}) => {\n${body}\n};`;
  const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  const module = (await import(address)) as { default: (...values: unknown[]) => Promise<void> };
  await module.default(...Object.values(given));
}
