/** Every word the elements show a reader, and what a language is made of. */
import type { Acquisition, Customer, Interaction, Product } from '../../domain/crm.ts';
import type { ConnectionStatus } from '../../domain/status.ts';
import type { Ticket } from '../../domain/ticketing.ts';

export interface Words {
  readonly status: { readonly [Status in ConnectionStatus]: string };
  readonly empty: string;
  readonly loading: string;
  readonly errorTitle: string;
  readonly retry: string;
  readonly more: string;
  /** Instead of `more` after more rows could not be read. */
  readonly moreFailed: string;
  /** Of when the rows are that are shown. */
  readonly asOf: (time: string) => string;
  readonly newRows: (count: number) => string;
  /** Name of the search box. */
  readonly search: string;
  readonly matches: (count: number) => string;
  readonly noMatches: (query: string) => string;
  /** Where the table holds more rows than those that were searched. */
  readonly searchedLoaded: string;
  /** Heading above rows that have no value in the column they are grouped by. */
  readonly none: string;
  readonly connecting: string;
  readonly connectionLost: string;
  readonly tryingAgain: string;
  readonly tryingAgainIn: (seconds: number) => string;
  readonly offline: string;
  readonly paused: string;
  readonly connectionFailed: string;
  readonly reconnectNow: string;
  /** Who else looks at the same thing; `who` is names and a number of `others`, joined as the language does. */
  readonly alsoHere: (who: string) => string;
  /** Who looks at a row; `who` as above. */
  readonly viewedBy: (who: string) => string;
  readonly others: (count: number) => string;
  readonly internal: string;
  readonly unknownAuthor: string;
  readonly unassigned: string;
  readonly untitled: string;
  readonly inStock: (count: number) => string;
  readonly outOfStock: string;
  readonly quantity: (count: string, each: string) => string;
  readonly total: string;
  /** Of the rows summed, where they are not all there are. */
  readonly totalShown: (count: number) => string;
  /** Of rows that stand although the stream is not known to flow; `time` is when they were last verified. */
  readonly notLive: string;
  readonly notLiveSince: (time: string) => string;
  readonly download: (name: string) => string;
  /** Names of the lists, for people who cannot see them. */
  readonly lists: { readonly [table: string]: string };
  /** Values of enumerated columns, such as `pending`; one that is not named is shown with a capital and without `_`. */
  readonly values: { readonly [value: string]: string };
}

type KnownValue =
  | Product['status']
  | Customer['status']
  | Acquisition['status']
  | Interaction['kind']
  | Ticket['status' | 'priority']
  | `${boolean}`;

/**
 * What a language of the kit has to have: every word, and every value of the tables it knows. That it names every list
 * of the kit's is for a test to say: a table of somebody's own may do without, and goes by its own name.
 */
export interface ShippedWords extends Words {
  readonly values: { readonly [Value in KnownValue]: string };
}

/** A text for each form a number takes in the language; `#` is the number, and `other` serves where a form is missing. */
export type PluralForms = { readonly [Form in Intl.LDMLPluralRule]?: string } & { readonly other: string };

/** The form that goes with a number, and the number in it as the reader's region writes it. */
export type Count = (number: number, forms: PluralForms) => string;

/** A language. It gets `count` handed in and imports nothing, so that it can be a file that is fetched by itself. */
export type Language = (count: Count) => Words;

type Part<Value> = Value extends string
  ? string
  : Value extends (...values: never[]) => string
    ? Value | string | PluralForms
    : { readonly [Name in keyof Value]?: Part<Value[Name]> };

/**
 * Some of the words. Where the kit has a function, a text will do too, in which each `#` stands for the next of its
 * values; or a text for each plural form.
 */
export type SomeWords = Part<Words>;
