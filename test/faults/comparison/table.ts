/** The comparison as a table in Markdown. */
import { percent, percentile } from '../report.ts';
import type { ContestResult } from './contest.ts';
import { kinds } from './kinds.ts';

export function comparisonTable(results: readonly ContestResult[]): string {
  if (results.length === 0) return 'No runs.';
  const head = [
    'practice',
    'runs wrong 12 s after',
    'runs wrong 25 s after',
    'the same without `body`',
    'share of time wrong',
    'right after, p50 / p95',
    'REST requests a run',
  ];
  const lines = kinds.map(({ letter, name }) => {
    const standings = results.map((result) => result.standings[letter]!);
    const count = (holds: (standing: (typeof standings)[number]) => boolean | undefined): string => {
      const wrong = standings.filter(holds).length;
      return `${wrong} of ${standings.length} (${percent(wrong / standings.length)})`;
    };
    const times = standings.map(({ rightAfter }) => rightAfter ?? Infinity);
    const time = (share: number): string => {
      const found = percentile(times, share);
      return found === Infinity ? 'not in 25 s' : `${(found / 1_000).toFixed(1)} s`;
    };
    const sum = (of: (standing: (typeof standings)[number]) => number): number =>
      standings.reduce((total, standing) => total + of(standing), 0);
    return [
      `${letter}: ${name}`,
      count(({ wrong }) => wrong[0]),
      count(({ wrong }) => wrong[1]),
      count(({ wrongWithoutBody }) => wrongWithoutBody[1]),
      percent(sum(({ wrongLooks }) => wrongLooks) / sum(({ looks }) => looks)),
      `${time(0.5)} / ${time(0.95)}`,
      (sum(({ requests }) => requests) / standings.length).toFixed(0),
    ];
  });
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
