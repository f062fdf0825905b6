import { css } from 'lit';

export const customerListStyles = css`
  :host {
    --_own-row-padding: var(--live-customer-list-row-padding);
    --_picture-size: var(--live-customer-list-picture-size, 2.75em);
    --_picture-radius: var(--live-customer-list-picture-radius, 50%);
  }

  :host(:state(compact)) {
    --_picture-size: var(--live-customer-list-picture-size, 2em);
  }

  .customer {
    display: grid;
    grid-template-columns: auto 1fr auto;
    grid-template-areas: 'picture who state' 'reach reach reach';
    gap: 0 calc(var(--_space) * 3);
    align-items: center;
  }

  .picture {
    grid-area: picture;
  }

  .who {
    grid-area: who;
    min-inline-size: 0;
  }

  .company,
  .owner,
  .reach {
    font-size: var(--_small);
    color: var(--_muted);
  }

  .reach {
    grid-area: reach;
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(var(--_space) * 3);
    min-inline-size: 0;
  }

  .state {
    grid-area: state;
    display: flex;
    flex-direction: column;
    align-items: end;
    gap: var(--_space);
  }

  @container (min-inline-size: 26em) {
    .customer {
      grid-template-areas: 'picture who state' 'picture reach reach';
    }
  }

  @container (min-inline-size: 40em) {
    .customer {
      grid-template-columns: auto 1.2fr 1fr auto;
      grid-template-areas: 'picture who reach state';
    }

    .reach {
      flex-direction: column;
    }

    .state {
      min-inline-size: 6.5em;
    }
  }

  @container (min-inline-size: 40em) {
    :host(:state(compact)) :is(.reach, .state) {
      flex-flow: row wrap;
      align-items: baseline;
    }

    :host(:state(compact)) .state {
      justify-content: end;
    }
  }
`;
