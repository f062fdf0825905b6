import { css } from 'lit';

export const commentThreadStyles = css`
  :host {
    --_own-row-padding: var(--live-comment-thread-row-padding, var(--live-row-padding, calc(var(--_space) * 1.5) 0));
    --_picture-size: var(--live-comment-thread-picture-size, 2.25em);
    --_picture-radius: var(--live-comment-thread-picture-radius, 50%);
    --_bubble: var(--live-comment-thread-bubble, var(--_hover));
    --_bubble-padding: calc(var(--_space) * 2.5) calc(var(--_space) * 4);
    --_lines: var(--live-lines, 40);
  }

  :host(:state(compact)) {
    --_own-row-padding: var(--live-comment-thread-row-padding, var(--live-row-padding, calc(var(--_space) * 0.5) 0));
    --_picture-size: var(--live-comment-thread-picture-size, 1.75em);
    --_bubble-padding: var(--_space) calc(var(--_space) * 3);
  }

  .list-box,
  .list-loading {
    border: 0;
    border-radius: 0;
  }

  .list-row:hover {
    background: none;
  }

  .skeleton + .skeleton,
  .list-row:not(:first-child),
  .chunk:not(:first-child) > .list-row:first-child {
    border: 0;
  }

  .comment {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: calc(var(--_space) * 3);
    align-items: start;
  }

  .bubble {
    padding: var(--_bubble-padding);
    border: var(--_border-width) solid var(--_border);
    border-radius: var(--_radius);
    border-start-start-radius: 0.2em;
    background: var(--_bubble);
    min-inline-size: 0;
  }

  .meta {
    align-items: baseline;
  }

  .body {
    white-space: pre-wrap;
  }

  .presence {
    margin: 0;
    padding: var(--_space) 0;
    font-size: var(--_small);
    color: var(--_muted);
    overflow-wrap: anywhere;
  }

  .list-row.internal .bubble {
    border-style: dashed;
    border-color: var(--_warning);
  }
`;
