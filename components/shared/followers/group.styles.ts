/** Headings above groups of rows. */
import { css } from 'lit';

export const groupStyles = css`
  .group {
    position: var(--_group-position);
    inset-block-start: 0;
    z-index: 1;
    /* Where an author lays the rows out in columns, a heading is as wide as all of them. */
    grid-column: 1 / -1;
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 4);
    background: var(--_group-ground);
    font-size: var(--_small);
    font-weight: var(--_title-weight);
    unicode-bidi: plaintext;
    text-align: match-parent;
    overflow-wrap: anywhere;
    break-after: avoid;
  }

  .group:not(:first-child),
  .chunk:not(:first-child) > .group:first-child {
    border-block-start: var(--_border-width) solid var(--_border);
  }

  .group + .list-row {
    border: 0;
  }

  @media (forced-colors: active) {
    .group {
      border-block-end: 1px solid;
    }
  }
`;
