/** What a list shows beside its rows, at one moment: the frame is drawn from it, and states tell it to CSS. */
import type { Problem, RowsStatus } from '../../../src/domain/status.ts';
import type { ElementStates } from '../element/element-states.ts';
import type { MoreState } from './load-ahead.ts';

export interface ListView {
  readonly status: RowsStatus;
  readonly error: Problem | null;
  /** No row is drawn. */
  readonly none: boolean;
  /** There is nothing to show yet. */
  readonly loading: boolean;
  /** There are no rows, and what the author put into the tag stands for them. */
  readonly fallback: boolean;
  /** There is nothing to show. */
  readonly empty: boolean;
  readonly paused: boolean;
  /** Of rows that are stale: when they were last verified, in milliseconds since the epoch. */
  readonly asOf: number | null;
  /** New rows that wait to be asked for. */
  readonly newRows: number;
  readonly hasMore: boolean;
  /** How more rows come just now: on demand, on their way, or not although they were asked for. */
  readonly more: MoreState;
  readonly searchable: boolean;
  /** What is searched for; empty when nothing is. */
  readonly query: string;
  /** Something is searched for, and no row reads it. */
  readonly noMatches: boolean;
}

const statuses: readonly RowsStatus[] = ['loading', 'live', 'stale', 'error'];

/** `shown`: how many rows are drawn, and which of them wait. */
export function listView(
  list: Pick<ListView, 'status' | 'error' | 'paused'> & { readonly verifiedAt: Date | null },
  shown: { readonly size: number; readonly held: ReadonlySet<string> } | undefined,
  more: { readonly hasMore: boolean | undefined; readonly state: MoreState },
  search: { readonly query: string; readonly matches: number } | null,
  hasFallback: () => boolean,
): ListView {
  const { status, error, paused } = list;
  const none = !shown?.size;
  const fallback = none && (status === 'loading' || status === 'error') && hasFallback();
  return {
    status,
    error,
    none,
    loading: none && status === 'loading' && !fallback,
    fallback,
    empty: none && (status === 'live' || status === 'stale'),
    paused,
    asOf: status === 'stale' ? (list.verifiedAt?.getTime() ?? null) : null,
    newRows: shown?.held.size ?? 0,
    hasMore: more.hasMore ?? false,
    more: more.state,
    searchable: search !== null,
    query: search?.query ?? '',
    noMatches: Boolean(search?.query) && search?.matches === 0,
  };
}

/** True when the frame would look the same. Problems are new objects at every failure. Asked at every change of a row. */
export function sameView(view: ListView, other: ListView | undefined): boolean {
  return (
    other !== undefined &&
    view.status === other.status &&
    view.error?.code === other.error?.code &&
    view.error?.message === other.error?.message &&
    view.none === other.none &&
    view.loading === other.loading &&
    view.fallback === other.fallback &&
    view.empty === other.empty &&
    view.paused === other.paused &&
    view.asOf === other.asOf &&
    view.newRows === other.newRows &&
    view.hasMore === other.hasMore &&
    view.more === other.more &&
    view.searchable === other.searchable &&
    view.query === other.query &&
    view.noMatches === other.noMatches
  );
}

/** What those who cannot see the rows are told of them. */
export function describeRows(rows: { element: HTMLElement; size: number }, name: string, view: ListView): void {
  const { element, size } = rows;
  element.hidden = size === 0 || view.noMatches;
  element.setAttribute('aria-label', name);
  // It stands below the rows, and is to be heard before them.
  if (view.status === 'stale') element.setAttribute('aria-describedby', 'stale');
  else element.removeAttribute('aria-describedby');
  if (view.more === 'loading') element.setAttribute('aria-busy', 'true');
  else element.removeAttribute('aria-busy');
}

export function showStates(states: ElementStates, view: ListView): void {
  states.setOne(statuses, view.status);
  states.set('empty', view.empty);
  states.set('paused', view.paused);
  states.set('has-new', view.newRows > 0);
  states.set('filtered', view.query !== '');
}
