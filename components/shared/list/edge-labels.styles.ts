/** What stands on the edge of a list, moves nothing, and stays in sight while a long one is scrolled. */
import { css } from 'lit';

export const edgeLabelStyles = css`
  .news {
    position: sticky;
    inset-block-start: 1.5em;
    z-index: 2;
    block-size: 0;
    text-align: center;
  }

  [part='new-rows'] {
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

  [part='new-rows']:hover {
    background: var(--_accent);
    filter: brightness(1.1);
  }

  [part='new-rows']:focus-visible {
    outline-offset: 2px;
    border-radius: 2em;
  }

  .staleness {
    position: sticky;
    inset-block-start: 1em;
    z-index: 1;
    block-size: 0;
    padding-inline: calc(var(--_space) * 2);
    text-align: end;
    pointer-events: none;
  }

  [part='stale'] {
    display: inline-block;
    max-inline-size: 100%;
    padding: 0 0.75em;
    text-wrap: balance;
    border-radius: var(--_badge-radius);
    background: var(--_warning-ground);
    color: var(--_warning);
    font-size: 0.75em;
    font-weight: 600;
    translate: 0 -70%;
  }

  @media (forced-colors: active) {
    [part='new-rows'],
    [part='stale'] {
      border: 1px solid;
    }
  }

  @media print {
    [part='new-rows'],
    [part='stale'] {
      display: none;
    }
  }
`;
