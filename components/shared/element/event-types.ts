/** What the elements' events carry, so that `addEventListener` knows its `event.detail`. Nothing here runs. */
import type { LiveGap } from '../../../src/contexts.ts';
import type { LiveChange } from '../../../src/domain/change.ts';
import type { ConnectionStatus, Problem } from '../../../src/domain/status.ts';
import type { RowClick } from '../rows/row-links.ts';

/** Of every element. */
export interface ElementEvents {
  'live-error': CustomEvent<Problem>;
}

/** Of the elements that read rows. */
export interface RowsEvents extends ElementEvents {
  'live-synced': CustomEvent<{ readonly verifiedAt: Date; readonly repaired: number }>;
}

/** Of the lists. */
export interface ListEvents<Row> extends RowsEvents {
  'live-insert': CustomEvent<LiveChange<Row>>;
  'live-update': CustomEvent<LiveChange<Row>>;
  'live-delete': CustomEvent<LiveChange<Row>>;
  'live-row-click': CustomEvent<RowClick<Row>>;
}

/** Of the provider. */
export interface ProviderEvents extends ElementEvents {
  'live-status-change': CustomEvent<StatusChange>;
  'live-event': CustomEvent<LiveChange>;
  'live-gap': CustomEvent<LiveGap>;
}

/** What `live-status-change` tells. */
export interface StatusChange {
  readonly status: ConnectionStatus;
  readonly previous: ConnectionStatus;
  readonly nextRetryAt: Date | null;
  readonly error: Problem | null;
}

/** Methods, not functions, so that an element stays an `HTMLElement` to those who know no more of it. */
interface Target<Element, Events> {
  listen<Type extends keyof Events>(
    type: Type,
    listener: (this: Element, event: Events[Type]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  listen<Type extends keyof HTMLElementEventMap>(
    type: Type,
    listener: (this: Element, event: HTMLElementEventMap[Type]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  listen(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

/** The type of `addEventListener` and `removeEventListener` of an element with these events beside the usual ones. */
export type Listen<Element, Events> = Target<Element, Events>['listen'];
