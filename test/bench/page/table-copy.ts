/** The table as it is when a read comes: changes that were told by then, and none that are still to be. */
import type { Change } from './model.ts';
import { placeOf } from './tickets.ts';
import type { Ticket } from './tickets.ts';

export class TableCopy {
  readonly #rows: Ticket[];
  readonly #byId: Map<string, Ticket>;
  /** Told, and not yet looked at: copying costs nothing while changes are measured. */
  #told: Change[] = [];

  constructor(rows: readonly Ticket[]) {
    this.#rows = [...rows];
    this.#byId = new Map(rows.map((row) => [row.id, row]));
  }

  tell(change: Change): void {
    this.#told.push(change);
  }

  get rows(): readonly Ticket[] {
    for (const { record, old } of this.#told) {
      const former = this.#byId.get((record ?? old)!.id);
      if (former) this.#rows.splice(placeOf(this.#rows, former), 1);
      if (record) this.#rows.splice(placeOf(this.#rows, record), 0, record);
      if (record) this.#byId.set(record.id, record);
      else this.#byId.delete(old!.id);
    }
    this.#told = [];
    return this.#rows;
  }
}
