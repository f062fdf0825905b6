import { html } from 'lit';
import type { CSSResultGroup, TemplateResult } from 'lit';
import type { Product } from '../../src/domain/crm.ts';
import { formatCurrency, text } from '../../src/template/formats.ts';
import { cellsOf } from '../shared/rows/cells.ts';
import { badge } from '../shared/rows/badge.ts';
import { picture, valuePart } from '../shared/rows/fields.ts';
import { pictureStyles } from '../shared/rows/picture.styles.ts';
import { RowList } from '../shared/list/row-list.ts';
import { productListStyles } from './product-list.styles.ts';

const tones = { active: 'success', draft: 'info', archived: 'neutral' } as const;

/**
 * Products with picture, price, stock and status.
 *
 * @customElement live-product-list
 * @summary Live products.
 *
 * @csspart image_url - The picture, or the initials that stand in for it.
 * @csspart name - The product's name.
 * @csspart sku - The article number.
 * @csspart category - The category.
 * @csspart price - The price, in the product's currency.
 * @csspart stock - How many are in stock.
 * @csspart out-of-stock - On the row, when none is left.
 * @csspart status - The status; also `status-active`, `status-draft`, `status-archived`.
 * @csspart row-main - The box of the title and what stands with it.
 * @csspart row-meta - The line of second rank.
 * @csspart row-aside - Price and stock; also the place of the status.
 * @csspart row-badge - A value of a short list as a badge.
 * @cssprop [--live-product-list-row-padding=var(--live-row-padding)] - Padding of a row.
 * @cssprop [--live-product-list-picture-size=2.75em] - Width and height of the picture.
 * @cssprop [--live-product-list-picture-radius=var(--live-radius-small)] - Corners of the picture.
 */
export class LiveProductList extends RowList<Product> {
  static override styles: CSSResultGroup = [RowList.styles, pictureStyles, productListStyles];

  protected override readonly terms = ['status'];

  protected override get ownTable(): string {
    return 'products';
  }

  protected override rowParts(product: Product): string {
    const outOfStock = product.stock === 0 ? 'out-of-stock' : '';
    return `${valuePart('status', product.status)} ${outOfStock}`.trim();
  }

  protected override spoken(product: Product): string {
    return text(product.name);
  }

  protected override row(product: Product, former: Product | null): TemplateResult {
    const cell = cellsOf(product, former);
    const name = text(product.name) || this.say.untitled;
    return html`<div part="row-content" class="product">
      ${cell(() => picture('image_url', product.image_url, name), 'image_url', 'name')}
      <div part="row-main" class="row-main what">
        <span part="field field-name name" class="list-field line title">${name}</span>
        <div part="row-meta" class="meta">
          <span part="field field-sku sku" class="list-field">${text(product.sku)}</span
          ><span part="field field-category category" class="list-field">${text(product.category)}</span>
        </div>
      </div>
      <div part="row-aside" class="price">
        <span part="field field-price price" class="list-field line title number"
          >${cell(() => formatCurrency(product.price, product.currency, this.locale), 'price', 'currency')}</span
        >
        <span part="field field-stock stock" class="list-field line stock number ${product.stock === 0 ? 'none' : ''}"
          >${cell(() => this.#stock(product), 'stock')}</span
        >
      </div>
      <div part="row-aside" class="status">
        <span
          part="field field-status status row-badge"
          class="badge"
          ${badge('status', product.status, tones, this.say)}
          >&#8203;</span
        >
      </div>
    </div>`;
  }

  #stock({ stock }: Product): string {
    if (stock === 0) return this.say.outOfStock;
    return typeof stock === 'number' ? this.say.inStock(stock) : text(stock);
  }
}
