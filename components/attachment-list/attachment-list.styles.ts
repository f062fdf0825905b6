import { css } from 'lit';

export const attachmentListStyles = css`
  :host {
    --_own-row-padding: var(--live-attachment-list-row-padding);
    --_icon-size: var(--live-attachment-list-icon-size, 2.5em);
  }

  :host(:state(compact)) {
    --_icon-size: var(--live-attachment-list-icon-size, 1.75em);
  }

  .attachment {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: calc(var(--_space) * 3);
    align-items: center;
  }

  .what {
    min-inline-size: 0;
  }

  .icon > svg {
    display: block;
    inline-size: var(--_icon-size);
    block-size: var(--_icon-size);
    padding: calc(var(--_icon-size) * 0.22);
    border-radius: var(--_radius-small);
    background: var(--_neutral-ground);
    color: var(--_neutral);
  }

  .icon {
    position: relative;
  }

  .icon > img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    border-radius: var(--_radius-small);
  }

  .icon.kind-image > svg {
    background: var(--_info-ground);
    color: var(--_info);
  }

  .icon.kind-archive > svg {
    background: var(--_warning-ground);
    color: var(--_warning);
  }

  .icon.kind-text > svg {
    background: var(--_success-ground);
    color: var(--_success);
  }
`;
