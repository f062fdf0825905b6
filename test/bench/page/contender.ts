/** A way to show a live list. */
import type { Ticket } from './tickets.ts';

/** A change as realtime-js hands it to a callback. */
export interface ChangePayload {
  readonly eventType: 'INSERT' | 'UPDATE' | 'DELETE';
  readonly new: Ticket | Record<string, never>;
  readonly old: Partial<Ticket>;
}

export interface Stage {
  /** Where the list is to stand. */
  readonly place: HTMLElement;
  readonly limit: number;
  /** Reads the rows, as a page would do it by hand. */
  read(): Promise<Ticket[]>;
  /** How many lists of the same rows; more than one is asked of the kit alone. */
  readonly lists: number;
  /** Follows the table with supabase-js, which is connected already. */
  follow(change: (payload: ChangePayload) => void): void;
}

export interface Playing {
  /** What holds the rows: a shadow root, or an element. */
  readonly root: ParentNode & Node;
  /** Only the rows on screen are drawn. */
  readonly windowed?: boolean;
  /** Draws what is still to be drawn; for those who draw in a later task. */
  settled?(): Promise<unknown>;
  /** Counts the changes that are drawn from now on; the answer waits until it is so many. For those who draw in slices. */
  drawn?(): (changes: number) => Promise<void>;
  /** The changes that follow come all in one task: draw once, at the end. */
  together?(changes: () => void): void;
  /** The text of a row as it is drawn, by its key; for those that draw other markup. */
  texts?(): ReadonlyMap<string, string>;
}

export type Contender = (stage: Stage) => Promise<Playing>;
