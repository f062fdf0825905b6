/**
 * Sums what the rows in sight amount to, one sum a currency, and says truthfully what was summed. A change is added or
 * taken away alone, so it costs the same in a list of any length; what is shown is written once a frame, and not at all
 * while nobody sees the page.
 */
import { html, render } from 'lit';
import { decimalText, decimalUnits } from '../../src/domain/decimal-sum.ts';
import type { FormatContext } from '../../src/template/format-registry.ts';
import { formatCurrency, text } from '../../src/template/formats.ts';
import type { RowChunks, RowFollower } from '../shared/rows/row-chunks.ts';
import { isShownRow } from '../shared/rows/row-focus.ts';

interface Amount {
  readonly currency: string;
  readonly units: bigint;
}

export interface SummedRows<Row> {
  readonly chunks: Pick<RowChunks<Row>, 'element' | 'rowOf' | 'size'>;
  readonly amount: (row: Row) => { readonly value: unknown; readonly currency: unknown };
  readonly context: () => FormatContext;
  /** True while the table holds more rows than the list. */
  readonly hasMore: () => boolean;
}

export class RowTotals<Row> implements RowFollower<Row> {
  readonly element = document.createElement('div');
  readonly #rows: SummedRows<Row>;
  readonly #counted = new Map<HTMLElement, Amount>();
  readonly #sums = new Map<string, { units: bigint; rows: number }>();
  #frame: number | undefined;

  constructor(rows: SummedRows<Row>) {
    this.#rows = rows;
    this.element.className = 'totals';
    this.element.setAttribute('part', 'totals');
    this.element.hidden = true;
  }

  /** Says what the sums are now; by itself it does once a frame. */
  write(): void {
    const { chunks, context, hasMore } = this.#rows;
    const { words, locale } = context();
    const count = this.#counted.size;
    this.element.hidden = count === 0;
    // Rows that wait, are searched away or have no amount are in the list and not in the sum.
    const all = count === chunks.size && !hasMore();
    const sums = [...this.#sums].sort(([one], [other]) => (one < other ? -1 : 1));
    const shown = sums.map(([currency, { units }]) => formatCurrency(decimalText(units), currency, locale));
    render(
      html`<span part="totals-label" class="totals-label">${all ? words.total : words.totalShown(count)}</span
        ><span class="sums">${shown.map((sum) => html`<bdi part="sum" class="sum">${sum}</bdi> `)}</span>`,
      this.element,
    );
  }

  reset(): void {
    this.#counted.clear();
    this.#sums.clear();
    this.recount();
  }

  recount(): void {
    const { chunks } = this.#rows;
    for (const element of chunks.element.querySelectorAll<HTMLElement>(':scope > .chunk > [data-key]')) {
      this.placed(element, chunks.rowOf(element)!);
    }
    this.#soon();
  }

  placed(element: HTMLElement, row: Row): void {
    this.left(element);
    const amount = isShownRow(element) ? this.#amount(row) : null;
    if (!amount) return;
    this.#counted.set(element, amount);
    this.#add(amount, 1);
  }

  changed(element: HTMLElement, row: Row): void {
    this.placed(element, row);
  }

  left(element: HTMLElement): void {
    this.#soon();
    const amount = this.#counted.get(element);
    if (!amount) return;
    this.#counted.delete(element);
    this.#add(amount, -1);
  }

  #soon(): void {
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = undefined;
      this.write();
    });
  }

  #amount(row: Row): Amount | null {
    const { value, currency } = this.#rows.amount(row);
    const units = decimalUnits(text(value));
    return units === null ? null : { units, currency: text(currency).toUpperCase() };
  }

  #add({ currency, units }: Amount, sign: 1 | -1): void {
    const { units: sum, rows } = this.#sums.get(currency) ?? { units: 0n, rows: 0 };
    if (rows + sign === 0) this.#sums.delete(currency);
    else this.#sums.set(currency, { units: sum + BigInt(sign) * units, rows: rows + sign });
  }
}
