/** Medians and quartiles, and an order by chance that a seed repeats. */
import { randomFrom } from '../page/tickets.ts';

export interface Spread {
  readonly low: number;
  readonly median: number;
  readonly high: number;
  readonly count: number;
}

export function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)]!;
  return below + (sorted[Math.ceil(place)]! - below) * (place % 1);
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    low: quantile(sorted, 0.25),
    median: quantile(sorted, 0.5),
    high: quantile(sorted, 0.75),
    count: values.length,
  };
}

/** Each value against that of the same round: what slowed the machine slowed both. */
export function ratios(values: readonly number[], references: readonly number[]): Spread {
  return spreadOf(values.map((value, round) => value / references[round]!));
}

export type Shuffle = <Item>(items: readonly Item[]) => Item[];

export function shuffler(seed: number): Shuffle {
  const random = randomFrom(seed);
  return (items) => {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last -= 1) {
      const other = Math.floor(random() * (last + 1));
      [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
    }
    return shuffled;
  };
}
