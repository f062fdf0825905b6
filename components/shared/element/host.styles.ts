/**
 * What every element begins with. A live list should look like the page it stands in, so font and colour are inherited
 * on purpose; what a page inherits down for its own headings or tables and would break a layout is set back.
 * Sizes are in `em`: `rem` would follow the page's `<html>`, which many pages set to 62.5 %.
 */
import { css } from 'lit';

export const hostStyles = css`
  :host {
    display: block;
    box-sizing: border-box;
    font-size: var(--_font-size);
    line-height: var(--_line-height);
    font-style: normal;
    letter-spacing: normal;
    word-spacing: normal;
    text-transform: none;
    text-indent: 0;
    text-align: start;
    text-shadow: none;
    white-space: normal;
    hyphens: manual;
    cursor: auto;
    list-style: none;
  }

  :host([hidden]),
  [hidden] {
    display: none !important;
  }

  /* Not *::before: each element's would be worked out at every change, to find that there is none. */
  * {
    box-sizing: border-box;
  }

  button {
    font: inherit;
    letter-spacing: inherit;
    cursor: pointer;
    border: var(--_border-width) solid var(--_border);
    border-radius: var(--_radius-small);
    background: var(--_subtle);
    color: inherit;
    padding: calc(var(--_space) * 1.5) calc(var(--_space) * 3);
    transition: background-color var(--_duration);
  }

  button:hover {
    background: var(--_border);
  }

  a {
    color: inherit;
    text-decoration: underline;
    text-decoration-color: var(--_border);
    text-underline-offset: 0.2em;
  }

  a:hover {
    text-decoration-color: currentcolor;
  }

  :focus-visible {
    outline: 2px solid var(--_accent);
    outline-offset: -2px;
    border-radius: var(--_radius-small);
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
