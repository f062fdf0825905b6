/** The search box above a list, and what a list shows while it is searched. */
import { css } from 'lit';

export const listSearchStyles = css`
  .list-search {
    display: block;
    inline-size: 100%;
    margin-block-end: calc(var(--_space) * 2);
    padding: calc(var(--_space) * 2) calc(var(--_space) * 4);
    border: var(--_border-width) solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }

  /* By its tag: by its part, every part that changes anywhere would make Chromium match all it holds anew. */
  input::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  .list-no-matches,
  .list-search-hint {
    padding: calc(var(--_space) * 3) calc(var(--_space) * 4);
    text-align: center;
    color: var(--_muted);
    overflow-wrap: anywhere;
  }

  .list-search-hint {
    font-size: var(--_small);
  }

  /* An author's display for rows must not bring them back. */
  .unmatched {
    display: none !important;
  }

  .few.contained > .chunk {
    content-visibility: visible;
  }

  @media print {
    .list-search,
    .list-search-hint {
      display: none;
    }
  }
`;
