import { css } from 'lit';

/** For layout a provider is not there: a page's own grid or flex box goes straight on to what stands in it. */
export const providerStyles = css`
  :host {
    display: contents;
  }

  :host([hidden]) {
    display: none;
  }
`;
