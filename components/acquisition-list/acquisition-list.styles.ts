import { css } from 'lit';

export const acquisitionListStyles = css`
  :host {
    --_own-row-padding: var(--live-acquisition-list-row-padding);
  }

  .acquisition {
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: calc(var(--_space) * 3);
  }

  .each,
  time {
    font-size: var(--_small);
    color: var(--_muted);
  }

  .state {
    display: flex;
    flex-direction: column;
    align-items: end;
    gap: var(--_space);
  }

  .totals {
    padding: var(--_row-padding);
  }

  .totals-label {
    display: block;
    font-size: var(--_small);
    color: var(--_muted);
  }

  .sums {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_space) * 4);
  }

  .sum {
    font-weight: var(--_title-weight);
    font-variant-numeric: tabular-nums;
    overflow-wrap: anywhere;
  }

  @container (min-inline-size: 30em) {
    .state {
      flex-direction: row-reverse;
      align-items: center;
      gap: calc(var(--_space) * 4);
    }

    .state .badge {
      min-inline-size: 6em;
      text-align: center;
    }
  }
`;
