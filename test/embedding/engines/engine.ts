/** What the matrix needs of a browser, whatever drives it: pages of their own, and a look into them. */

export type EngineName = 'chromium' | 'firefox' | 'webkit';

/** A function that is sent to the page: it must need nothing from outside itself. */
export type PageWork<Args extends unknown[], Result> = (...args: Args) => Result;

/** One reader's page. */
export interface Visit {
  /** Goes to the address, and waits until the page has loaded. */
  open(address: string): Promise<void>;
  /** Goes there, and does not wait for what the page still loads. */
  begin(address: string): Promise<void>;
  /** The browser's button. */
  back(): Promise<void>;
  evaluate<Args extends unknown[], Result>(work: PageWork<Args, Result>, ...args: Args): Promise<Awaited<Result>>;
  /** What the browser itself said in the console, where it tells its driver. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

export interface Engine {
  readonly name: EngineName;
  readonly version: string;
  /** `waits`: `open` is called of it, not `begin`. */
  visit(waits: boolean): Promise<Visit>;
  close(): Promise<void>;
}
