import { css } from 'lit';

export const listStyles = css`
  :host {
    --_own-row-padding: var(--live-list-row-padding);
    --_column-size: var(--live-list-column-size, 9em);
  }

  dl {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, var(--_column-size)), 1fr));
    gap: calc(var(--_space) * 1.5) calc(var(--_space) * 4);
    margin: calc(var(--_space) * 1.5) 0 0;
  }

  dl > div {
    min-inline-size: 0;
  }

  dt {
    font-size: 0.8125em;
    color: var(--_muted);
  }

  dd {
    margin: 0;
    /* A date that needs two lines is parted where it reads best. */
    text-wrap: balance;
  }
`;
