import type { QuerySpec } from '../../src/contexts.ts';
import { formatNumber } from '../../src/template/formats.ts';
import { InlineElement } from '../shared/element/inline-element.ts';

/** PostgREST gives no more rows at once on most projects, and no reader counts further. */
const countsUpTo = 1000;

/**
 * How many rows match, in running text: live, and checked against the table like the rows of a list, for it is counted
 * by the same window. It counts up to `limit` (1000) and says `1,000+` beyond.
 *
 * @customElement live-count
 * @summary A live count of rows.
 */
export class LiveCount extends InlineElement {
  /** How many rows match, up to `limit`; null while it is not known. */
  get count(): number | null {
    // Of rows that no read has ended with, nobody knows how many there are.
    const counted = this.known && (this.status === 'live' || this.verifiedAt !== null);
    return counted ? (this.liveRows?.rows.length ?? null) : null;
  }

  /** Only keys are read, whatever else the rows hold. */
  protected override get spec(): QuerySpec {
    const { limit = countsUpTo, ...spec } = super.spec;
    const keys = this.keyColumns;
    return { ...spec, limit, select: keys.join(), order: keys.map((key) => `${key}.asc`).join() };
  }

  protected override said(): string | null {
    const { count } = this;
    if (count === null) return null;
    return `${formatNumber(count, this.locale)}${this.liveRows?.hasMore ? '+' : ''}`;
  }
}
