/** Rows by key and in order, for every contender that has no store of its own: O(log n) to find a place. */
import type { ChangePayload } from '../page/contender.ts';
import { placeOf } from '../page/tickets.ts';
import type { Ticket } from '../page/tickets.ts';

export type Step =
  | { readonly type: 'insert'; readonly row: Ticket; readonly next: Ticket | undefined }
  | { readonly type: 'update'; readonly row: Ticket; readonly former: Ticket; readonly index: number }
  | {
      readonly type: 'move';
      readonly row: Ticket;
      readonly former: Ticket;
      readonly next: Ticket | undefined;
    }
  | { readonly type: 'remove'; readonly row: Ticket };

export class SortedTickets {
  readonly rows: Ticket[];
  readonly #byId: Map<string, Ticket>;

  constructor(rows: readonly Ticket[]) {
    this.rows = [...rows];
    this.#byId = new Map(rows.map((row) => [row.id, row]));
  }

  apply(payload: ChangePayload): Step {
    const { rows } = this;
    if (payload.eventType === 'DELETE') {
      const row = this.#byId.get(payload.old.id!)!;
      this.#byId.delete(row.id);
      rows.splice(placeOf(rows, row), 1);
      return { type: 'remove', row };
    }
    const row = payload.new as Ticket;
    const former = this.#byId.get(row.id);
    this.#byId.set(row.id, row);
    if (former?.number === row.number) {
      const index = placeOf(rows, former);
      rows[index] = row;
      return { type: 'update', row, former, index };
    }
    if (former) rows.splice(placeOf(rows, former), 1);
    const index = placeOf(rows, row);
    rows.splice(index, 0, row);
    const next = rows[index + 1];
    return former ? { type: 'move', row, former, next } : { type: 'insert', row, next };
  }
}
