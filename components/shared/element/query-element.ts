/** The attributes by which a list says which rows it shows, and the question they make. */
import { property } from 'lit/decorators.js';
import type { QuerySpec } from '../../../src/contexts.ts';
import { LiveElement } from './live-element.ts';
import { report } from './tell.ts';

/** More would be a slip: no reader looks through them, and every audit reads them. */
const mostRows = 10_000;

function isLimit(limit: number | null): limit is number {
  return Number.isInteger(limit) && limit! > 0 && limit! <= mostRows;
}

export abstract class QueryElement extends LiveElement {
  /** The table, when it is not the one the element is named for. */
  @property() table = '';

  /** The table's schema. Default: the provider's. */
  @property() schema = '';

  /** The element's names to the table's own columns: `name:title,price:unit_price`. */
  @property() columns = '';

  /** Columns to read, as PostgREST's `select`. */
  @property() select = '';

  /** Which rows, as PostgREST's filters; a comma is AND: `status=eq.open,priority=in.(high,urgent)`. */
  @property() filter = '';

  /** In which order, as PostgREST's `order`: `created_at.desc`. */
  @property() order = '';

  /** How many rows at most, 1 to 10000. Default 100. */
  @property({ type: Number }) limit: number | null = null;

  /** The primary key's columns. Default `id`; `a,b` for a composite one. */
  @property({ attribute: 'primary-key' }) primaryKey = '';

  /** The table the element is named for. */
  protected abstract get ownTable(): string;

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    super.updated(changed);
    if (!changed.has('limit') || this.limit === null || isLimit(this.limit)) return;
    report(this, {
      code: 'bad-attribute',
      message: `limit="${this.getAttribute('limit') ?? this.limit}" is no whole number from 1 to ${mostRows}.`,
      remedy: 'Correct it; until then the element shows as many rows as without it.',
      permanent: true,
    });
  }

  /** Filters that come from attributes of the element's own. */
  protected ownFilter(): string {
    return '';
  }

  protected get spec(): QuerySpec {
    return {
      table: this.table || this.ownTable,
      schema: this.schema || undefined,
      columns: this.columns || undefined,
      select: this.select || undefined,
      filter: [this.ownFilter(), this.filter].filter(Boolean).join(',') || undefined,
      order: this.order || undefined,
      limit: isLimit(this.limit) ? this.limit : undefined,
      primaryKey: this.primaryKey || undefined,
    };
  }
}
