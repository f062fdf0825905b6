/**
 * Rows of every kind: their boxes, and the texts in them. By classes, as all sheets of the kit; parts are for pages
 * (`setClasses` in row-element.ts says why).
 */
import { css } from 'lit';

export const rowStyles = css`
  /* Layout of what is off screen costs nothing; the size it had last is remembered. */
  .contained {
    /* What an author knows is better than what was measured of the first rows. */
    --_row-size: var(--live-row-size, var(--_measured-row-size, 4.5em));
  }

  .contained > .chunk {
    content-visibility: auto;
    contain-intrinsic-block-size: auto calc(var(--_rows, 96) * var(--_row-size));
  }

  /* Rows off screen are drawn when there is time. */
  .contained .list-row:empty {
    min-block-size: var(--_row-size);
  }

  .list-row {
    padding: var(--_row-padding);
    overflow-wrap: anywhere;
    transition: background-color var(--_duration);
  }

  .list-row:hover {
    background: var(--_hover);
  }

  /*
   * Not row + row: where a selector asks what stands before a row, Chromium matches every element of the chunk anew
   * whenever a row comes or goes.
   */
  .list-row:not(:first-child),
  .chunk:not(:first-child) > .list-row:first-child {
    border-block-start: var(--_border-width) solid var(--_border);
  }

  .linked .list-row {
    position: relative;
    isolation: isolate;
    cursor: pointer;
  }

  .row-link,
  .row-link:hover {
    position: absolute;
    inset: 0;
    z-index: -1;
    border: 0;
    border-radius: 0;
    background: none;
  }

  /*
   * Short by nature, and kept on one line; whatever is not must not push the rest out of the narrowest row. Not a share
   * of the list's width: for lengths in cqi Chromium works out the style of each of these anew at every change.
   */
  .list-row :is(.number, time) {
    max-inline-size: 14em;
  }

  .list-row :is(.line.number, .badge) {
    max-inline-size: 17em;
  }

  .list-row :is(.badge, .number, time) {
    overflow: clip;
    /* Letters may reach beyond their box, which a page may have made a tight one. */
    overflow-clip-margin: 0.2em;
    text-overflow: ellipsis;
  }

  /* A text without end makes no row without end: what is beyond is scrolled to. */
  .row-main,
  .long {
    max-block-size: calc(var(--_lines) * 1lh);
    overflow-y: auto;
  }

  /* Data has a direction of its own: "+44 20" and "12 in stock" stay readable in a page written from right to left. */
  :is(.list-field, .badge, [data-text]) {
    unicode-bidi: plaintext;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }

  .line {
    display: block;
  }

  .title {
    font-weight: var(--_title-weight);
  }

  .meta {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_space) * 3);
    align-items: baseline;
    font-size: var(--_small);
  }

  .meta > :not(.title, .badge) {
    color: var(--_muted);
  }

  .meta > :empty {
    display: none;
  }

  /* In close rows what stands in two lines stands in one, where there is room. */
  @container (min-inline-size: 36em) {
    :host(:state(compact)) :is(.what, .who, .amount) {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 calc(var(--_space) * 3);
    }
  }

  .number {
    font-variant-numeric: tabular-nums;
  }

  @media print {
    .contained > .chunk {
      content-visibility: visible;
    }

    .row-main,
    .long {
      max-block-size: none;
    }
  }
`;
