/** Pictures and the initials that stand in for them. */
import { css } from 'lit';

export const pictureStyles = css`
  .picture {
    position: relative;
    display: grid;
    place-items: center;
    flex: none;
    inline-size: var(--_picture-size);
    block-size: var(--_picture-size);
    overflow: hidden;
    border-radius: var(--_picture-radius);
    background: var(--_neutral-ground);
    color: var(--_neutral);
    font-weight: 600;
    user-select: none;
  }

  .picture > span {
    font-size: 0.875em;
  }

  .picture > img {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
    background: inherit;
  }

  .tone-1 {
    background: var(--_info-ground);
    color: var(--_info);
  }

  .tone-2 {
    background: var(--_success-ground);
    color: var(--_success);
  }

  .tone-3 {
    background: var(--_warning-ground);
    color: var(--_warning);
  }

  .tone-4 {
    background: var(--_danger-ground);
    color: var(--_danger);
  }

  .tone-5 {
    background: var(--_subtle);
    color: inherit;
  }
`;
