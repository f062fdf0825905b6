/** How much was decided, by what was asked: a kit that answers "unknown" to everything would never be wrong. */
import assert from 'node:assert/strict';

export class Shares {
  readonly #counts = new Map<string, { decided: number; asked: number }>();

  add(what: string, decided: boolean): void {
    const count = this.#counts.get(what) ?? { decided: 0, asked: 0 };
    this.#counts.set(what, { decided: count.decided + Number(decided), asked: count.asked + 1 });
  }

  assertBetween(what: string, least: number, most: number): void {
    const { decided, asked } = this.#counts.get(what) ?? { decided: 0, asked: 0 };
    assert.ok(asked >= 100, `${what}: asked ${asked} times, too seldom to tell`);
    const share = decided / asked;
    assert.ok(share >= least && share <= most, `${what}: ${share.toFixed(3)} decided, not ${least} to ${most}`);
  }

  toString(): string {
    const lines = [...this.#counts].sort(([left], [right]) => (left < right ? -1 : 1));
    return lines
      .map(([what, { decided, asked }]) => `  ${what}: ${((100 * decided) / asked).toFixed(1)} % of ${asked} decided`)
      .join('\n');
  }
}
