/** Reading more rows than one answer holds. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { createReader, readAll, type Reader, type ReaderOptions, type ReadRequest } from '../../../src/sync/reader.ts';
import { parseOrder } from '../../../src/sync/row-order.ts';
import { AnsweringServer, failure, requestFor } from './reader-support.ts';

let server: AnsweringServer;
before(async () => {
  server = await AnsweringServer.start();
});
beforeEach(() => server.reset());
after(() => server.stop());

function readerWith(options: Partial<ReaderOptions> = {}): Reader {
  return createReader({ url: server.url, apiKey: 'sb_publishable_key', token: async () => null, ...options });
}

describe('all rows', () => {
  /** A table of ids that gives at most `cap` rows at a time, as PostgREST does. */
  function serve(total: number, cap: number): void {
    server.answer = (request) => {
      const parameters = new URL(request.url!, server.url).searchParams;
      const from = Number(/id\.gt\.(\d+)/.exec(parameters.get('or') ?? '')?.[1] ?? 0);
      const length = Math.max(0, Math.min(cap, Number(parameters.get('limit')), total - from));
      const rows = Array.from({ length }, (_, index) => ({ id: from + index + 1 }));
      const counted = request.headers['prefer'] === 'count=exact' ? total - from : '*';
      return { headers: { 'content-range': `0-${length - 1}/${counted}` }, body: JSON.stringify(rows) };
    };
  }

  const request = (change: Partial<ReadRequest> = {}) =>
    requestFor({ order: parseOrder('', ['id']), limit: Infinity, ...change });

  const cases: [string, number, number, Partial<ReadRequest>, { rows: number; complete: boolean; reads: number }][] = [
    ['none', 0, 1000, {}, { rows: 0, complete: true, reads: 1 }],
    ['fewer than a page: they might be the cap', 3, 1000, {}, { rows: 3, complete: true, reads: 2 }],
    ['fewer than a page, counted', 3, 1000, { count: true }, { rows: 3, complete: true, reads: 1 }],
    ['a cap below the page', 25, 4, {}, { rows: 25, complete: true, reads: 7 }],
    ['a cap below the page, counted', 25, 4, { count: true }, { rows: 25, complete: true, reads: 7 }],
    ['whole pages', 20, 1000, {}, { rows: 20, complete: true, reads: 3 }],
    ['a shorter last page', 25, 1000, {}, { rows: 25, complete: true, reads: 3 }],
    ['no more than asked for', 25, 1000, { limit: 15 }, { rows: 15, complete: false, reads: 2 }],
    ['no more than asked for, by a cap', 25, 4, { limit: 10 }, { rows: 10, complete: false, reads: 3 }],
  ];
  for (const [name, total, cap, change, expected] of cases) {
    it(name, async () => {
      serve(total, cap);
      const all = await readAll(readerWith(), request(change), 10);
      assert.deepEqual(
        all.rows,
        Array.from({ length: expected.rows }, (_, index) => ({ id: index + 1 })),
      );
      assert.equal(all.complete, expected.complete);
      assert.equal(server.requests.length, expected.reads);
      assert.equal(all.count, change.count ? total : null);
    });
  }

  it('shows a row that moved meanwhile once, as it was read last', async () => {
    const pages = [
      [
        { id: 1, n: 1 },
        { id: 2, n: 2 },
      ],
      [{ id: 1, n: 3 }],
    ];
    server.answer = () => ({ body: JSON.stringify(pages[server.requests.length - 1] ?? []) });
    const { rows } = await readAll(readerWith(), requestFor({ limit: Infinity, primaryKey: ['id'] }), 2);
    assert.deepEqual(rows, [
      { id: 2, n: 2 },
      { id: 1, n: 3 },
    ]);
  });

  it('does not go round for ever with a server that takes no heed of the place', async () => {
    server.answer = () => ({ body: '[{"id":1},{"id":2}]' });
    assert.equal((await failure(readAll(readerWith(), request(), 2))).problem.code, 'bad-payload');
  });
});
