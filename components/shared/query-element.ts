/** The attributes by which a list says which rows it shows, and the question they make. */
import { property } from 'lit/decorators.js';
import type { QuerySpec } from '../../src/contexts.ts';
import { LiveElement } from './live-element.ts';

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

  /** How many rows at most. Default 100. */
  @property({ type: Number }) limit: number | null = null;

  /** The primary key's columns. Default `id`; `a,b` for a composite one. */
  @property({ attribute: 'primary-key' }) primaryKey = '';

  /** The table the element is named for. */
  protected abstract get ownTable(): string;

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
      limit: this.limit && this.limit > 0 ? Math.floor(this.limit) : undefined,
      primaryKey: this.primaryKey || undefined,
    };
  }
}
