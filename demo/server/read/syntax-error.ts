/** What PostgREST answers to a query it cannot read (PGRST100). */
export class QuerySyntaxError extends Error {
  override readonly name = 'QuerySyntaxError';
  readonly details: string;

  constructor(message: string, details = message) {
    super(message);
    this.details = details;
  }
}

/** A query that is good, but is read by Lite: embedded tables, aggregates, other media types. */
export class NotForThisReader extends Error {
  override readonly name = 'NotForThisReader';
}
