/** The table behind the stub server, in a thread of its own: what it takes to answer is nothing the page spends. */
import type { Change } from './model.ts';
import { TableCopy } from './table-copy.ts';
import type { Ticket } from './tickets.ts';

export type ToTable =
  | { readonly rows: readonly Ticket[] }
  | { readonly changes: readonly Change[] }
  | { readonly read: number; readonly search: string; readonly told: number };

export interface FromTable {
  readonly read: number;
  readonly json: ArrayBuffer;
}

let table = new TableCopy([]);

self.onmessage = ({ data }: MessageEvent<ToTable>) => {
  if ('rows' in data) table = new TableCopy(data.rows);
  else if ('changes' in data) table.plan(data.changes);
  else {
    const json = new TextEncoder().encode(JSON.stringify(select(data.search, data.told))).buffer;
    const answer: FromTable = { read: data.read, json };
    self.postMessage(answer, { transfer: [json] });
  }
};

function select(search: string, told: number): readonly Ticket[] {
  const parameters = new URLSearchParams(search);
  const after = /number\.lt\.(\d+)/.exec(parameters.toString());
  const below = after ? Number(after[1]) : Infinity;
  const keys = parameters.get('id')?.match(/[0-9a-f-]{36}/g);
  const wanted = filtersIn(parameters);
  const rows = table
    .rowsAfter(told)
    .filter(
      (row) =>
        row.number < below &&
        (!keys || keys.includes(row.id)) &&
        wanted.every(([column, value]) => row[column] === value),
    );
  return rows.slice(0, Number(parameters.get('limit') ?? 1_000));
}

function filtersIn(parameters: URLSearchParams): (readonly ['status' | 'priority' | 'assignee', string | null])[] {
  return (['status', 'priority', 'assignee'] as const).flatMap((column) => {
    const value = parameters.get(column);
    return value === null ? [] : [[column, value === 'is.null' ? null : value.replace('eq.', '')] as const];
  });
}
