/** The reader against a server that answers as told: what is sent, what is made of each answer. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { ProblemCode } from '../../../src/domain/status.ts';
import { parseFilter } from '../../../src/sync/filter.ts';
import {
  createReader,
  readAll,
  ReadError,
  type Reader,
  type ReaderOptions,
  type ReadRequest,
} from '../../../src/sync/reader.ts';
import { parseOrder } from '../../../src/sync/row-order.ts';

interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body: string;
}

let server: Server;
let url: string;
let requests: IncomingMessage[];
let answer: (request: IncomingMessage) => Answer;

before(async () => {
  server = createServer((request, response) => {
    requests.push(request);
    const { status = 200, headers = {}, body } = answer(request);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => {
  requests = [];
  answer = () => ({ body: '[]' });
});

function readerWith(options: Partial<ReaderOptions> = {}): Reader {
  return createReader({ url, apiKey: 'sb_publishable_key', token: async () => null, ...options });
}

function requestFor(change: Partial<ReadRequest> = {}): ReadRequest {
  return {
    table: 'tickets',
    schema: 'public',
    select: '*',
    filter: parseFilter(undefined),
    order: parseOrder('n', ['id']),
    limit: 10,
    primaryKey: ['id'],
    ...change,
  };
}

const sent = (index = 0) => new URL(requests[index]!.url!, url);

async function failure(reading: Promise<unknown>): Promise<ReadError> {
  const error = await reading.then(
    () => assert.fail('the read should fail'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof ReadError, String(error));
  return error;
}

describe('what is sent', () => {
  it('is the whole query, the limit and the order always among it', async () => {
    await readerWith().read(
      requestFor({ filter: parseFilter('a=eq."x&y, z",a=neq.b'), select: 'id,n', after: { n: null, id: 3 } }),
    );
    assert.equal(sent().pathname, '/rest/v1/tickets');
    assert.deepEqual(
      [...sent().searchParams],
      [
        ['select', 'id,n'],
        ['a', 'eq.x&y, z'],
        ['a', 'neq.b'],
        ['or', '(and(n.is.null,id.gt.3))'],
        ['order', 'n.asc,id.asc'],
        ['limit', '10'],
      ],
    );
    assert.equal(requests[0]!.method, 'GET');
    assert.equal(requests[0]!.headers['apikey'], 'sb_publishable_key');
    assert.equal(requests[0]!.headers['authorization'], undefined);
    assert.equal(requests[0]!.headers['accept-profile'], undefined);
    assert.equal(requests[0]!.headers['prefer'], undefined);
    assert.match(String(requests[0]!.headers['cache-control']), /no-cache/);
  });

  it('keeps a plus sign a plus sign', async () => {
    await readerWith().read(requestFor({ filter: parseFilter('at=gte.2026-01-01T00:00:00+01:00') }));
    assert.match(requests[0]!.url!, /at=gte\.2026-01-01T00%3A00%3A00%2B01%3A00/);
  });

  it('names another schema, asks for a count, sends a token', async () => {
    const reader = readerWith({ token: async () => 'user.token.x' });
    await reader.read(requestFor({ schema: 'crm', count: true }));
    assert.equal(requests[0]!.headers['accept-profile'], 'crm');
    assert.equal(requests[0]!.headers['prefer'], 'count=exact');
    assert.equal(requests[0]!.headers['authorization'], 'Bearer user.token.x');
  });

  it('sends a key that is a token as one', async () => {
    await readerWith({ apiKey: 'eyJh.eyJy.c2ln' }).read(requestFor());
    assert.equal(requests[0]!.headers['authorization'], 'Bearer eyJh.eyJy.c2ln');
  });

  it('asks for the token anew for every read', async () => {
    let count = 0;
    const reader = readerWith({ token: async () => `t${(count += 1)}` });
    await reader.read(requestFor());
    await reader.read(requestFor());
    assert.deepEqual(
      requests.map((request) => request.headers['authorization']),
      ['Bearer t1', 'Bearer t2'],
    );
  });

  it('takes a table for a name, whatever it holds', async () => {
    await readerWith({ url: `${url}/behind/proxy/` }).read(requestFor({ table: '../rpc/x?y' }));
    assert.equal(sent().pathname, '/behind/proxy/rest/v1/..%2Frpc%2Fx%3Fy');
  });

  it('asks for rows by key, in several requests where one would be too long', async () => {
    answer = (request) => ({
      body: JSON.stringify([{ id: new URL(request.url!, url).searchParams.get('id')!.length }]),
    });
    const keys = Array.from({ length: 300 }, (_, index) => [
      `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`,
    ]);
    const { rows } = await readerWith().read(requestFor({ keys, limit: 300 }));
    assert.ok(requests.length > 1);
    assert.ok(requests.every((request) => request.url!.length < 5000));
    assert.equal(rows.length, requests.length);
    const asked = requests.flatMap((request) =>
      new URL(request.url!, url).searchParams.get('id')!.slice(4, -1).split(','),
    );
    assert.deepEqual(asked, keys.flat());
  });

  it('is nothing when no keys are asked for', async () => {
    assert.deepEqual(await readerWith().read(requestFor({ keys: [] })), { rows: [], count: null });
    assert.equal(requests.length, 0);
  });

  it('asks for composite keys each by itself', async () => {
    await readerWith().read(
      requestFor({
        primaryKey: ['a', 'b'],
        keys: [
          ['x,y', 1],
          ['z', 2],
        ],
      }),
    );
    assert.equal(sent().searchParams.get('or'), '(and(a.eq."x,y",b.eq.1),and(a.eq.z,b.eq.2))');
  });
});

describe('what comes back', () => {
  it('is rows, and how many there are in all where that was asked', async () => {
    answer = () => ({ status: 206, headers: { 'content-range': '0-0/3573' }, body: '[{"id":1}]' });
    assert.deepEqual(await readerWith().read(requestFor()), { rows: [{ id: 1 }], count: 3573 });
    answer = () => ({ headers: { 'content-range': '0-0/*' }, body: '[{"id":1}]' });
    assert.equal((await readerWith().read(requestFor())).count, null);
  });

  it('keeps numbers a double cannot hold, as text, and leaves text alone', async () => {
    const body =
      '[{"id":9007199254740993,"n":-12345678901234567890,"d":0.1234567890123456789,"f":0.30000000000000004,' +
      '"e":1e+308,"t":"9007199254740993 \\" 12345678901234567890","z":42,"w":9007199254740992,"s":9007199254740991}]';
    answer = () => ({ body });
    const { rows } = await readerWith().read(requestFor());
    assert.deepEqual(rows, [
      {
        id: '9007199254740993',
        n: '-12345678901234567890',
        d: '0.1234567890123456789',
        f: 0.30000000000000004,
        e: 1e308,
        t: '9007199254740993 " 12345678901234567890',
        z: 42,
        w: '9007199254740992',
        s: 9007199254740991,
      },
    ]);
  });
});

describe('what a failure means', () => {
  const cases: [
    string,
    Answer,
    ProblemCode,
    { token?: boolean; permanent: boolean; retryAfter?: number; said?: RegExp },
  ][] = [
    [
      'a wrong key',
      { status: 401, body: '{"message":"Invalid API key","hint":"Double check"}' },
      'bad-key',
      { permanent: true, said: /Invalid API key – Double check/ },
    ],
    ['no key', { status: 401, body: '{"message":"No API key found in request"}' }, 'bad-key', { permanent: true }],
    [
      'an expired token',
      { status: 401, body: '{"code":"PGRST303","message":"JWT expired"}' },
      'token-rejected',
      { token: true, permanent: false },
    ],
    [
      'an expired token, as older servers say it',
      { status: 401, body: '{"code":"PGRST301","message":"JWT expired"}' },
      'token-rejected',
      { token: true, permanent: false },
    ],
    [
      'a token wanted',
      { status: 401, body: '{"code":"PGRST302","message":"Anonymous access is disabled"}' },
      'token-rejected',
      { token: true, permanent: false },
    ],
    [
      'an anonymous reader',
      { status: 401, body: '{"code":"42501","message":"permission denied for table tickets"}' },
      'no-permission',
      { permanent: true },
    ],
    [
      'a reader without the right',
      { status: 403, body: '{"code":"42501","message":"permission denied for table tickets"}' },
      'no-permission',
      { permanent: true },
    ],
    [
      'no table',
      { status: 404, body: '{"code":"PGRST205","message":"Could not find the table"}' },
      'unknown-table',
      { permanent: true },
    ],
    [
      'no table, as older servers say it',
      { status: 404, body: '{"code":"42P01","message":"relation does not exist"}' },
      'unknown-table',
      { permanent: true },
    ],
    [
      'no column',
      { status: 400, body: '{"code":"42703","message":"column tickets.titel does not exist"}' },
      'unknown-column',
      { permanent: true, said: /column "titel"/ },
    ],
    [
      'no column in the cache',
      {
        status: 400,
        body: '{"code":"PGRST204","message":"Could not find the \'titel\' column of \'tickets\' in the schema cache"}',
      },
      'unknown-column',
      { permanent: true, said: /column "titel"/ },
    ],
    [
      'a filter not read',
      { status: 400, body: '{"code":"PGRST100","message":"\\"failed to parse filter (x)\\" (line 1, column 1)"}' },
      'bad-filter',
      { permanent: true },
    ],
    [
      'a select not read',
      {
        status: 400,
        body: '{"code":"PGRST100","message":"\\"failed to parse select parameter (x)\\" (line 1, column 1)"}',
      },
      'bad-attribute',
      { permanent: true, said: /select/ },
    ],
    [
      'an order not read',
      { status: 400, body: '{"code":"PGRST100","message":"\\"failed to parse order (x)\\" (line 1, column 1)"}' },
      'bad-order',
      { permanent: true },
    ],
    [
      'a value of another type',
      { status: 400, body: '{"code":"22P02","message":"invalid input syntax for type integer: \\"x\\""}' },
      'bad-filter',
      { permanent: true, said: /integer: "x"/ },
    ],
    [
      'an operator the type has not',
      { status: 404, body: '{"code":"42883","message":"operator does not exist: integer ~~ unknown"}' },
      'bad-filter',
      { permanent: true },
    ],
    [
      'a schema not exposed',
      { status: 406, body: '{"code":"PGRST106","message":"Invalid schema: crm"}' },
      'bad-attribute',
      { permanent: true, said: /schema "public"/ },
    ],
    [
      'no relation to embed',
      { status: 400, body: '{"code":"PGRST200","message":"Could not find a relationship"}' },
      'bad-attribute',
      { permanent: true, said: /select/ },
    ],
    [
      'too many requests',
      { status: 429, headers: { 'retry-after': '7' }, body: '' },
      'rate-limited',
      { permanent: false, retryAfter: 7000 },
    ],
    [
      'a statement that took too long',
      { status: 500, body: '{"code":"57014","message":"canceling statement due to statement timeout"}' },
      'backend-error',
      { permanent: false, said: /too long/ },
    ],
    [
      'a server in trouble',
      { status: 503, headers: { 'retry-after': '2' }, body: '<html>' },
      'backend-error',
      { permanent: false, retryAfter: 2000 },
    ],
    ['a paused project', { status: 540, body: '' }, 'backend-error', { permanent: true, said: /paused/ }],
    ['a page instead of rows', { body: '<!doctype html><title>Hi</title>' }, 'bad-url', { permanent: true }],
    ['a page not found', { status: 404, body: '<!doctype html><title>404</title>' }, 'bad-url', { permanent: true }],
    ['rows cut off', { body: '[{"id":1},' }, 'bad-payload', { permanent: false }],
    ['no list', { body: '{"id":1}' }, 'bad-payload', { permanent: false }],
    [
      'a refusal of another kind',
      { status: 418, body: '{"code":"X","message":"teapot"}' },
      'backend-error',
      { permanent: true, said: /418.*teapot/ },
    ],
    ['an address too long', { status: 414, body: '' }, 'bad-filter', { permanent: true }],
  ];
  for (const [name, given, code, expected] of cases) {
    it(`${name}: ${code}`, async () => {
      answer = () => given;
      const error = await failure(readerWith().read(requestFor()));
      assert.equal(error.problem.code, code, error.message);
      assert.equal(error.token, expected.token ?? false);
      assert.equal(error.problem.permanent, expected.permanent);
      assert.equal(error.retryAfter, expected.retryAfter ?? null);
      if (expected.said) assert.match(error.message, expected.said);
      assert.match(error.problem.remedy, /\.$/);
    });
  }

  it('a 401 for a token that was sent is about the token, when nothing else is said', async () => {
    answer = () => ({ status: 401, body: '' });
    assert.equal((await failure(readerWith({ token: async () => 'a.b.c' }).read(requestFor()))).token, true);
    assert.equal((await failure(readerWith().read(requestFor()))).problem.code, 'bad-key');
  });

  it('waits until the date a server names', async () => {
    answer = () => ({ status: 429, headers: { 'retry-after': new Date(Date.now() + 60_000).toUTCString() }, body: '' });
    const { retryAfter } = await failure(readerWith().read(requestFor()));
    assert.ok(retryAfter !== null && retryAfter > 50_000 && retryAfter <= 60_000, String(retryAfter));
  });

  it('a token that cannot be got, before anything is sent', async () => {
    const reader = readerWith({ token: () => Promise.reject(new Error('signed out')) });
    const error = await failure(reader.read(requestFor()));
    assert.equal(error.problem.code, 'token-unavailable');
    assert.equal(error.token, true);
    assert.match(error.message, /signed out/);
    assert.equal(requests.length, 0);
  });

  for (const wrong of ['', 'ref.supabase.co', 'javascript:alert(1)', 'https://']) {
    it(`${JSON.stringify(wrong)} is no address`, async () => {
      assert.equal((await failure(readerWith({ url: wrong }).read(requestFor()))).problem.code, 'bad-url');
    });
  }

  it('an answer that breaks off is a server that cannot be reached', async () => {
    answer = () => ({ headers: { 'content-length': '1000' }, body: '[' });
    const reading = failure(readerWith().read(requestFor()));
    await once(server, 'request');
    server.closeAllConnections();
    assert.equal((await reading).problem.code, 'backend-unreachable');
  });

  it('an abort ends with its reason, before and during the request', async () => {
    const reason = new Error('no longer wanted');
    await assert.rejects(readerWith().read(requestFor({ signal: AbortSignal.abort(reason) })), reason);
    assert.equal(requests.length, 0);
    const controller = new AbortController();
    answer = () => {
      controller.abort(reason);
      return { headers: { 'content-length': '1000' }, body: '[' };
    };
    await assert.rejects(readerWith().read(requestFor({ signal: controller.signal })), reason);
  });
});

describe('all rows', () => {
  /** A table of ids that gives at most `cap` rows at a time, as PostgREST does. */
  function serve(total: number, cap: number): void {
    answer = (request) => {
      const parameters = new URL(request.url!, url).searchParams;
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
      assert.equal(requests.length, expected.reads);
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
    answer = () => ({ body: JSON.stringify(pages[requests.length - 1] ?? []) });
    const { rows } = await readAll(readerWith(), requestFor({ limit: Infinity, primaryKey: ['id'] }), 2);
    assert.deepEqual(rows, [
      { id: 2, n: 2 },
      { id: 1, n: 3 },
    ]);
  });

  it('does not go round for ever with a server that takes no heed of the place', async () => {
    answer = () => ({ body: '[{"id":1},{"id":2}]' });
    assert.equal((await failure(readAll(readerWith(), request(), 2))).problem.code, 'bad-payload');
  });
});
