/**
 * `token-url` against good, bad and dead endpoints: the right status, one plain sentence, no storm, and no row that
 * should not be there. The good one is the sample endpoint of the demo, over the SQL kit's own list of partners.
 */
import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, afterEach, before, describe, it } from 'node:test';
import { signEmbedLink } from '../../demo/partner-site/embed-link.ts';
import { addressOf, startTokenServer } from '../../demo/partner-site/node-server.ts';
import { partnerSecrets } from '../../demo/partner-site/partners.ts';
import type { Backend } from '../../demo/server/index.ts';
import { signToken } from '../../demo/server/json-web-token.ts';
import { partners } from '../../demo/server/keys.ts';
import type { SessionOptions } from '../../src/session-options.ts';
import { systemClock } from '../../src/page/clock.ts';
import { BackendSession, closeSessions, write } from '../support/backend-session.ts';
import { recordSockets, type SocketRecord } from '../support/counted-socket.ts';
import { embedSecret, partnerToken, startPartnerBackend } from '../support/partner-backend.ts';
import { until } from '../support/until.ts';

interface Answer {
  readonly status?: number;
  readonly body: string;
}

let backend: Backend;
let wire: SocketRecord;
/** An endpoint that answers as a test says. */
let scripted: Server;
let answer: () => Answer = () => ({ body: '' });
let asked = 0;

before(async () => {
  wire = recordSockets();
  backend = await startPartnerBackend();
  scripted = createServer((_request, response) => {
    asked += 1;
    const { status = 200, body } = answer();
    response.writeHead(status).end(body);
  });
  await new Promise<void>((ready) => scripted.listen(0, '127.0.0.1', ready));
});
afterEach(closeSessions);
after(async () => {
  scripted.close();
  scripted.closeAllConnections();
  await backend.stop();
  wire.restore();
});

const feed = { table: 'partner_tickets', order: 'created_at.desc' };

function open(tokenUrl: string, options: Partial<SessionOptions> = {}) {
  asked = 0;
  const page = new BackendSession(backend, { source: 'broadcast', tokenUrl, ...options });
  return { page, list: page.query(feed) };
}

function giving(token: () => string): () => Answer {
  return () => ({ body: JSON.stringify({ access_token: token(), expires_in: 120 }) });
}

const claims = { role: 'anon', partner_id: partners.brightdesk };
const unsigned = (): string =>
  `${signToken({ ...claims, alg: 'none' }, 120, '')
    .split('.')
    .slice(0, 2)
    .join('.')}.`;

describe('a token that the project refuses', () => {
  const refused: readonly (readonly [what: string, token: () => string])[] = [
    ['one for another project', () => signToken(claims, 120, 'the secret of some other project, long enough')],
    ['an expired one', () => signToken({ ...claims, iat: 1_700_000_000, exp: 1_700_000_120 }, 0, backend.jwtSecret)],
    ['an unsigned one', unsigned],
  ];
  for (const [what, token] of refused) {
    it(`${what} is an error in one plain sentence, with no row and no storm`, async () => {
      answer = giving(token);
      const sockets = wire.sockets.length;
      const { page, list } = open(addressOf(scripted));
      await until('it is in error', () => page.session.status === 'error', 60_000);
      await until('the list says so', () => list.rows.error !== null);
      assert.equal(page.session.error?.code, 'token-rejected');
      assert.deepEqual([list.rows.error?.code, list.rows.status, list.rows.rows], ['token-rejected', 'error', []]);
      assert.match(list.rows.error?.message ?? '', /^The (server|project) .*\.$/);
      assert.ok(asked <= 6, `${asked} tokens were fetched`);
      assert.ok(wire.sockets.length - sockets <= 4, `${wire.sockets.length - sockets} sockets`);
    });
  }
});

describe('an endpoint that gives no token', () => {
  for (const [what, reply] of [
    ['answers HTML', { body: '<!doctype html><title>Sign in</title>' }],
    ['answers 500', { status: 500, body: 'no' }],
    ['answers 429', { status: 429, body: '{}' }],
    ['answers JSON without a token', { body: '{"token":"x"}' }],
  ] as const) {
    it(`because it ${what} is told, asked again, and believed once it does`, async () => {
      answer = () => reply;
      const { page, list } = open(addressOf(scripted));
      await until('it is told', () => page.problems.length > 0);
      assert.deepEqual([page.problems[0]?.code, list.rows.rows], ['token-unavailable', []]);
      assert.notEqual(page.session.status, 'connected');
      assert.ok(asked <= 2, `${asked} times`);
      answer = giving(() => partnerToken(backend, 'brightdesk'));
      await until('it is live', () => list.rows.status === 'live', 30_000);
    });
  }

  for (const status of [401, 403]) {
    it(`because it answers ${status} is asked once; nothing is connected, and the reader is told to sign in`, async () => {
      answer = () => ({ status, body: '' });
      const sockets = wire.sockets.length;
      const { page, list } = open(addressOf(scripted));
      await until('it is in error', () => page.session.status === 'error' && list.rows.error !== null);
      assert.deepEqual([list.rows.error?.code, list.rows.rows], ['token-rejected', []]);
      assert.match(list.rows.error?.remedy ?? '', /^Sign in/);
      assert.deepEqual([asked, wire.sockets.length - sockets], [1, 0]);
    });
  }
});

describe('a clock that is ten minutes', () => {
  for (const [what, off] of [
    ['ahead', 600_000],
    ['behind', -600_000],
  ] as const) {
    it(`${what} changes nothing for tokens of two minutes`, async () => {
      answer = giving(() => partnerToken(backend, 'brightdesk', 120));
      const clock = { ...systemClock, now: () => Date.now() + off };
      const { page, list } = open(addressOf(scripted), { clock });
      await until('it is live', () => list.rows.status === 'live');
      const [row] = await write(backend, 'insert into tickets (subject, partner_id) values ($1, $2) returning id', [
        'With a wrong clock',
        partners.brightdesk,
      ]);
      await until('it hears', () => list.change('insert', row!.id)?.source === 'broadcast');
      assert.deepEqual([asked, page.problems], [1, []]);
    });
  }
});

describe('the sample endpoint', () => {
  it('serves a partner, and no more once it is revoked: an error, a plain sentence, no rows within one refresh', async () => {
    const tokens = await startTokenServer(0, {
      jwtSecret: backend.jwtSecret,
      secretOf: partnerSecrets(backend.url, backend.serviceRoleKey),
      origins: [],
      secondsToLive: 5,
    });
    try {
      const reader = { partner: partners.kontorNord, reader: 'r1' };
      const { page, list } = open(await signEmbedLink(addressOf(tokens), reader, embedSecret));
      await until('it is live', () => list.rows.status === 'live');
      assert.ok(list.rows.rows.length > 3);
      const revoked = performance.now();
      await write(backend, 'update partners set revoked_at = now() where id = $1', [partners.kontorNord]);
      await until('it is in error', () => list.rows.status === 'error');
      assert.ok(performance.now() - revoked < 5_000 + 1_000, 'within the life of a token');
      assert.deepEqual([list.rows.rows, page.session.status], [[], 'error']);
      assert.match(list.rows.error?.message ?? '', /^You are signed out, or have no access any more\.$/);
      const other = await signEmbedLink(addressOf(tokens), { ...reader, partner: partners.brightdesk }, embedSecret);
      const { list: stillThere } = open(other);
      await until('the others are served', () => stillThere.rows.status === 'live');
    } finally {
      tokens.close();
      tokens.closeAllConnections();
    }
  });

  it('answers 503, and not its own trouble, when the partners cannot be looked up', async () => {
    const tokens = await startTokenServer(0, {
      jwtSecret: backend.jwtSecret,
      secretOf: partnerSecrets(backend.url, 'sb_secret_wrong'),
      origins: [],
    });
    const link = await signEmbedLink(addressOf(tokens), { partner: partners.brightdesk, reader: 'r1' }, embedSecret);
    const reply = await fetch(link, { method: 'POST' });
    assert.deepEqual([reply.status, await reply.text()], [503, '']);
    tokens.close();
    tokens.closeAllConnections();
  });
});
