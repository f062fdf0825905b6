/** How many messages come in, a second: for `provider.stats`, and for those who must not be told more than they can take. */

export class MessageRate {
  #second = 0;
  #count = 0;
  #before = 0;

  /** One came. Answers how many have come in this second. */
  count(now: number): number {
    this.#turn(now);
    return ++this.#count;
  }

  /** How many came in the last second that is over. */
  lastSecond(now: number): number {
    this.#turn(now);
    return this.#before;
  }

  #turn(now: number): void {
    const second = Math.floor(now / 1_000);
    if (second === this.#second) return;
    this.#before = second === this.#second + 1 ? this.#count : 0;
    this.#count = 0;
    this.#second = second;
  }
}
