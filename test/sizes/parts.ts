/** The parts of the kit, as a reader of its sizes thinks of them. */

const parts: readonly (readonly [name: string, source: RegExp])[] = [
  ['Lit and its context', /node_modules\/(lit|@lit)/],
  ['the first read, and what stands in for the engine (`src/early`)', /src\/early\//],
  [
    'asking for rows, and keeping them (`src/sync`, `src/repositories`, `src/domain`)',
    /src\/(sync|repositories|domain)\//,
  ],
  ['the connection (`src/realtime`, `src/live-session`)', /src\/(realtime\/|live-session|session-options|contexts)/],
  ['templates and formats (`src/template`)', /src\/template\//],
  ['words, languages, what meets the page (`src/page`)', /src\/(page|locales)\//],
  ['drawing rows (`components/shared/rows`)', /components\/shared\/rows\//],
  ['lists: frame, announcements, new rows (`components/shared/list`)', /components\/shared\/list\//],
  ['search and groups (`components/shared/followers`)', /components\/shared\/followers\//],
  ['what all elements share (`components/shared/element`)', /components\/shared\/element\//],
  ['the thirteen elements themselves', /components\//],
];

/** Shares of a file by part, heaviest first. What belongs to no part is told as the rest. */
export function byPart(weights: ReadonlyMap<string, number>): readonly (readonly [name: string, bytes: number])[] {
  const sums = new Map<string, number>();
  for (const [source, bytes] of weights) {
    const name = parts.find(([, pattern]) => pattern.test(source))?.[0] ?? 'the rest';
    sums.set(name, (sums.get(name) ?? 0) + bytes);
  }
  return [...sums].sort(([, a], [, b]) => b - a);
}
