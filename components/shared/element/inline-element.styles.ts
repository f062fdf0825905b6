import { css } from 'lit';

/** A word in the author's sentence: it has the sentence's looks, and its digits do not make the line jump. */
export const inlineStyles = css`
  :host {
    display: inline;
    font-size: inherit;
    line-height: inherit;
    font-style: inherit;
    font-variant-numeric: tabular-nums;
  }

  [part~='value'] {
    unicode-bidi: isolate;
    overflow-wrap: anywhere;
  }
`;
