/** The figures as tables, for the terminal and for `docs/performance.md` alike. */
import { limitOf, limits, type FigureName, type Figures } from '../host/figures.ts';
import type { Standing } from '../measures/changes.ts';
import type { Results } from './results.ts';
import { microseconds, ratioText, spreadText, valueText } from './words.ts';

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}

export function figuresTable(figures: Figures): string {
  const rows = (Object.keys(limits) as FigureName[]).flatMap((name) => {
    const spread = figures[name];
    if (!spread) return [];
    const { name: words, gate, goal, unit } = limitOf(name);
    const met = goal === undefined ? '' : spread.median <= goal ? 'met' : 'not met';
    const said = (limit: number | undefined): string => (limit === undefined ? '' : valueText(limit, unit));
    return [[words, spreadText(spread, unit), said(gate), said(goal), met]];
  });
  return table(['figure', 'median (quartiles)', 'gate', 'goal', ''], rows);
}

/** Every contender's script and total for a change anywhere, in microseconds and against vanilla. */
export function contendersTable({ standings, peers }: Results): string {
  const all = [...standings.filter(({ where }) => where === 'uniform'), ...peers];
  const names = [...new Set(all.map(({ contender }) => contender))].filter((name) => name !== 'vanilla-again');
  const sizes = [...new Set(all.map(({ rows }) => rows))].toSorted((a, b) => a - b);
  const rows = names.map((name) => [
    name,
    ...sizes.map((size) => cell(all.find(({ contender, rows: many }) => contender === name && many === size))),
  ]);
  return table(
    ['µs a change: script, with layout (× vanilla)', ...sizes.map((size) => size.toLocaleString('en'))],
    rows,
  );
}

function cell(standing: Standing | undefined): string {
  if (!standing) return '–';
  const { script, total, scriptRatio, totalRatio } = standing;
  const against = (ratio: typeof scriptRatio): string => (ratio ? ` (${ratioText(ratio.median)})` : '');
  return `${microseconds(script)}${against(scriptRatio)}, ${microseconds(total)}${against(totalRatio)}`;
}

export function stagesTable({ stages }: Results): string {
  if (!stages) return '';
  return table(
    ['stage of a change, 1,000 rows', 'µs of script'],
    [
      ['the frame through realtime-js to a callback', microseconds(stages.frame)],
      ['the same, read by the kit (large numbers stay whole)', microseconds(stages.ownFrame)],
      ['dispatcher and store, to patches', microseconds(stages.routing)],
      ['patches to the DOM', microseconds(stages.drawing)],
    ],
  );
}
