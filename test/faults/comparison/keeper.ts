/** What is compared: something that keeps two lists of tickets as the database has them. */

export type Row = Readonly<Record<string, unknown>> & { readonly id: string };

export interface ComparedList {
  readonly name: string;
  readonly table: 'tickets';
  /** As a reader's SELECT says it, for the judge. */
  readonly clauses: string;
  /** The same, as a keeper in JavaScript has to know it. */
  readonly matches: (row: Row) => boolean;
  readonly compare: (a: Row, b: Row) => number;
  readonly limit: number;
  /** As PostgREST is asked. */
  readonly filter: string;
  readonly order: string;
}

const byId = (a: Row, b: Row): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
const time = (row: Row): number => Date.parse(String(row['created_at']));

export const comparedLists: readonly ComparedList[] = [
  {
    name: 'all tickets',
    table: 'tickets',
    clauses: 'order by id',
    matches: () => true,
    compare: byId,
    limit: Infinity,
    filter: '',
    order: 'id.asc',
  },
  {
    name: 'the 20 newest open tickets',
    table: 'tickets',
    clauses: `where status = 'open' order by created_at desc, id limit 20`,
    matches: (row) => row['status'] === 'open',
    compare: (a, b) => time(b) - time(a) || byId(a, b),
    limit: 20,
    filter: 'status=eq.open',
    order: 'created_at.desc,id.asc',
  },
];

export interface Keeper {
  /** The rows of each of `comparedLists`, as they would be shown. */
  rows(place: number): readonly Row[];
  /** Resolves when the first rows of every list are there, and changes flow. */
  ready(): Promise<void>;
  close(): Promise<void>;
}

/** Where a keeper finds its project, and who it is. `fetch` counts what it asks. */
export interface Project {
  readonly url: string;
  readonly anonKey: string;
  readonly token: string;
  readonly fetch: typeof fetch;
  /** From the run's seed. */
  readonly random: () => number;
}

export interface KeeperKind {
  readonly letter: string;
  readonly name: string;
  readonly start: (project: Project) => Keeper;
}
