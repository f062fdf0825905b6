/** The frame round a list's rows. Slots are always there and hidden with their parts: one that comes and goes loses. */
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Problem } from '../../src/domain/status.ts';
import { words } from '../../src/page/words.ts';

export interface RowListFrame {
  readonly list: unknown;
  readonly loading: boolean;
  readonly empty: boolean;
  readonly error: Problem | null;
  readonly newRows: number;
  readonly hasMore: boolean;
  readonly retry: () => void;
  readonly more: () => void;
  readonly showNew: () => void;
}

const skeletonRow = html`<div class="skeleton"><span></span><span></span><span></span></div>`;
const skeleton = html`${skeletonRow}${skeletonRow}${skeletonRow}`;

export function rowListFrame(frame: RowListFrame): TemplateResult {
  const { error } = frame;
  const say = words();
  return html`
    <slot name="header"></slot>
    <div part="error" ?hidden=${!error}>
      <div class="explanation" role="alert">
        <slot name="error"
          ><strong>${error ? say.errorTitle : ''}</strong>${error?.message} ${error?.remedy}
          <code>${error?.code}</code></slot
        >
      </div>
      <button part="retry" type="button" @click=${frame.retry}>${say.retry}</button>
    </div>
    <div class="news" ?hidden=${frame.newRows === 0}>
      <button part="new-rows" type="button" @click=${frame.showNew}>${say.newRows(frame.newRows)}</button>
    </div>
    <div part="loading" ?hidden=${!frame.loading}>
      <slot name="loading"><span class="visually-hidden">${say.loading}</span>${skeleton}</slot>
    </div>
    <div part="empty" ?hidden=${!frame.empty}><slot name="empty">${say.empty}</slot></div>
    <div class="head"></div>
    ${frame.list}
    <button part="more" type="button" ?hidden=${!frame.hasMore} @click=${frame.more}>${say.more}</button>
    <slot name="footer"></slot>
  `;
}
