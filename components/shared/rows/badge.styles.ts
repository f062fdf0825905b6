/** Values of a short list as pills, their meaning by tone and by word. */
import { css } from 'lit';

export const badgeStyles = css`
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

  @media (forced-colors: active) {
    .badge {
      border: 1px solid;
    }
  }
`;
