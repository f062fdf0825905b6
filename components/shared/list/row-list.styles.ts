/** The frame of a list (loading, empty, error, new rows, more) and what rows of every kind share. */
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
    position: relative;
    --_lines: var(--live-lines, 16);
  }

  [part='list'],
  [part='empty'],
  [part='loading'] {
    border: var(--_border-width) solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    overflow: clip;
  }

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
  .contained [part~='row']:empty {
    min-block-size: var(--_row-size);
  }

  [part~='row'] {
    padding: var(--_row-padding);
    overflow-wrap: anywhere;
    transition: background-color var(--_duration);
  }

  [part~='row']:hover {
    background: var(--_hover);
  }

  [part~='row'] + [part~='row'],
  .chunk + .chunk > [part~='row']:first-child {
    border-block-start: var(--_border-width) solid var(--_border);
  }

  .linked [part~='row'] {
    position: relative;
    isolation: isolate;
    cursor: pointer;
  }

  [part='row-link'],
  [part='row-link']:hover {
    position: absolute;
    inset: 0;
    z-index: -1;
    border: 0;
    border-radius: 0;
    background: none;
  }

  .head {
    block-size: 1px;
    margin-block-end: -1px;
  }

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

  [part='empty'] {
    padding: calc(var(--_space) * 8) calc(var(--_space) * 4);
    text-align: center;
    color: var(--_muted);
    border-style: dashed;
  }

  [part='error'] {
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

  [part='error'] > .explanation {
    flex: 1 1 14em;
  }

  [part='error'] strong {
    display: block;
    font-weight: 600;
  }

  [part='error'] code {
    font-family: ui-monospace, monospace;
    font-size: 0.8125em;
  }

  [part='retry'] {
    border-color: currentcolor;
    background: transparent;
  }

  [part='as-of'] {
    padding: var(--_space) calc(var(--_space) * 4);
    color: var(--_muted);
  }

  [part='more'] {
    display: block;
    margin: calc(var(--_space) * 3) auto 0;
  }

  :host(:state(stale)) [part='list'] {
    border-style: dashed;
  }

  /* Stands on the list's edge, moves nothing, and stays in sight in a long list. */
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

  .badge {
    display: inline-block;
    padding: 0.1em 0.6em;
    border-radius: var(--_badge-radius);
    font-size: 0.8125em;
    font-weight: 600;
    white-space: nowrap;
    background: var(--_neutral-ground);
    color: var(--_neutral);
  }

  /* Short by nature, and kept on one line; whatever is not must not push the rest out of the row. */
  [part~='row'] :is(.badge, .number, time) {
    max-inline-size: 55cqi;
    overflow: clip;
    /* Letters may reach beyond their box, which a page may have made a tight one. */
    overflow-clip-margin: 0.2em;
    text-overflow: ellipsis;
  }

  /* A text without end makes no row without end: what is beyond is scrolled to. */
  [part='row-main'],
  .long {
    max-block-size: calc(var(--_lines) * 1lh);
    overflow-y: auto;
  }

  .badge.success {
    background: var(--_success-ground);
    color: var(--_success);
  }

  .badge.warning {
    background: var(--_warning-ground);
    color: var(--_warning);
  }

  .badge.danger {
    background: var(--_danger-ground);
    color: var(--_danger);
  }

  .badge.info {
    background: var(--_info-ground);
    color: var(--_info);
  }

  /* Data has a direction of its own: "+44 20" and "12 in stock" stay readable in a page written from right to left. */
  [part~='field'] {
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

  @media (forced-colors: active) {
    .badge {
      border: 1px solid;
    }

    [part='new-rows'],
    [part='stale'],
    [part='error'] {
      border: 1px solid;
    }
  }

  @media print {
    [part='stale'],
    [part='new-rows'],
    [part='more'],
    [part='retry'],
    [part='search'],
    [part='search-hint'] {
      display: none;
    }

    .contained > .chunk {
      content-visibility: visible;
    }

    [part='row-main'],
    .long {
      max-block-size: none;
    }
  }
`;
