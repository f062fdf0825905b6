/** The patches from one shown order to another: for reads only, never in the path of one event. */
import type { KeyedRow } from '../contexts.ts';
import { changedColumns } from '../domain/row.ts';
import type { Patch } from './patch.ts';
import type { AdoptSteps } from './adopt-rows.ts';

/** The steps from rows that were shown otherwise: nothing happened to them in the table. */
export function diffRows<Row>(before: readonly KeyedRow<Row>[], after: readonly KeyedRow<Row>[]): Patch<Row>[] {
  const old = new Map(before.map(({ key, row }) => [key, row]));
  const steps: AdoptSteps<Row> = new Map(
    after.flatMap(({ key, row }) => {
      const previous = old.get(key);
      const changed = previous === undefined ? new Set<keyof Row>() : changedColumns(row, previous);
      return changed.size === 0 ? [] : [[key, { change: null, changed }] as const];
    }),
  );
  return diffShown(before, after, steps);
}

export function diffShown<Row>(
  before: readonly KeyedRow<Row>[],
  after: readonly KeyedRow<Row>[],
  steps: AdoptSteps<Row>,
): Patch<Row>[] {
  const patches: Patch<Row>[] = [];
  const places = new Map(after.map(({ key }, place) => [key, place]));
  for (const { key, row } of before) {
    if (!places.has(key)) patches.push({ type: 'remove', key, row, change: steps.get(key)?.change ?? null });
  }
  const kept = before.filter(({ key }) => places.has(key));
  const staying = longestIncreasing(kept.map(({ key }) => places.get(key)!));
  const stays = new Set([...staying].map((index) => kept[index]!.key));
  const known = new Set(kept.map(({ key }) => key));
  // From the end, so that the row that follows already stands where it shall.
  let next: string | null = null;
  for (const { key, row } of after.toReversed()) {
    const step = steps.get(key);
    if (!known.has(key)) {
      patches.push({ type: 'insert', key, row, before: next, change: step?.change ?? null });
    } else {
      if (step?.changed) patches.push({ type: 'update', key, row, changed: step.changed, change: step.change });
      if (!stays.has(key)) patches.push({ type: 'move', key, row, before: next, change: null });
    }
    next = key;
  }
  return patches;
}

/** Indices of a longest increasing run of `values`: the rows that need not move. Patience sorting, O(n log n). */
function longestIncreasing(values: readonly number[]): Set<number> {
  const tails: number[] = [];
  const previous = new Array<number>(values.length);
  values.forEach((value, index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (values[tails[middle]!]! < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = index;
  });
  const run = new Set<number>();
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index]!) run.add(index);
  return run;
}
