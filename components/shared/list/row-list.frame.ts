/** The frame round a list's rows. Slots are always there and hidden with their parts: one that comes and goes loses. */
import { html, isServer, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { tryingAgainHelps } from '../../../src/domain/status.ts';
import type { Words } from '../../../src/page/words/words.ts';
import type { MoreState } from './load-ahead.ts';
import type { ListView } from './list-view.ts';

export interface FrameContent {
  readonly list: unknown;
  /** What the element shows below its rows. */
  readonly below: unknown;
  /** Of when the rows are; empty on screen. */
  readonly asOf: string;
  /** How many rows are expected at most. */
  readonly expected: number;
  /** The inside of a row that is not there yet. */
  readonly placeholder: (index: number) => unknown;
  readonly staleness: () => string;
  readonly searchBox: () => TemplateResult;
  /** What the tag holds is another. */
  readonly insideChanged: () => void;
  readonly retry: () => void;
  readonly more: () => void;
  readonly showNew: () => void;
}

export function rowListFrame(view: ListView, say: Words, content: FrameContent): TemplateResult {
  const { error } = view;
  // On a server nobody knows what the tag will hold: the page's own rule for slots decides.
  const loading = html`<div part="loading" class="list-loading" ?hidden=${!view.loading}>
    <slot name="loading"
      ><span class="visually-hidden">${say.loading}</span>${view.loading ? skeletons(content) : nothing}</slot
    >
  </div>`;
  return html`
    <slot name="header"></slot>
    <div part="error" class="list-error" ?hidden=${!error}>
      <div class="explanation">
        <slot name="error"
          ><strong>${error ? say.errorTitle : ''}</strong>${error?.message} ${error?.remedy}
          <code>${error?.code}</code></slot
        >
      </div>
      <button
        part="retry"
        class="list-retry"
        type="button"
        ?hidden=${!error || !tryingAgainHelps(error)}
        @click=${content.retry}
      >
        ${say.retry}
      </button>
    </div>
    <div part="fallback" ?hidden=${!view.fallback && !isServer}>
      <slot @slotchange=${content.insideChanged}>${isServer ? loading : nothing}</slot>
    </div>
    ${isServer ? nothing : loading}
    <div part="empty" class="list-empty" ?hidden=${!view.empty}><slot name="empty">${say.empty}</slot></div>
    ${view.searchable ? content.searchBox() : nothing}
    <div part="no-matches" class="list-no-matches" ?hidden=${!view.noMatches}>${say.noMatches(view.query)}</div>
    <div part="as-of" class="list-as-of" ?hidden=${content.asOf === ''}>${content.asOf}</div>
    <div class="news" ?hidden=${view.newRows === 0}>
      <button part="new-rows" class="list-new-rows" type="button" @click=${content.showNew}>
        ${say.newRows(view.newRows)}
      </button>
    </div>
    <div class="head"></div>
    ${content.list} ${content.below}
    <div part="search-hint" class="list-search-hint" ?hidden=${view.query === '' || !view.hasMore}>
      ${say.searchedLoaded}
    </div>
    <button part="more" class="list-more" type="button" ?hidden=${!view.hasMore} @click=${content.more}>
      ${moreWords(view.more, say)}
    </button>
    <slot name="footer"></slot>
    <div part="stale" class="list-stale" id="stale" ?hidden=${view.status !== 'stale'}>
      ${view.status === 'stale' ? content.staleness() : ''}
    </div>
  `;
}

function skeletons({ expected, placeholder }: FrameContent): TemplateResult[] {
  return [0, 1, 2]
    .slice(0, expected)
    .map((index) => html`<div class="skeleton" inert aria-hidden="true">${placeholder(index)}</div>`);
}

function moreWords(state: MoreState, say: Words): string {
  if (state === 'loading') return say.loading;
  return state === 'failed' ? say.moreFailed : say.more;
}
