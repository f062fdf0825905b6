import { css } from 'lit';

export const productListStyles = css`
  :host {
    --_own-row-padding: var(--live-product-list-row-padding);
    --_picture-size: var(--live-product-list-picture-size, 2.75em);
    --_picture-radius: var(--live-product-list-picture-radius, var(--_radius-small));
  }

  :host(:state(compact)) {
    --_picture-size: var(--live-product-list-picture-size, 2em);
  }

  .product {
    display: grid;
    grid-template-columns: auto 1fr;
    grid-template-areas: 'picture what' 'picture price';
    gap: 0 calc(var(--_space) * 3);
    align-items: center;
  }

  .picture {
    grid-area: picture;
  }

  .what {
    grid-area: what;
    min-inline-size: 0;
  }

  .price {
    grid-area: price;
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 calc(var(--_space) * 3);
    white-space: nowrap;
  }

  /* Beside a picture there is less room. */
  .list-row > * > .price > .number {
    max-inline-size: 13.5em;
  }

  .status {
    grid-area: status;
    display: none;
  }

  .stock {
    font-size: var(--_small);
    color: var(--_muted);
  }

  .stock.none {
    color: var(--_danger);
    font-weight: 600;
  }

  @container (min-inline-size: 22em) {
    .product {
      grid-template-columns: auto 1fr auto;
      grid-template-areas: 'picture what price';
    }

    .price {
      display: block;
      text-align: end;
    }
  }

  @container (min-inline-size: 30em) {
    .product {
      grid-template-columns: auto 1fr auto 6.5em;
      grid-template-areas: 'picture what price status';
    }

    .status {
      display: block;
      text-align: end;
    }
  }

  @container (min-inline-size: 36em) {
    :host(:state(compact)) .price {
      display: flex;
      flex-direction: row-reverse;
    }
  }
`;
