import { css } from 'lit';

export const productListStyles = css`
  .product {
    display: grid;
    grid-template-columns: auto 1fr auto;
    gap: 0 calc(var(--_space) * 3);
    align-items: center;
  }

  .what {
    min-inline-size: 0;
  }

  .price {
    text-align: end;
  }

  .status {
    display: none;
  }

  .stock {
    font-size: 0.875em;
    color: var(--_muted);
  }

  .stock.none {
    color: var(--_danger);
    font-weight: 600;
  }

  @container (min-inline-size: 30em) {
    .product {
      grid-template-columns: auto 1fr auto 6.5em;
    }

    .status {
      display: block;
      text-align: end;
    }
  }
`;
