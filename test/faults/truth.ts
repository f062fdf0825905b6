/** What the lists must show: their SELECTs, as the database answers them to the page's readers. */
import type { Backend } from '../../demo/server/index.ts';
import { users } from '../../demo/server/keys.ts';
import type { WatchedList } from './lists.ts';
import { pictureOf } from './picture.ts';
import type { Partner } from './schedule.ts';

export type Columns = Readonly<Record<string, unknown>>;

/** The list's rows as text, as `look.ts` tells them of the page. */
export async function truthOf(backend: Backend, list: WatchedList, partner: Partner): Promise<string[]> {
  const userId = list.reader === 'staff' ? users.staff.id : users[partner].id;
  const rows = await selectAs(backend, list, userId);
  return pictureOf(rows.map((row) => ({ row, drawn: drawn(list, row) })));
}

/** In one statement's snapshot, under the reader's row level security. */
export function selectAs(
  backend: Backend,
  { table, clauses }: Pick<WatchedList, 'table' | 'clauses'>,
  userId: string,
): Promise<Columns[]> {
  return backend.database.transaction(async (transaction) => {
    const claims = { sub: userId, role: 'authenticated' };
    await transaction.query(
      `select set_config('request.jwt.claims', $1, true), set_config('role', 'authenticated', true)`,
      [JSON.stringify(claims)],
    );
    const { rows } = await transaction.query<{ line: string }>(
      `select row_to_json(shown)::text as line from (select * from public.${table} ${clauses}) as shown`,
    );
    return rows.map(({ line }) => JSON.parse(line) as Columns);
  });
}

function drawn(list: WatchedList, row: Columns): string[] {
  const text = (field: string): string => {
    const value = row[field];
    if (field === 'number') return `#${String(value)}`;
    return typeof value === 'string' ? value.trim() : '';
  };
  return [String(row['id']), ...list.fields.map(text), String(row['status'])];
}

/** The truths of every list for a while back, so that a page may be as old as a change takes to arrive. */
export class TruthHistory {
  readonly #states: { readonly from: number; readonly hash: string }[][];

  constructor(count: number) {
    this.#states = Array.from({ length: count }, () => []);
  }

  add(place: number, hash: string, from: number): void {
    const states = this.#states[place]!;
    if (states.at(-1)?.hash === hash) return;
    states.push({ from, hash });
  }

  /** Whether the list was in this state at some instant of the time between. */
  held(place: number, hash: string, from: number, until: number): boolean {
    const states = this.#states[place]!;
    return states.some((state, nth) => {
      const end = states[nth + 1]?.from ?? Infinity;
      return state.hash === hash && state.from <= until && end >= from;
    });
  }
}
