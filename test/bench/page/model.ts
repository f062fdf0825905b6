/**
 * The table, and what happens to it: seven changes in ten are updates, one of five of which also moves the row; the
 * rest are inserts and deletes. "Uniform" changes are anywhere in the list, "hot" ones among its first 64 rows. The
 * number of rows stays between four fifths of the limit and the limit.
 */
import { newTicket, pick, placeOf, priorities, randomFrom, statuses } from './tickets.ts';
import type { Random, Ticket } from './tickets.ts';

export type Spread = 'uniform' | 'hot';

export interface Change {
  readonly type: 'INSERT' | 'UPDATE' | 'DELETE';
  readonly record: Ticket | null;
  readonly old: Pick<Ticket, 'id'> | null;
}

const hotRows = 64;
/** Between neighbours at first, so that there is room for those that come. */
const step = 1_000;

export class Model {
  readonly rows: Ticket[] = [];
  readonly #random: Random;
  readonly #limit: number;
  readonly #numbers = new Set<number>();
  #made = 0;
  #clock = Date.UTC(2026, 0, 1);

  constructor(limit: number, seed: number) {
    this.#limit = limit;
    this.#random = randomFrom(seed);
    for (let place = limit; place > 0; place -= 1) {
      this.#numbers.add(place * step);
      this.rows.push(newTicket(this.#random, ++this.#made, place * step));
    }
  }

  next(spread: Spread): Change {
    const kind = this.#random();
    const { length } = this.rows;
    if (kind < 0.7) return this.#update(spread);
    const insert = length >= this.#limit ? false : length <= this.#limit * 0.8 || kind < 0.85;
    return insert ? this.#insert(spread) : this.#delete(spread);
  }

  #update(spread: Spread): Change {
    const index = this.#index(spread);
    const before = this.rows[index]!;
    const after: Ticket = {
      ...before,
      status: pick(this.#random, statuses),
      priority: pick(this.#random, priorities),
      updated_at: new Date((this.#clock += 1_000)).toISOString(),
    };
    const { id } = before;
    if (this.#random() >= 0.2) {
      this.rows[index] = after;
      return { type: 'UPDATE', record: after, old: { id } };
    }
    const moved = { ...after, number: this.#freeNumber(spread) };
    this.#numbers.delete(before.number);
    this.rows.splice(index, 1);
    this.rows.splice(placeOf(this.rows, moved), 0, moved);
    return { type: 'UPDATE', record: moved, old: { id } };
  }

  #insert(spread: Spread): Change {
    const record = newTicket(this.#random, ++this.#made, this.#freeNumber(spread));
    this.rows.splice(placeOf(this.rows, record), 0, record);
    return { type: 'INSERT', record, old: null };
  }

  #delete(spread: Spread): Change {
    const [gone] = this.rows.splice(this.#index(spread), 1);
    this.#numbers.delete(gone!.number);
    return { type: 'DELETE', record: null, old: { id: gone!.id } };
  }

  #index(spread: Spread): number {
    return Math.floor(this.#random() * (spread === 'hot' ? Math.min(hotRows, this.rows.length) : this.rows.length));
  }

  /** Between two neighbours, and nobody else's: then no order hangs on more than it. */
  #freeNumber(spread: Spread): number {
    for (;;) {
      const index = this.#index(spread);
      const upper = this.rows[index - 1]?.number ?? this.rows[index]!.number + step;
      const number = Math.round((upper + this.rows[index]!.number) / 2 + (this.#random() - 0.5) * step);
      if (number <= 0 || this.#numbers.has(number)) continue;
      this.#numbers.add(number);
      return number;
    }
  }
}
