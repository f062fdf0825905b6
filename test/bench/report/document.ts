/** Puts the figures between the marks of `docs/performance.md`, and draws its chart. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { sizes } from '../measures/changes.ts';
import { chart } from './chart.ts';
import type { Results } from './results.ts';
import { contendersTable, figuresTable, stagesTable } from './tables.ts';

const pathOf = (name: string): string => fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url));

export async function writeDocument(results: Results): Promise<void> {
  writeFileSync(pathOf('images/performance.svg'), chart([...results.standings, ...results.peers], sizes));
  const file = pathOf('performance.md');
  const parts: Readonly<Record<string, string>> = {
    machine: results.machine,
    figures: figuresTable(results.figures),
    contenders: contendersTable(results),
    stages: stagesTable(results),
  };
  let text = readFileSync(file, 'utf8');
  for (const [name, content] of Object.entries(parts)) {
    const mark = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
    if (!mark.test(text)) throw new Error(`docs/performance.md has no place for "${name}".`);
    text = text.replace(mark, (_all, start: string, end: string) => `${start}\n${content}\n\n${end}`);
  }
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}
