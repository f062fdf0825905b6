/** A reader that answers what a test puts in it, and counts what is asked. */
import type { RawRow } from '../../src/domain/row.ts';
import type { ReadAnswer, Reader, ReadRequest } from '../../src/sync/reader.ts';

export class ScriptedReader implements Reader {
  readonly requests: ReadRequest[] = [];
  rows: RawRow[] = [];
  /** Answers instead of the rows, or throws. */
  answer: ((request: ReadRequest) => Promise<ReadAnswer>) | undefined;

  async read(request: ReadRequest): Promise<ReadAnswer> {
    this.requests.push(request);
    if (this.answer !== undefined) return this.answer(request);
    const { after, keys, limit } = request;
    const rows = keys === undefined ? this.rows : this.rows.filter((row) => keys.some(([key]) => key === row['id']));
    return { rows: after === undefined ? rows.slice(0, limit) : [], count: null };
  }
}
