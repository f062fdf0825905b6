/**
 * The first page of every list, asked for before the engine has come, in the very words in which it will ask for it:
 * then it is given this answer instead of asking again.
 */
import { parseJson } from '../domain/lossless-json.ts';
import type { RawRow } from '../domain/row.ts';
import type { Clock } from '../page/clock.ts';
import { searchParameters } from '../sync/filter-print.ts';
import { printOrder } from '../sync/order-parse.ts';
import { firstPage } from '../sync/page-size.ts';
import type { QueryWords } from '../sync/query-words.ts';
import { fetchText, readAddress, readHeaders } from '../sync/read-request.ts';
import type { EarlyAnswer, EarlyAnswers } from '../sync/reader.ts';

export interface Project {
  readonly url: string;
  readonly apiKey: string;
  readonly token: string | null;
}

/** Milliseconds after which an answer is no news any more, and who wants to know asks again. */
const SERVES_FOR = 10_000;

export class EarlyReads implements EarlyAnswers {
  readonly #project: Project;
  readonly #clock: Clock;
  readonly #asked = new Map<string, EarlyAnswer>();
  readonly #end = new AbortController();

  constructor(project: Project, clock: Clock) {
    this.#project = project;
    this.#clock = clock;
  }

  /**
   * The first page; null where the answer is not one, which is for the engine to judge. Who asks the same shares the
   * request.
   *
   * @param count - asks how many there are, too.
   */
  async ask(words: QueryWords, count: boolean): Promise<readonly RawRow[] | null> {
    const { url, apiKey, token } = this.#project;
    const { table, schema, filter, order, limit } = words;
    const address = readAddress(url, {
      table,
      select: words.select.text,
      conditions: searchParameters(filter),
      order: printOrder(order),
      limit: firstPage(limit),
    });
    if (address === null) return null;
    const headers = readHeaders(apiKey, token, schema, count);
    const identity = identityOf(address, headers);
    const early = this.#asked.get(identity) ?? this.#send(address, headers);
    this.#asked.set(identity, early);
    const came = await early.answer;
    return came?.response.ok ? rowsOf(came.text) : null;
  }

  take(address: URL, headers: Headers): EarlyAnswer | undefined {
    const identity = identityOf(address, headers);
    const early = this.#asked.get(identity);
    // Given away once: whoever asks a second time wants to know what is different by now.
    this.#asked.delete(identity);
    return early && this.#clock.now() - early.askedAt <= SERVES_FOR ? early : undefined;
  }

  /** What nobody has taken is not wanted any more. */
  forget(): void {
    this.#asked.clear();
  }

  /** Nothing of it is wanted any more, nor what is on its way. */
  end(): void {
    this.#end.abort();
    this.forget();
  }

  #send(address: URL, headers: Headers): EarlyAnswer {
    const askedAt = this.#clock.now();
    const answer = fetchText(globalThis.fetch, address, headers, this.#end.signal).catch(() => null);
    return { askedAt, answer };
  }
}

/** What decides an answer; a count besides changes nothing in its rows. */
function identityOf(address: URL, headers: Headers): string {
  return JSON.stringify([address.href, headers.get('authorization'), headers.get('accept-profile')]);
}

function rowsOf(text: string): readonly RawRow[] | null {
  try {
    const rows = parseJson(text);
    return Array.isArray(rows) ? (rows as RawRow[]) : null;
  } catch {
    return null;
  }
}
