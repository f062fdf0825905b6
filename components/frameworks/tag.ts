/** What a framework's own types are made of: an element, what its tag takes, and what it tells. Nothing here runs. */
import type { ElementEvents, ListEvents, ProviderEvents, RowsEvents } from '../shared/element/event-types.ts';
import type { RowsElement } from '../shared/element/rows-element.ts';
import type { LiveProvider } from '../provider/provider.element.ts';

/** As an attribute has it: text, a number, or there and not there. */
export type Attribute<Value> = Value extends number
  ? number | `${number}`
  : Value extends boolean
    ? boolean | ''
    : Value extends string
      ? Value
      : Value extends object
        ? string
        : null;

/** Where an attribute and a property have one name, a framework gives whichever the element has at that moment. */
export type Either<Value> = Value | Attribute<Value>;

/** Of a list. */
export type RowOf<Element> = Element extends { readonly rows: readonly (infer Row extends object)[] } ? Row : never;

export type EventsOf<Element> = Element extends { readonly rows: unknown }
  ? ListEvents<RowOf<Element>>
  : Element extends RowsElement<object>
    ? RowsEvents
    : Element extends LiveProvider
      ? ProviderEvents
      : ElementEvents;

/** Handlers as JSX and Svelte name them: `onlive-row-click`. */
export type Handlers<Element> = {
  [Type in keyof EventsOf<Element> as `on${Type & string}`]?: (event: EventsOf<Element>[Type]) => unknown;
};
