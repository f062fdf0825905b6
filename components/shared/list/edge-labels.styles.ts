/** What stands on the edges of a list, moves no row, and stays in sight while a long one is scrolled. */
import { css } from 'lit';

export const edgeLabelStyles = css`
  .news {
    position: sticky;
    inset-block-start: 1.5em;
    z-index: 2;
    block-size: 0;
    text-align: center;
  }

  .list-new-rows {
    translate: 0 -70%;
    border: 0;
    border-radius: 2em;
    padding: calc(var(--_space) * 1.25) calc(var(--_space) * 4);
    background: var(--_accent);
    color: var(--_accent-text);
    font-size: 0.875em;
    font-weight: 600;
    box-shadow: 0 0.25em 1em rgb(0 0 0 / 0.25);
  }

  .list-new-rows:hover {
    background: var(--_accent);
    filter: brightness(1.1);
  }

  .list-new-rows:focus-visible {
    outline-offset: 2px;
    border-radius: 2em;
  }

  /*
   * Below all else, so that nothing of the list moves when it comes, and no row of it is under it where the list ends.
   * A longer list has it on the lower edge of what is seen of it, as wide as the list: there a row is cut off anyway.
   */
  .list-stale {
    position: sticky;
    inset-block-end: 0;
    z-index: 1;
    margin-block-start: var(--_space);
    padding: 0.125em 1em;
    text-align: end;
    text-wrap: balance;
    border-radius: var(--_radius-small);
    /* Rows go by beneath it, whatever a page makes of the colour. */
    background: linear-gradient(var(--_warning-ground), var(--_warning-ground)) Canvas;
    color: var(--_warning);
    font-size: 0.75em;
    font-weight: 600;
    line-height: 1.5;
    /* Shorter interruptions are nobody's business, nor is a page that is about to be live for the first time. */
    animation: stale-comes var(--_duration) 2s backwards;
  }

  @keyframes stale-comes {
    from {
      max-block-size: 0;
      margin-block-start: 0;
      padding-block: 0;
      opacity: 0;
    }
    to {
      max-block-size: 4em;
    }
  }

  @media (forced-colors: active) {
    .list-new-rows,
    .list-stale {
      border: 1px solid;
    }
  }

  @media print {
    .list-new-rows,
    .list-stale {
      display: none;
    }
  }
`;
