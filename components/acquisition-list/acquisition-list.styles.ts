import { css } from 'lit';

export const acquisitionListStyles = css`
  :host {
    --_own-row-padding: var(--live-acquisition-list-row-padding);
  }

  .acquisition {
    display: flex;
    justify-content: space-between;
    align-items: center;
    gap: calc(var(--_space) * 3);
  }

  .each,
  time {
    font-size: var(--_small);
    color: var(--_muted);
  }

  .state {
    display: flex;
    flex-direction: column;
    align-items: end;
    gap: var(--_space);
  }

  @container (min-inline-size: 30em) {
    .state {
      flex-direction: row-reverse;
      align-items: center;
      gap: calc(var(--_space) * 4);
    }

    .state .badge {
      min-inline-size: 6em;
      text-align: center;
    }
  }
`;
