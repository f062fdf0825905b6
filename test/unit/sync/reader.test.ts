/** What a read sends, and what is made of rows. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { parseFilter } from '../../../src/sync/filter.ts';
import { createReader, type Reader, type ReaderOptions } from '../../../src/sync/reader.ts';
import { AnsweringServer, requestFor } from './reader-support.ts';

let server: AnsweringServer;
before(async () => {
  server = await AnsweringServer.start();
});
beforeEach(() => server.reset());
after(() => server.stop());

function readerWith(options: Partial<ReaderOptions> = {}): Reader {
  return createReader({ url: server.url, apiKey: 'sb_publishable_key', token: async () => null, ...options });
}

describe('what is sent', () => {
  it('is the whole query, the limit and the order always among it', async () => {
    await readerWith().read(
      requestFor({ filter: parseFilter('a=eq."x&y, z",a=neq.b'), select: 'id,n', after: { n: null, id: 3 } }),
    );
    assert.equal(server.sent().pathname, '/rest/v1/tickets');
    assert.deepEqual(
      [...server.sent().searchParams],
      [
        ['select', 'id,n'],
        ['a', 'eq.x&y, z'],
        ['a', 'neq.b'],
        ['or', '(and(n.is.null,id.gt.3))'],
        ['order', 'n.asc,id.asc'],
        ['limit', '10'],
      ],
    );
    assert.equal(server.requests[0]!.method, 'GET');
    assert.equal(server.requests[0]!.headers['apikey'], 'sb_publishable_key');
    assert.equal(server.requests[0]!.headers['authorization'], undefined);
    assert.equal(server.requests[0]!.headers['accept-profile'], undefined);
    assert.equal(server.requests[0]!.headers['prefer'], undefined);
    assert.match(String(server.requests[0]!.headers['cache-control']), /no-cache/);
  });

  it('keeps a plus sign a plus sign', async () => {
    await readerWith().read(requestFor({ filter: parseFilter('at=gte.2026-01-01T00:00:00+01:00') }));
    assert.match(server.requests[0]!.url!, /at=gte\.2026-01-01T00%3A00%3A00%2B01%3A00/);
  });

  it('names another schema, asks for a count, sends a token', async () => {
    const reader = readerWith({ token: async () => 'user.token.x' });
    await reader.read(requestFor({ schema: 'crm', count: true }));
    assert.equal(server.requests[0]!.headers['accept-profile'], 'crm');
    assert.equal(server.requests[0]!.headers['prefer'], 'count=exact');
    assert.equal(server.requests[0]!.headers['authorization'], 'Bearer user.token.x');
  });

  it('sends a key that is a token as one', async () => {
    await readerWith({ apiKey: 'eyJh.eyJy.c2ln' }).read(requestFor());
    assert.equal(server.requests[0]!.headers['authorization'], 'Bearer eyJh.eyJy.c2ln');
  });

  it('asks for the token anew for every read', async () => {
    let count = 0;
    const reader = readerWith({ token: async () => `t${(count += 1)}` });
    await reader.read(requestFor());
    await reader.read(requestFor());
    assert.deepEqual(
      server.requests.map((request) => request.headers['authorization']),
      ['Bearer t1', 'Bearer t2'],
    );
  });

  it('takes a table for a name, whatever it holds', async () => {
    await readerWith({ url: `${server.url}/behind/proxy/` }).read(requestFor({ table: '../rpc/x?y' }));
    assert.equal(server.sent().pathname, '/behind/proxy/rest/v1/..%2Frpc%2Fx%3Fy');
  });

  it('asks for rows by key, in several requests where one would be too long', async () => {
    server.answer = (request) => ({
      body: JSON.stringify([{ id: new URL(request.url!, server.url).searchParams.get('id')!.length }]),
    });
    const keys = Array.from({ length: 300 }, (_, index) => [
      `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`,
    ]);
    const { rows } = await readerWith().read(requestFor({ keys, limit: 300 }));
    assert.ok(server.requests.length > 1);
    assert.ok(server.requests.every((request) => request.url!.length < 5000));
    assert.equal(rows.length, server.requests.length);
    const asked = server.requests.flatMap((request) =>
      new URL(request.url!, server.url).searchParams.get('id')!.slice(4, -1).split(','),
    );
    assert.deepEqual(asked, keys.flat());
  });

  it('is nothing when no keys are asked for', async () => {
    assert.deepEqual(await readerWith().read(requestFor({ keys: [] })), { rows: [], count: null });
    assert.equal(server.requests.length, 0);
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
    assert.equal(server.sent().searchParams.get('or'), '(and(a.eq."x,y",b.eq.1),and(a.eq.z,b.eq.2))');
  });
});

describe('what comes back', () => {
  it('is rows, and how many there are in all where that was asked', async () => {
    server.answer = () => ({ status: 206, headers: { 'content-range': '0-0/3573' }, body: '[{"id":1}]' });
    assert.deepEqual(await readerWith().read(requestFor()), { rows: [{ id: 1 }], count: 3573 });
    server.answer = () => ({ headers: { 'content-range': '0-0/*' }, body: '[{"id":1}]' });
    assert.equal((await readerWith().read(requestFor())).count, null);
  });

  it('keeps numbers a double cannot hold, as text, and leaves text alone', async () => {
    const body =
      '[{"id":9007199254740993,"n":-12345678901234567890,"d":0.1234567890123456789,"f":0.30000000000000004,' +
      '"e":1e+308,"t":"9007199254740993 \\" 12345678901234567890","z":42,"w":9007199254740992,"s":9007199254740991}]';
    server.answer = () => ({ body });
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
