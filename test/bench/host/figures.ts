/** The figures there are: what each says, the limit above which a run fails, and what the kit is to reach. */
import type { Spread } from './statistics.ts';

export interface Limit {
  readonly name: string;
  readonly gate?: number;
  /** Of a figure that is above its gate still: what it must not grow beyond meanwhile. */
  readonly ceiling?: number;
  readonly goal?: number;
  /** Without it, a ratio. */
  readonly unit?: 'ms' | 'µs' | 'B' | 'frames';
}

export const limits = {
  noise: { name: 'noise: script of vanilla against the same again, 1,000 rows' },
  'noise-short': { name: 'noise of the short form: script of vanilla against the same again, 100 rows' },
  'script-100': { name: 'script of a change against vanilla, 100 rows', gate: 1.5, ceiling: 2.2, goal: 1.2 },
  'script-1000': { name: 'script of a change against vanilla, 1,000 rows', gate: 1.5, goal: 1.2 },
  'script-10000': { name: 'script of a change against vanilla, 10,000 rows', gate: 1.5, goal: 1.2 },
  'total-plain': { name: 'script, style and layout at 10,000 rows against vanilla', gate: 1 / 25, goal: 1 / 150 },
  'total-chunks': { name: 'the same against vanilla in chunks', gate: 2.2, goal: 1.3 },
  'total-chunks-hot': { name: 'the same for changes that are seen', gate: 2.2, goal: 1.3 },
  'flat-uniform': { name: 'a change anywhere, 10,000 rows against 100', gate: 1.2, goal: 0.5 },
  'flat-hot': { name: 'a change that is seen, 10,000 rows against 100', gate: 2, goal: 1.25 },
  routing: { name: "routing and store against realtime-js' own dispatch of the frame", gate: 1, goal: 0.5 },
  'burst-1000': { name: '1,000 changes in one task against vanilla', gate: 1.6, goal: 1.25 },
  'burst-5000': { name: '5,000 changes in one task against vanilla', gate: 1.6, goal: 1.25 },
  'burst-task': { name: 'the longest task of 5,000 changes at once', goal: 50, unit: 'ms' },
  frames: { name: 'frames lost to 1,000 changes a second, 10,000 rows, 10 s', gate: 2, goal: 0, unit: 'frames' },
  'frames-longest': { name: 'the most that stood between two of them', unit: 'ms' },
  'first-render': { name: 'first 1,000 rows, until they are seen, against vanilla', gate: 1.3, goal: 1 },
  'first-render-all': { name: 'the same until all of them are drawn' },
  heap: { name: 'heap a change leaves behind, beyond vanilla', gate: 10, goal: 2, unit: 'B' },
  'widgets-slices': { name: '50 lists of one table, each its own rows, against one', gate: 3, goal: 1.5 },
  'widgets-same': { name: '50 lists of the same rows against one', gate: 3, goal: 1.5 },
  'first-rows': { name: 'first rows on 4G against one bundle with supabase-js', gate: 0.85, goal: 0.65 },
  'first-rows-tags': { name: 'the same with the files of its two tags alone' },
  'first-rows-inlined': { name: 'the same with the rows in the page, to be verified', goal: 0.65 },
  idle: { name: 'processor a page of ten lists takes without changes, a second, beyond an empty page', unit: 'ms' },
} satisfies Readonly<Record<string, Limit>>;

export type FigureName = keyof typeof limits;

export type Figures = { readonly [Name in FigureName]?: Spread };

/** Exceeded only when the median and the lower quartile are: chance alone must not fail a run. */
export function exceeds({ median, low }: Spread, limit: number): boolean {
  return median > limit && low > limit;
}

export function limitOf(name: FigureName): Limit {
  return limits[name];
}
