import { css } from 'lit';

export const connectionBannerStyles = css`
  /* A distance to what follows, while there is something to be distant from. */
  :host(:state(visible)) {
    margin-block-end: calc(var(--_space) * 3);
  }

  .banner {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space) calc(var(--_space) * 3);
    padding: var(--live-connection-banner-padding, calc(var(--_space) * 2.5) calc(var(--_space) * 4));
    border-radius: var(--_radius);
    background: var(--_warning-ground);
    color: var(--_warning);
    overflow-wrap: anywhere;
  }

  /* The live region has to be there before it speaks, so the banner is emptied, not removed. */
  .banner.silent {
    padding: 0;
    background: none;
  }

  .banner.connecting,
  .banner.disconnected {
    background: var(--_neutral-ground);
    color: var(--_neutral);
  }

  .banner.error {
    background: var(--_danger-ground);
    color: var(--_danger);
  }

  .message {
    font-weight: 600;
  }

  .error > .message {
    flex: 1 1 14em;
    font-weight: 400;
  }

  .next {
    font-variant-numeric: tabular-nums;
  }

  .retry {
    margin-inline-start: auto;
    border-color: currentcolor;
    background: transparent;
  }

  @media (forced-colors: active) {
    .banner:not(.silent) {
      border: 1px solid;
    }
  }

  @media print {
    :host {
      display: none;
    }
  }
`;
