/** What is made of a read that fails. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { ProblemCode } from '../../../src/domain/status.ts';
import { createReader, type Reader, type ReaderOptions } from '../../../src/sync/reader.ts';
import { AnsweringServer, failure, requestFor, type Answer } from './reader-support.ts';

let server: AnsweringServer;
before(async () => {
  server = await AnsweringServer.start();
});
beforeEach(() => server.reset());
after(() => server.stop());

function readerWith(options: Partial<ReaderOptions> = {}): Reader {
  return createReader({ url: server.url, apiKey: 'sb_publishable_key', token: async () => null, ...options });
}

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
      server.answer = () => given;
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
    server.answer = () => ({ status: 401, body: '' });
    assert.equal((await failure(readerWith({ token: async () => 'a.b.c' }).read(requestFor()))).token, true);
    assert.equal((await failure(readerWith().read(requestFor()))).problem.code, 'bad-key');
  });

  it('a key or a right that is wanting is not about the token, even where one was sent', async () => {
    const reader = readerWith({ token: async () => 'a.b.c' });
    server.answer = () => ({ status: 401, body: '{"message":"Invalid API key"}' });
    assert.equal((await failure(reader.read(requestFor()))).problem.code, 'bad-key');
    server.answer = () => ({ status: 401, body: '{"code":"42501","message":"permission denied for table tickets"}' });
    assert.equal((await failure(reader.read(requestFor()))).problem.code, 'no-permission');
    server.answer = () => ({ status: 400, body: '{"code":"22P02","message":"Token \\"x\\" is invalid."}' });
    assert.equal((await failure(reader.read(requestFor()))).problem.code, 'bad-filter');
  });

  it('waits until the date a server names', async () => {
    server.answer = () => ({
      status: 429,
      headers: { 'retry-after': new Date(Date.now() + 60_000).toUTCString() },
      body: '',
    });
    const { retryAfter } = await failure(readerWith().read(requestFor()));
    assert.ok(retryAfter !== null && retryAfter > 50_000 && retryAfter <= 60_000, String(retryAfter));
  });

  it('a token that cannot be got, before anything is sent', async () => {
    const reader = readerWith({ token: () => Promise.reject(new Error('signed out')) });
    const error = await failure(reader.read(requestFor()));
    assert.equal(error.problem.code, 'token-unavailable');
    assert.equal(error.token, true);
    assert.match(error.message, /signed out/);
    assert.equal(server.requests.length, 0);
  });

  for (const wrong of ['', 'ref.supabase.co', 'javascript:alert(1)', 'https://']) {
    it(`${JSON.stringify(wrong)} is no address`, async () => {
      assert.equal((await failure(readerWith({ url: wrong }).read(requestFor()))).problem.code, 'bad-url');
    });
  }

  it('an answer that breaks off is a server that cannot be reached', async () => {
    server.answer = () => ({ headers: { 'content-length': '1000' }, body: '[' });
    const reading = failure(readerWith().read(requestFor()));
    await server.nextRequest();
    server.breakConnections();
    assert.equal((await reading).problem.code, 'backend-unreachable');
  });

  it('an abort ends with its reason, before and during the request', async () => {
    const reason = new Error('no longer wanted');
    await assert.rejects(readerWith().read(requestFor({ signal: AbortSignal.abort(reason) })), reason);
    assert.equal(server.requests.length, 0);
    const controller = new AbortController();
    server.answer = () => {
      controller.abort(reason);
      return null;
    };
    await assert.rejects(readerWith().read(requestFor({ signal: controller.signal })), reason);
  });
});
