/** Results in words and figures. */
import type { RunResult } from './play.ts';

export function describeRun(result: RunResult): string {
  const { seed, tabs, passed, silent, rightAfter, faults, wrong } = result;
  const of = tabs > 1 ? `, ${tabs} tabs` : '';
  const time = rightAfter === null ? 'never right' : `right after ${(rightAfter / 1_000).toFixed(2)} s`;
  const head = `${passed ? 'ok  ' : 'FAIL'} seed ${seed} (${silent ? 'silent' : 'told'}${of}): ${time}, equal at ${percent(equalShare([result]))} of instants, ${result.writes} writes`;
  return [head, `       ${faults.join('; ')}`, ...wrong.map((words) => `       ${words}`)].join('\n');
}

export function summary(results: readonly RunResult[]): string {
  const alone = results.filter(({ tabs }) => !(tabs > 1));
  const together = results.filter(({ tabs }) => tabs > 1);
  return [
    ...summaries('', alone),
    ...(together.length > 0 ? summaries('tabs that share a connection, ', together) : []),
  ].join('\n');
}

function summaries(whose: string, results: readonly RunResult[]): string[] {
  return [
    summaryOf(
      `${whose}told by socket, server or page`,
      results.filter(({ silent }) => !silent),
    ),
    summaryOf(
      `${whose}silent ones too`,
      results.filter(({ silent }) => silent),
    ),
  ];
}

function summaryOf(name: string, results: readonly RunResult[]): string {
  if (results.length === 0) return `${name}: no runs`;
  const times = results.map(({ rightAfter }) => rightAfter ?? Infinity);
  const seconds = (share: number): string => (percentile(times, share) / 1_000).toFixed(2);
  const liveUnequal = share(results, ({ liveUnequal: count }) => count);
  const changes = results.reduce((sum, { changesOfReader }) => sum + changesOfReader, 0);
  return `${name}: ${results.length} runs, time to equality p50 ${seconds(0.5)} s, p95 ${seconds(0.95)} s, longest ${seconds(1)} s; equal at ${percent(equalShare(results))} of instants; live and not equal at ${percent(liveUnequal)}; ${changes} changes of reader under rows; process late by up to ${Math.max(...results.map(({ loopDelay }) => loopDelay))} ms`;
}

/** The share of all instants at which a list equalled the database of the last second. */
export function equalShare(results: readonly RunResult[]): number {
  return share(results, ({ equal }) => equal);
}

function share(results: readonly RunResult[], count: (instants: RunResult['instants'][string]) => number): number {
  const all = results.flatMap(({ instants }) => Object.values(instants));
  return all.reduce((sum, instants) => sum + count(instants), 0) / all.reduce((sum, { seen }) => sum + seen, 0);
}

/** Nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
