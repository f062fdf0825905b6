import { css } from 'lit';

export const ticketFeedStyles = css`
  :host {
    --_own-row-padding: var(--live-ticket-feed-row-padding);
    --_urgent: var(--live-ticket-feed-urgent, var(--_danger));
  }

  .ticket {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--_space) * 1.5) calc(var(--_space) * 4);
  }

  .what {
    flex: 1 1 100%;
    min-inline-size: 0;
  }

  .state {
    display: flex;
    flex-wrap: wrap;
    gap: calc(var(--_space) * 1.5);
  }

  .list-row {
    position: relative;
  }

  /* The priority that must not be overlooked also marks the row's edge. */
  .list-row.urgent::before {
    content: '';
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    border-inline-start: 0.25em solid var(--_urgent);
    /* An edge that a page has made transparent stays so. */
    forced-color-adjust: none;
  }

  .list-row.ended .title {
    font-weight: 400;
  }

  .number {
    letter-spacing: 0.02em;
  }

  .badge.quiet {
    padding-inline: 0;
    background: transparent;
    font-weight: 400;
    color: var(--_muted);
  }

  .assignee {
    display: none;
  }

  /* Said quietly, beside the badges, where a name makes no row higher. */
  .presence {
    order: 1;
    min-inline-size: 0;
    font-size: var(--_small);
    color: var(--_muted);
  }

  .presence::before {
    content: '';
    display: inline-block;
    inline-size: 0.5em;
    block-size: 0.5em;
    margin-inline-end: 0.4em;
    border-radius: 50%;
    background: var(--_success);
    forced-color-adjust: none;
  }

  @container (min-inline-size: 30em) {
    .ticket {
      flex-wrap: nowrap;
    }

    .state {
      flex-wrap: nowrap;
      justify-content: end;
    }

    .presence {
      order: 0;
      flex: none;
      max-inline-size: 35cqi;
    }
  }

  @media (forced-colors: active) {
    :host {
      --_urgent: var(--live-ticket-feed-urgent, CanvasText);
    }

    .badge.quiet {
      border: 0;
    }
  }

  @container (min-inline-size: 44em) {
    .assignee {
      display: inline;
    }
  }
`;
