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

  /* A state is told by more than colour, and moves no word: a broken line for what may be out of date, a waved one for a fault. */
  :host(:state(stale)) .value {
    text-decoration: underline dotted;
    text-underline-offset: 0.25em;
  }

  :host(:state(error)) .nothing {
    padding-inline: 0.2em;
    text-decoration: underline wavy var(--_danger) from-font;
  }

  :host(:state(loading)) .nothing {
    opacity: 0.5;
  }

  .value {
    unicode-bidi: isolate;
    overflow-wrap: anywhere;
  }
`;
