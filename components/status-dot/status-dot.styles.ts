import { css } from 'lit';

export const statusDotStyles = css`
  :host {
    display: inline-block;
    vertical-align: baseline;
  }

  .both {
    display: inline-flex;
    align-items: center;
    gap: 0.45em;
  }

  .dot {
    display: inline-grid;
    color: var(--live-status-dot-disconnected, var(--_neutral));
  }

  svg {
    inline-size: var(--live-status-dot-size, 0.85em);
    block-size: var(--live-status-dot-size, 0.85em);
    overflow: visible;
  }

  .connected .dot {
    color: var(--live-status-dot-connected, #1a9c56);
  }

  .connecting .dot,
  .reconnecting .dot {
    color: var(--live-status-dot-connecting, #c47a00);
  }

  .error .dot {
    color: var(--live-status-dot-error, #d92d4c);
  }

  .turning {
    transform-origin: center;
    animation: livetags-turn 2s linear infinite;
  }

  .wave {
    transform-origin: center;
    animation: livetags-wave 2.4s ease-out infinite;
  }

  @keyframes livetags-turn {
    to {
      transform: rotate(1turn);
    }
  }

  @keyframes livetags-wave {
    from {
      opacity: 0.5;
    }
    70%,
    to {
      opacity: 0;
      transform: scale(1.9);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .turning,
    .wave {
      animation: none;
    }
  }

  @media (forced-colors: active) {
    .dot {
      color: CanvasText !important;
    }
  }
`;
