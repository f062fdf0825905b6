/** The look of a ticket feed as somebody would write it who knows his page: the fewest rules that give it. */
import { css } from 'lit';

export const ticketSheet = css`
  :host {
    display: block;
    line-height: 1.45;
  }
  .list {
    border: 1px solid #ddd;
    border-radius: 0.75em;
    overflow: clip;
  }
  .row {
    padding: 0.75em 1em;
    position: relative;
    overflow-wrap: anywhere;
  }
  .row:not(:first-child),
  .chunk:not(:first-child) > .row:first-child {
    border-top: 1px solid #ddd;
  }
  .contained > .chunk {
    content-visibility: auto;
    contain-intrinsic-block-size: auto calc(96 * 4.5em);
  }
  .ticket {
    display: flex;
    align-items: center;
    gap: 0.375em 1em;
  }
  .what {
    flex: 1 1 100%;
    min-width: 0;
  }
  .title {
    display: block;
    font-weight: 600;
  }
  .row.ended .title {
    font-weight: 400;
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75em;
    font-size: 0.875em;
    color: #555;
  }
  .state {
    display: flex;
    gap: 0.375em;
  }
  .badge {
    padding: 0.1em 0.6em;
    border-radius: 2em;
    font-size: 0.8125em;
    font-weight: 600;
    white-space: nowrap;
    background: #e8eaf0;
  }
  .badge.quiet {
    padding-inline: 0;
    background: transparent;
    font-weight: 400;
  }
  .badge.success {
    background: #daf4e4;
  }
  .badge.warning {
    background: #fdecc8;
  }
  .badge.danger {
    background: #fde3e7;
  }
  .badge.info {
    background: #e0eafe;
  }
  .row.urgent::before {
    content: '';
    position: absolute;
    inset: 0 auto 0 0;
    border-left: 0.25em solid #a31330;
  }
`;

/** A host with a shadow root that has the sheet. */
export function styledRoot(place: HTMLElement): ShadowRoot {
  const root = place.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [ticketSheet.styleSheet!];
  return root;
}

/** The box round the rows. */
export function newList(): HTMLElement {
  const list = document.createElement('div');
  list.className = 'list';
  list.setAttribute('role', 'feed');
  list.setAttribute('aria-label', 'Tickets');
  return list;
}
