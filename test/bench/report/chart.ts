/** What a change costs each contender at each length, as bars on a logarithmic scale. */
import type { Standing } from '../measures/changes.ts';

const width = 760;
const left = 130;
const bar = 9;
const colours = ['#9db4ff', '#5b7cf0', '#1f3bb3'] as const;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

export function chart(standings: readonly Standing[], sizes: readonly number[]): string {
  const shown = standings.filter(({ where, contender }) => where === 'uniform' && contender !== 'vanilla-again');
  const names = [...new Set(shown.map(({ contender }) => contender))];
  const longest = Math.max(...shown.map(({ total }) => total.median), 10);
  const scale = (value: number): number =>
    (Math.log10(Math.max(value, 10) / 10) / Math.log10(longest / 10)) * (width - left - 90);
  const group = sizes.length * (bar + 2) + 10;
  const bars = names.flatMap((name, place) => {
    const top = 34 + place * group;
    const weight = name === 'livetags' ? 'bold' : 'normal';
    const label = `<text x="${left - 8}" y="${top + group / 2}" text-anchor="end" font-weight="${weight}">${escaped(name)}</text>`;
    const lines = sizes.flatMap((size, index) => {
      const standing = shown.find(({ contender, rows }) => contender === name && rows === size);
      if (!standing) return [];
      const { median } = standing.total;
      const y = top + index * (bar + 2);
      const text = `${Math.round(median).toLocaleString('en')} µs`;
      return [
        `<rect x="${left}" y="${y}" width="${Math.max(2, scale(median)).toFixed(1)}" height="${bar}" fill="${colours[index] ?? '#000'}"/>`,
        `<text x="${(left + scale(median) + 6).toFixed(1)}" y="${y + bar - 1}" font-size="10">${text}</text>`,
      ];
    });
    return [label, ...lines];
  });
  const key = sizes.map(
    (size, index) =>
      `<rect x="${left + index * 130}" y="10" width="10" height="10" fill="${colours[index] ?? '#000'}"/><text x="${left + index * 130 + 16}" y="19">${size.toLocaleString('en')} rows</text>`,
  );
  const height = 44 + names.length * group;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="Microseconds of script, style and layout for one change" font-family="system-ui, sans-serif" font-size="12">
<rect width="${width}" height="${height}" fill="#fff"/>
${[...key, ...bars].join('\n')}
</svg>
`;
}
