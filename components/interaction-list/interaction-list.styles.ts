import { css } from 'lit';

export const interactionListStyles = css`
  :host {
    --_own-row-padding: var(--live-interaction-list-row-padding, var(--live-row-padding, 0 var(--_space)));
    --_icon-size: var(--live-interaction-list-icon-size, 2em);
    --_timeline: var(--live-interaction-list-line, var(--_border));
  }

  :host(:state(compact)) {
    --_icon-size: var(--live-interaction-list-icon-size, 1.5em);
  }

  .list-box,
  .list-loading {
    /* What stands on the upper edge covers no row. */
    padding-block-start: calc(var(--_space) * 1.5);
    border: 0;
    border-radius: 0;
  }

  .group {
    margin-block-end: calc(var(--_space) * 2);
  }

  .skeleton + .skeleton,
  .list-row:not(:first-child),
  .chunk:not(:first-child) > .list-row:first-child {
    border: 0;
  }

  .interaction {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: calc(var(--_space) * 3);
  }

  .what {
    padding-block: var(--_space) calc(var(--_space) * 5);
    min-inline-size: 0;
  }

  :host(:state(compact)) .what {
    padding-block: 0 calc(var(--_space) * 1.5);
  }

  .icon {
    position: relative;
    display: grid;
    place-items: start center;
  }

  .icon > svg {
    position: relative;
    inline-size: var(--_icon-size);
    block-size: var(--_icon-size);
    padding: calc(var(--_icon-size) * 0.225);
    border-radius: 50%;
    background: var(--_neutral-ground);
    color: var(--_neutral);
  }

  /* The line from one sign to the next; the last row ends it. */
  .icon::before {
    content: '';
    position: absolute;
    inset-block: var(--_icon-size) 0;
    inset-inline-start: calc(50% - 1px);
    border-inline-start: 2px solid var(--_timeline);
  }

  .skeleton:last-child .icon::before,
  .chunk:last-child > .list-row:last-child .icon::before {
    display: none;
  }

  .list-row.kind-call .icon > svg {
    background: var(--_success-ground);
    color: var(--_success);
  }

  .list-row.kind-email .icon > svg {
    background: var(--_info-ground);
    color: var(--_info);
  }

  .list-row.kind-meeting .icon > svg {
    background: var(--_warning-ground);
    color: var(--_warning);
  }

  .list-row.kind-chat .icon > svg {
    background: var(--_danger-ground);
    color: var(--_danger);
  }
`;
