/** The figures in words: as lines of a table, and between the marks of `docs/scaling.md`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import type { Calm, CalmFigures } from './calm.ts';
import type { SocketFigures } from './sockets.ts';
import type { Storm, StormFigures } from './storm.ts';

export interface StormRun {
  readonly storm: Storm;
  readonly figures: StormFigures;
}

export interface CalmRun {
  readonly calm: Calm;
  readonly figures: CalmFigures;
}

const file = fileURLToPath(new URL('../../docs/scaling.md', import.meta.url));
const count = (value: number): string => Math.round(value).toLocaleString('en');
const seconds = (milliseconds: number): string => `${(milliseconds / 1_000).toFixed(1)} s`;

export function stormTable(runs: readonly StormRun[]): string {
  const head = [
    'away for 20 s',
    'source',
    'pages',
    'joins a second allowed',
    'most sockets a second',
    'most joins a second (refused in all)',
    'most reads a second, while away / after',
    'reads a page after',
    'half are live / all',
  ];
  const lines = runs.map(({ storm, figures }) => [
    storm.away === 'project' ? 'the whole project' : 'Realtime alone',
    `\`${storm.source}\``,
    count(storm.clients),
    count(storm.plan.joinsPerSecond),
    count(figures.sockets),
    `${count(figures.joins)} (${count(figures.joinsRefused)})`,
    `${count(figures.readsWhileAway)} / ${count(figures.reads)}`,
    figures.readsPerClient.toFixed(1),
    `${seconds(figures.halfLiveAfter)} / ${seconds(figures.allLiveAfter)}`,
  ]);
  return table([head, head.map(() => '-'), ...lines]);
}

export function calmTable(runs: readonly CalmRun[]): string {
  const head = ['pages', '`audit-interval`', 'messages a second', 'reads a second', 'most reads in one second'];
  const lines = runs.map(({ calm, figures }) => [
    count(calm.clients),
    `\`${calm.auditInterval / 1_000}s\``,
    count(figures.messagesPerSecond),
    count(figures.readsPerSecond),
    count(figures.mostReads),
  ]);
  return table([head, head.map(() => '-'), ...lines]);
}

export function socketTable(figures: SocketFigures): string {
  const lines = [
    ['sockets', count(figures.sockets)],
    ['heard one write by the stream', `${count(figures.heard)} of ${count(figures.sockets)}`],
    [
      'from the write until the first page shows it, and the last',
      `${count(figures.firstAfter)} ms, ${count(figures.allAfter)} ms`,
    ],
    ["from the server's return until all are live again", seconds(figures.backAfter)],
    [
      'sockets opened, joins, reads on the way',
      `${count(figures.opened)}, ${count(figures.joins)}, ${count(figures.reads)}`,
    ],
  ];
  return table([['real sockets, one machine', ''], ['-', '-'], ...lines]);
}

/** Puts what was measured between its marks; what was not stays as it is. */
export async function writeDocument(parts: Readonly<Record<string, string>>): Promise<void> {
  let text = readFileSync(file, 'utf8');
  for (const [name, content] of Object.entries(parts)) {
    const mark = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
    if (!mark.test(text)) throw new Error(`docs/scaling.md has no place for "${name}".`);
    text = text.replace(mark, (_all, start: string, end: string) => `${start}\n${content}\n\n${end}`);
  }
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}

function table(lines: readonly (readonly string[])[]): string {
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
