/** Where tokens come from, the endpoint over real HTTP. */
import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { NotNow, TokenError } from '../../../src/realtime/token-problems.ts';
import { anonymous, fixedToken, tokenEndpoint, tokenFunction } from '../../../src/realtime/token-source.ts';

describe('token sources', () => {
  it('say whether another fetch may bring another token', () => {
    assert.equal(anonymous.renewable, false);
    assert.equal(fixedToken('a').renewable, false);
    assert.equal(tokenFunction(() => Promise.resolve('a')).renewable, true);
    assert.equal(tokenEndpoint('/token').renewable, true);
  });

  it('take null and undefined of a function for "no user"', async () => {
    assert.equal(await tokenFunction(() => Promise.resolve(null)).fetch(), null);
    assert.equal(await tokenFunction((() => Promise.resolve()) as never).fetch(), null);
  });

  it('turn a function that throws at once into a fetch that failed', async () => {
    const source = tokenFunction(() => {
      throw new Error('not signed in');
    });
    await assert.rejects(source.fetch(), /not signed in/);
  });
});

describe('tokenEndpoint', () => {
  let server: Server;
  let url: string;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;

  before(async () => {
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
  });
  after(() => new Promise((resolve) => server.close(resolve)));

  it('posts, and takes access_token of the answer', async () => {
    const methods: (string | undefined)[] = [];
    answer = (request, response) => {
      methods.push(request.method);
      response.end(JSON.stringify({ access_token: 'a.b.c', expires_in: 60 }));
    };
    assert.deepEqual(await tokenEndpoint(url).fetch(), { token: 'a.b.c', lasts: 60_000 });
    assert.deepEqual(methods, ['POST']);
  });

  for (const [expires_in, lasts] of [
    ['60', 60_000],
    [undefined, null],
    [null, null],
    ['soon', null],
    [0, null],
    [-5, null],
    [{}, null],
  ] as const) {
    it(`takes expires_in: ${JSON.stringify(expires_in)} for ${lasts === null ? 'nothing said' : `${lasts} ms`}`, async () => {
      answer = (_request, response) => response.end(JSON.stringify({ access_token: 'a.b.c', expires_in }));
      assert.deepEqual(await tokenEndpoint(url).fetch(), { token: 'a.b.c', lasts });
    });
  }

  it('tells how long the endpoint asks to be left alone', async () => {
    answer = (_request, response) => response.writeHead(429, { 'retry-after': '90' }).end();
    await assert.rejects(tokenEndpoint(url).fetch(), (error) => error instanceof NotNow && error.retryAfter === 90_000);
  });

  it('sends the cookies of the page and wants nothing from a cache', async () => {
    const sent: (RequestInit | undefined)[] = [];
    const source = tokenEndpoint(url, (_url, init) => {
      sent.push(init);
      return Promise.resolve(Response.json({ access_token: 'a.b.c' }));
    });
    await source.fetch();
    assert.deepEqual(sent, [{ method: 'POST', credentials: 'include', cache: 'no-store' }]);
  });

  for (const status of [401, 403]) {
    it(`takes ${status} for a reader who must sign in first`, async () => {
      answer = (_request, response) => response.writeHead(status).end();
      await assert.rejects(
        tokenEndpoint(url).fetch(),
        (error) => error instanceof TokenError && error.problem.permanent && error.problem.code === 'token-rejected',
      );
    });
  }

  for (const [name, status, body] of [
    ['a server error', 500, '{}'],
    ['no such address', 404, 'not here'],
    ['HTML', 200, '<!doctype html>'],
    ['null', 200, 'null'],
    ['an answer without access_token', 200, '{"token":"a.b.c"}'],
    ['a token that is no text', 200, '{"access_token":42}'],
  ] as const) {
    it(`takes ${name} for a failure that may pass`, async () => {
      answer = (_request, response) => response.writeHead(status).end(body);
      await assert.rejects(
        tokenEndpoint(url).fetch(),
        (error) => error instanceof Error && !(error instanceof TokenError),
      );
    });
  }

  it('names the endpoint, and not the signed link, whatever goes wrong', async () => {
    for (const status of [200, 403, 500]) {
      answer = (_request, response) => response.writeHead(status).end('no');
      await assert.rejects(tokenEndpoint(`${url}?signature=secret`).fetch(), (error) => {
        const told = error instanceof TokenError ? JSON.stringify(error.problem) : String(error);
        assert.match(told, /127\.0\.0\.1:\d+\/token/);
        assert.doesNotMatch(told, /secret/);
        return true;
      });
    }
  });

  it('fails when nobody answers', async () => {
    answer = (request) => request.socket.destroy();
    await assert.rejects(
      tokenEndpoint(url).fetch(),
      (error) => error instanceof Error && !(error instanceof TokenError),
    );
  });
});
