/** The frame of a list: the box round the rows, and what is shown when there are none, or more. */
import { css } from 'lit';

export const rowListStyles = css`
  :host(:state(compact)) {
    --_row-padding: var(--_own-row-padding, var(--live-row-padding, var(--_space) calc(var(--_space) * 3)));
    --_row-size: var(--live-row-size, 3em);
  }

  :host {
    container-type: inline-size;
    /* A size container has no width of its own: without this it would vanish in a flex row. */
    min-inline-size: min(100%, 17em);
    /* Nor in a table cell, which asks what its content would like. */
    contain-intrinsic-inline-size: 17em;
    position: relative;
    --_lines: var(--live-lines, 16);
  }

  .list-box,
  .list-empty,
  .list-loading {
    border: var(--_border-width) solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow: clip;
  }

  .head {
    block-size: 1px;
    margin-block-end: -1px;
  }

  .list-empty {
    padding: calc(var(--_space) * 8) calc(var(--_space) * 4);
    text-align: center;
    color: var(--_muted);
    border-style: dashed;
  }

  .list-error {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 3);
    padding: calc(var(--_space) * 3) calc(var(--_space) * 4);
    margin-block-end: calc(var(--_space) * 2);
    border-radius: var(--_radius);
    background: var(--_danger-ground);
    color: var(--_danger);
    overflow-wrap: anywhere;
  }

  .list-error > .explanation {
    flex: 1 1 14em;
  }

  .list-error strong {
    display: block;
    font-weight: 600;
  }

  .list-error code {
    font-family: ui-monospace, monospace;
    font-size: 0.8125em;
  }

  .list-retry {
    border-color: currentcolor;
    background: transparent;
  }

  .list-as-of {
    padding: var(--_space) calc(var(--_space) * 4);
    color: var(--_muted);
  }

  .list-more {
    display: block;
    margin: calc(var(--_space) * 3) auto 0;
  }

  :host(:state(stale)) .list-box {
    border-style: dashed;
  }

  @media (forced-colors: active) {
    .list-error {
      border: 1px solid;
    }
  }

  @media print {
    .list-more,
    .list-retry {
      display: none;
    }
  }
`;
