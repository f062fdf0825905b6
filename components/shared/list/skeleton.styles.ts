/** Rows that are not there yet: the element's own layout, with bars in the place of its texts. */
import { css } from 'lit';

export const skeletonStyles = css`
  .skeleton {
    --_bar: var(--_subtle);
    padding: var(--_row-padding);
    /* Not the colour: bars are mixed from it. */
    -webkit-text-fill-color: transparent;
    animation: livetags-breathe 1.6s ease-in-out infinite alternate;
  }

  .skeleton + .skeleton {
    border-block-start: var(--_border-width) solid var(--_border);
  }

  /* Whatever the page makes of the parts: a skeleton shows bars. */
  .skeleton :is(.list-field, .badge):not(.picture) {
    border-color: transparent;
    border-radius: var(--_radius-small);
    background: linear-gradient(var(--_bar) 0 0) center / 100% 0.8em no-repeat !important;
    text-decoration: none;
  }

  /* Bars are mixed from the colour of the text: of the list's, so that all are alike. */
  .skeleton * {
    color: inherit !important;
  }

  .skeleton :is(.line, dd) {
    inline-size: fit-content;
  }

  .skeleton :is(.picture, .icon > svg) {
    background: var(--_bar) !important;
  }

  .skeleton svg > * {
    visibility: hidden;
  }

  @keyframes livetags-breathe {
    to {
      opacity: 0.45;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .skeleton {
      animation: none;
    }
  }

  @media (forced-colors: active) {
    .skeleton {
      --_bar: GrayText;
      forced-color-adjust: none;
    }
  }
`;
