import { css } from 'lit';

export const interactionListStyles = css`
  [part='list'] {
    border: 0;
    border-radius: 0;
  }

  [part~='row'] {
    padding: 0 var(--_space);
  }

  [part~='row'] + [part~='row'],
  .chunk + .chunk > [part~='row']:first-child {
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

  .icon {
    position: relative;
    display: grid;
    place-items: start center;
  }

  .icon > svg {
    position: relative;
    inline-size: 2em;
    block-size: 2em;
    padding: 0.45em;
    border-radius: 50%;
    background: var(--_neutral-ground);
    color: var(--_neutral);
  }

  /* The line from one sign to the next; the last row ends it. */
  .icon::before {
    content: '';
    position: absolute;
    inset-block: 2em 0;
    inset-inline-start: calc(50% - 1px);
    border-inline-start: 2px solid var(--_border);
  }

  .chunk:last-child > [part~='row']:last-child .icon::before {
    display: none;
  }

  [part~='kind-call'] .icon > svg {
    background: var(--_success-ground);
    color: var(--_success);
  }

  [part~='kind-email'] .icon > svg {
    background: var(--_info-ground);
    color: var(--_info);
  }

  [part~='kind-meeting'] .icon > svg {
    background: var(--_warning-ground);
    color: var(--_warning);
  }

  [part~='kind-chat'] .icon > svg {
    background: var(--_danger-ground);
    color: var(--_danger);
  }
`;
