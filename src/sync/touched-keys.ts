/**
 * Which keys events have spoken of since when: a read that started before an event knows less than the event does.
 *
 * Counted, not timed: a sequence number per event, and every read notes the number at its start.
 */
export class TouchedKeys {
  readonly #touched = new Map<string, number>();
  readonly #reading = new Set<number>();
  #sequence = 0;

  touch(key: string): void {
    this.#sequence++;
    if (this.#reading.size > 0) this.#touched.set(key, this.#sequence);
  }

  /** A read starts; answers the mark to ask with, and to give back. */
  begin(): number {
    // Two reads may start between the same two events; each needs a mark of its own to give back.
    this.#sequence++;
    this.#reading.add(this.#sequence);
    return this.#sequence;
  }

  /** True when an event has spoken of `key` since `mark`. */
  since(key: string, mark: number): boolean {
    return (this.#touched.get(key) ?? 0) > mark;
  }

  /** Every key spoken of since `mark`. */
  *allSince(mark: number): IterableIterator<string> {
    for (const [key, sequence] of this.#touched) if (sequence > mark) yield key;
  }

  end(mark: number): void {
    this.#reading.delete(mark);
    // Nothing is remembered that no read under way could ask about.
    if (this.#reading.size === 0) return this.#touched.clear();
    const oldest = Math.min(...this.#reading);
    for (const [key, sequence] of this.#touched) if (sequence <= oldest) this.#touched.delete(key);
  }
}
