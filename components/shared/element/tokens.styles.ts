/**
 * Design tokens. Pages set the public ones (`--live-…`) anywhere above an element; inside, only the private ones
 * (`--_…`) are used, each of which falls back to a default; an element's own, such as `--live-ticket-feed-row-padding`,
 * is asked before the kit's. Declaring defaults for the public names on `:host` would
 * override the page's own.
 *
 * Neutral colours are mixed from the text colour, so they fit any page, dark or light, even one that never heard of
 * `color-scheme`. Colours with a meaning come in pairs of text and ground that bring their own contrast.
 */
import { css } from 'lit';

/**
 * The manifest takes these as every list's.
 *
 * @cssprop [--live-accent=light-dark(#2f5bea, #8fabff)] - Buttons that call, focus rings.
 * @cssprop [--live-accent-text=light-dark(#fff, #0b1433)] - Text on the accent.
 * @cssprop [--live-success=light-dark(#116b3c, #7fe0aa)] - Text of what went well: active, paid, resolved.
 * @cssprop [--live-success-ground=light-dark(#daf4e4, #123524)] - Its ground.
 * @cssprop [--live-warning=light-dark(#7a4a00, #f6c667)] - Text of what waits: pending, high.
 * @cssprop [--live-warning-ground=light-dark(#fdecc8, #3d2c0b)] - Its ground.
 * @cssprop [--live-danger=light-dark(#a31330, #ff9eae)] - Text of what must not be overlooked: errors, urgent, out of stock.
 * @cssprop [--live-danger-ground=light-dark(#fde3e7, #46151f)] - Its ground.
 * @cssprop [--live-info=light-dark(#1d4699, #a5c1ff)] - Text of what is new: open, lead, draft.
 * @cssprop [--live-info-ground=light-dark(#e0eafe, #172a52)] - Its ground.
 * @cssprop [--live-neutral=light-dark(#42495a, #c3c8d4)] - Text of what is over or is nothing special: closed, archived.
 * @cssprop [--live-neutral-ground=light-dark(#e8eaf0, #2b303b)] - Its ground.
 * @cssprop [--live-muted=color-mix(in srgb, currentcolor 70%, transparent)] - Text of second rank.
 * @cssprop [--live-border=color-mix(in srgb, currentcolor 14%, transparent)] - Lines.
 * @cssprop [--live-surface=transparent] - Ground of the list.
 * @cssprop [--live-hover=color-mix(in srgb, currentcolor 4%, transparent)] - Ground of the row under the pointer.
 * @cssprop [--live-highlight=color-mix(in srgb, var(--live-accent) 22%, transparent)] - Ground of what has just changed.
 * @cssprop [--live-subtle=color-mix(in srgb, currentcolor 8%, transparent)] - Ground of buttons and skeletons.
 * @cssprop [--live-space=0.25em] - The unit of every distance.
 * @cssprop [--live-radius=0.75em] - Corners of lists and messages.
 * @cssprop [--live-radius-small=0.5em] - Corners of what stands inside.
 * @cssprop [--live-badge-radius=2em] - Corners of badges.
 * @cssprop [--live-border-width=1px] - Width of lines.
 * @cssprop [--live-font-size=1em] - Size of the text; everything else follows it.
 * @cssprop [--live-small=0.875em] - Size of the text of second rank.
 * @cssprop [--live-title-weight=600] - Weight of titles.
 * @cssprop [--live-line-height=1.45] - Height of lines.
 * @cssprop [--live-duration=160ms] - How long a change of colour takes; nothing under reduced motion.
 * @cssprop [--live-row-padding=calc(var(--live-space) * 3) calc(var(--live-space) * 4)] - Padding of a row.
 * @cssprop [--live-lines=16] - How many lines of text a row shows at most, and scrolls beyond; `none` shows all. Comments show 40.
 * @cssprop [--live-group-position=static] - `sticky` keeps a group's heading in view while its rows are, up to 128 of them.
 * @cssprop [--live-group-ground=var(--live-subtle)] - Ground of a group's heading; a sticky one needs a solid colour.
 * @cssprop [--live-row-size=4.5em] - Height a row that was never seen is thought to have. Default: as the first rows are, once they were seen.
 */
export const tokensStyles = css`
  :host {
    --_accent: var(--live-accent, #2f5bea);
    --_accent-text: var(--live-accent-text, #fff);
    --_success: var(--live-success, #116b3c);
    --_success-ground: var(--live-success-ground, #daf4e4);
    --_warning: var(--live-warning, #7a4a00);
    --_warning-ground: var(--live-warning-ground, #fdecc8);
    --_danger: var(--live-danger, #a31330);
    --_danger-ground: var(--live-danger-ground, #fde3e7);
    --_info: var(--live-info, #1d4699);
    --_info-ground: var(--live-info-ground, #e0eafe);
    --_neutral: var(--live-neutral, #42495a);
    --_neutral-ground: var(--live-neutral-ground, #e8eaf0);

    --_muted: var(--live-muted, color-mix(in srgb, currentcolor 70%, transparent));
    --_border: var(--live-border, color-mix(in srgb, currentcolor 14%, transparent));
    --_surface: var(--live-surface, transparent);
    --_hover: var(--live-hover, color-mix(in srgb, currentcolor 4%, transparent));
    --_highlight: var(--live-highlight, color-mix(in srgb, var(--_accent) 22%, transparent));
    --_subtle: var(--live-subtle, color-mix(in srgb, currentcolor 8%, transparent));

    --_space: var(--live-space, 0.25em);
    --_radius: var(--live-radius, 0.75em);
    --_radius-small: var(--live-radius-small, 0.5em);
    --_border-width: var(--live-border-width, 1px);
    --_badge-radius: var(--live-badge-radius, 2em);
    --_font-size: var(--live-font-size, 1em);
    --_small: var(--live-small, 0.875em);
    --_title-weight: var(--live-title-weight, 600);
    --_line-height: var(--live-line-height, 1.45);
    --_duration: var(--live-duration, 160ms);
    --_row-padding: var(--_own-row-padding, var(--live-row-padding, calc(var(--_space) * 3) calc(var(--_space) * 4)));
    --_group-position: var(--live-group-position, static);
    --_group-ground: var(--live-group-ground, var(--_subtle));
    --_row-size: var(--live-row-size, 4.5em);
  }

  @supports (color: light-dark(#000, #fff)) {
    :host {
      --_accent: var(--live-accent, light-dark(#2f5bea, #8fabff));
      --_accent-text: var(--live-accent-text, light-dark(#fff, #0b1433));
      --_success: var(--live-success, light-dark(#116b3c, #7fe0aa));
      --_success-ground: var(--live-success-ground, light-dark(#daf4e4, #123524));
      --_warning: var(--live-warning, light-dark(#7a4a00, #f6c667));
      --_warning-ground: var(--live-warning-ground, light-dark(#fdecc8, #3d2c0b));
      --_danger: var(--live-danger, light-dark(#a31330, #ff9eae));
      --_danger-ground: var(--live-danger-ground, light-dark(#fde3e7, #46151f));
      --_info: var(--live-info, light-dark(#1d4699, #a5c1ff));
      --_info-ground: var(--live-info-ground, light-dark(#e0eafe, #172a52));
      --_neutral: var(--live-neutral, light-dark(#42495a, #c3c8d4));
      --_neutral-ground: var(--live-neutral-ground, light-dark(#e8eaf0, #2b303b));
    }
  }

  @media (prefers-reduced-motion: reduce) {
    :host {
      --_duration: 0s;
    }
  }
`;
