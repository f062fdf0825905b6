import { html } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import type { Acquisition } from '../../src/domain/crm.ts';
import { formatCurrency, formatNumber } from '../../src/template/formats.ts';
import { cellsOf } from '../shared/rows/cells.ts';
import { age } from '../shared/rows/age.ts';
import { badge } from '../shared/rows/badge.ts';
import { valuePart } from '../shared/rows/fields.ts';
import type { RowChunks, RowFollower } from '../shared/rows/row-chunks.ts';
import { RowList } from '../shared/list/row-list.ts';
import { acquisitionListStyles } from './acquisition-list.styles.ts';
import { RowTotals } from './row-totals.ts';

const tones = { paid: 'success', pending: 'warning', refunded: 'neutral' } as const;

/**
 * Acquisitions: how many at what price, the total, and whether they are paid.
 *
 * @customElement live-acquisition-list
 * @summary Live acquisitions with their totals.
 *
 * @csspart total - Quantity times unit price, as the database computed it.
 * @csspart quantity - How many, and at what price each.
 * @csspart acquired_at - When.
 * @csspart status - The status; also `status-paid`, `status-pending`, `status-refunded`.
 * @csspart totals - What the rows shown amount to, below them.
 * @csspart totals-label - What was summed: all rows, or those shown.
 * @csspart sum - The sum of one currency.
 * @csspart row-main - The box of the title and what stands with it.
 * @csspart row-aside - What stands at the end of the row.
 * @csspart row-badge - A value of a short list as a badge.
 * @cssprop [--live-acquisition-list-row-padding=var(--live-row-padding)] - Padding of a row.
 */
export class LiveAcquisitionList extends RowList<Acquisition> {
  static override styles: CSSResultGroup = [RowList.styles, acquisitionListStyles];

  #totals: RowTotals<Acquisition> | undefined;

  protected override readonly terms = ['status'];

  protected override get ownTable(): string {
    return 'acquisitions';
  }

  protected override rowParts(acquisition: Acquisition): string {
    return valuePart('status', acquisition.status);
  }

  protected override spoken(acquisition: Acquisition): string {
    return formatCurrency(acquisition.total, acquisition.currency, this.locale);
  }

  protected override followersOf(chunks: RowChunks<Acquisition>): readonly RowFollower<Acquisition>[] {
    this.#totals = new RowTotals<Acquisition>({
      chunks,
      amount: ({ total, currency }) => ({ value: total, currency }),
      context: () => this.formatContext,
      hasMore: () => this.liveRows?.hasMore ?? false,
    });
    return [this.#totals];
  }

  protected override below(): unknown {
    this.#totals?.write();
    return this.#totals?.element;
  }

  protected override row(acquisition: Acquisition, former: Acquisition | null): TemplateResult {
    const cell = cellsOf(acquisition, former);
    return html`<div part="row-content" class="acquisition">
      <div part="row-main" class="row-main amount">
        <span part="field field-total total" class="list-field line title number"
          >${cell(() => formatCurrency(acquisition.total, acquisition.currency, this.locale), 'total', 'currency')}</span
        >
        <span part="field field-quantity quantity" class="list-field line each number"
          >${cell(() => this.#quantity(acquisition), 'quantity', 'unit_price', 'currency')}</span
        >
      </div>
      <div part="row-aside" class="state">
        <span
          part="field field-status status row-badge"
          class="badge"
          ${badge('status', acquisition.status, tones, this.say)}
          >&#8203;</span
        >
        <time
          part="field field-acquired_at acquired_at"
          class="list-field"
          data-age
          ${age(acquisition.acquired_at, this.formatContext)}
          >&#8203;</time
        >
      </div>
    </div>`;
  }

  #quantity({ quantity: many, unit_price: price, currency }: Acquisition): string {
    const quantity = formatNumber(many, this.locale);
    const each = formatCurrency(price, currency, this.locale);
    return quantity && each ? this.say.quantity(quantity, each) : each;
  }
}
