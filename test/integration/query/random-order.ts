/** Random orders: columns of every type, both directions, NULLs at either end or where Postgres puts them. */
import type { Random } from './random.ts';
import { orderedColumns } from './sample-table.ts';

export interface Term {
  readonly column: string;
  /** null: not said. */
  readonly direction: 'asc' | 'desc' | null;
  readonly nulls: 'first' | 'last' | null;
}

/** Ends with the key, as every order of the kit does. */
export function randomOrder(random: Random): Term[] {
  const columns = new Set(Array.from({ length: 1 + random.below(3) }, () => random.pick(orderedColumns)));
  return [...columns].map((column) => ({
    column,
    direction: random.pick(['asc', 'desc', null]),
    nulls: random.pick(['first', 'last', null]),
  }));
}

export function printOrder(terms: readonly Term[], random: Random): string {
  return terms
    .map(({ column, direction, nulls }) => [column, direction, nulls === null ? null : `nulls${nulls}`])
    .map((words) => (random.chance(0.2) ? ' ' : '') + words.filter((word) => word !== null).join('.'))
    .join(',');
}
