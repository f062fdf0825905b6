/** The table as it is when a read comes: changes that were told by then, and none that are still to be. */
import type { Change } from './model.ts';
import { placeOf } from './tickets.ts';
import type { Ticket } from './tickets.ts';

export class TableCopy {
  readonly #rows: Ticket[];
  readonly #byId: Map<string, Ticket>;
  /** Those that will be told, in order. */
  readonly #changes: Change[] = [];
  #told = 0;

  constructor(rows: readonly Ticket[]) {
    this.#rows = [...rows];
    this.#byId = new Map(rows.map((row) => [row.id, row]));
  }

  plan(changes: readonly Change[]): void {
    for (const change of changes) this.#changes.push(change);
  }

  /** With so many changes told. */
  rowsAfter(told: number): readonly Ticket[] {
    while (this.#told < told) this.#apply(this.#changes[this.#told++]!);
    return this.#rows;
  }

  #apply({ record, old }: Change): void {
    const former = this.#byId.get((record ?? old)!.id);
    if (former) this.#rows.splice(placeOf(this.#rows, former), 1);
    if (record) this.#rows.splice(placeOf(this.#rows, record), 0, record);
    if (record) this.#byId.set(record.id, record);
    else this.#byId.delete(old!.id);
  }
}
