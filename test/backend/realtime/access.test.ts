/** Who gets in, by socket and by HTTP; and what a hostile or broken client can do, which is nothing. */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, beforeEach, describe, it, type TestContext } from 'node:test';
import { installRealtime } from '../../../demo/server/realtime/index.ts';
import { TestDatabase } from './database.ts';
import { keys, signToken, startEndpoint, type Endpoint } from './endpoint.ts';
import { SocketClient } from './socket-client.ts';
import { createTables, resetTables } from './tables.ts';

const LIMIT = { timeout: 60_000 };
const LATER = Math.floor(Date.now() / 1000) + 3_600;

let database: TestDatabase;
let endpoint: Endpoint;

before(async () => {
  database = await TestDatabase.create();
  await installRealtime(database);
  await createTables(database);
  endpoint = await startEndpoint(database);
});

after(async () => {
  await endpoint.close();
  await database.close();
});

beforeEach(() => resetTables(database));

async function connect(test: TestContext, apiKey?: string): Promise<SocketClient> {
  const client = await SocketClient.connect(endpoint.url, apiKey);
  test.after(() => client.close());
  return client;
}

function tokenWith(header: Record<string, unknown>, claims: Record<string, unknown>, secret: string | null): string {
  const content = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${content}.${secret === null ? '' : createHmac('sha256', secret).update(content).digest('base64url')}`;
}

const service = { role: 'service_role', exp: LATER };
const FORGERIES: Record<string, string> = {
  unsigned: tokenWith({ alg: 'none' }, service, null),
  'called unsigned, but signed': tokenWith({ alg: 'none' }, service, keys.jwtSecret),
  'of another algorithm': tokenWith({ alg: 'HS512' }, service, keys.jwtSecret),
  'signed with another secret': signToken(service, 'guessed'),
  'signed with nothing': signToken(service, ''),
  'of changed claims': signToken({ ...service, role: 'anon' }).replace(
    /\.[^.]+\./,
    `.${btoa(JSON.stringify(service))}.`,
  ),
  expired: signToken({ ...service, exp: LATER - 7_200 }),
  'without a role': signToken({ exp: LATER }),
  'without an end': signToken({ role: 'service_role' }),
  'almost the key': `${keys.serviceRoleKey}x`,
};

describe('who gets in', LIMIT, () => {
  for (const [what, token] of Object.entries(FORGERIES)) {
    it(`a token ${what} opens no socket, joins nothing and sends nothing`, async (test) => {
      await assert.rejects(SocketClient.connect(endpoint.url, token), /401/);
      const client = await connect(test);
      if (!token.startsWith('sb_')) {
        client.join('t', [{ event: '*', schema: 'public', table: 'tickets' }], {}, token);
        const [, , , , payload] = await client.next((frame) => frame[3] === 'phx_reply');
        assert.equal(payload.status, 'error');
      }
      const ways: Record<string, string>[] = [
        { apikey: token },
        { apikey: keys.anonKey, authorization: `Bearer ${token}` },
      ];
      for (const headers of ways) {
        const { status } = await post('', { messages: [] }, headers);
        assert.equal(status, 401);
      }
    });
  }

  it('a key of the older kind is a JWT with a role', async (test) => {
    const client = await connect(test, signToken({ role: 'service_role', exp: LATER }));
    await client.subscribe('t', [{ event: '*', schema: 'public', table: 'tickets' }]);
    await database.exec(`insert into tickets (title) values ('seen')`);
    await client.until(() => client.changes().length === 1);
  });

  it('a key that is pushed as an access token changes nothing', async (test) => {
    const client = await connect(test);
    await client.subscribe('t', [{ event: '*', schema: 'public', table: 'tickets' }]);
    client.push('t', 'access_token', { access_token: keys.serviceRoleKey });
    await client.caughtUp();
    await database.exec(`insert into tickets (title) values ('hidden')`);
    await endpoint.realtime.settled();
    await client.caughtUp();
    assert.deepEqual(client.changes(), []);
  });
});

describe('broadcasts by HTTP', LIMIT, () => {
  it('go to a private topic only from those who may write there', async (test) => {
    await database.exec(`create policy "r" on realtime.messages for select to authenticated using (true);
      create policy "w" on realtime.messages for insert to authenticated with check (realtime.topic() = 'theirs')`);
    const reader = signToken({ role: 'authenticated', exp: LATER });
    const client = await connect(test);
    for (const topic of ['theirs', 'others']) client.join(topic, [], { private: true }, reader);
    await client.until(() => client.frames.length === 2);
    const asUser = { apikey: keys.anonKey, authorization: `Bearer ${reader}` };
    for (const [topic, headers] of [
      ['theirs', { apikey: keys.anonKey }],
      ['others', asUser],
      ['theirs', asUser],
      ['others', { apikey: keys.serviceRoleKey }],
    ] as const) {
      const message = { topic, event: 'told', payload: { headers }, private: true };
      assert.equal((await post('', { messages: [message] }, headers)).status, 202);
    }
    await client.caughtUp();
    const heard = client.frames
      .slice(2)
      .map((frame) => [frame[2], (frame[4]['payload'] as { headers: unknown }).headers]);
    assert.deepEqual(heard, [
      ['realtime:theirs', asUser],
      ['realtime:others', { apikey: keys.serviceRoleKey }],
    ]);
  });

  it('a body that is no list of messages is refused with 422', async () => {
    for (const body of [
      null,
      [],
      {},
      { messages: 1 },
      { messages: [{ topic: 'a' }] },
      { messages: [{ topic: 1, event: 'b', payload: {} }] },
    ]) {
      assert.equal((await post('', body, { apikey: keys.anonKey })).status, 422, JSON.stringify(body));
    }
  });
});

describe('a broken client', LIMIT, () => {
  it('harms neither the server nor its own socket, whatever it sends', async (test) => {
    const client = await connect(test);
    const payloads = [
      null,
      0,
      'text',
      [],
      {},
      { config: null },
      { config: 'text' },
      { config: { broadcast: null, presence: null } },
    ];
    const bindings = [
      null,
      1,
      'x',
      {},
      { schema: 1, table: [] },
      { table: 'products', filter: 5 },
      { table: 'products', select: [1] },
    ];
    for (const [index, payload] of payloads.entries()) {
      client.push(`odd-${index}`, 'phx_join', payload);
      for (const event of ['access_token', 'broadcast', 'presence', 'unknown'])
        client.push(`odd-${index}`, event, payload);
    }
    for (const [index, binding] of bindings.entries()) client.join(`bound-${index}`, [binding]);
    for (const raw of [
      '',
      '[]',
      '{}',
      'null',
      '[1,2,3,4,5]',
      '["1","1",{},"phx_join",{}]',
      '\u0000',
      '['.repeat(9_000),
    ]) {
      client.socket.send(raw);
    }
    for (const bytes of [[], [3], [3, 255, 255, 255, 255, 255, 1], [0, 1, 2, 3]])
      client.socket.send(Buffer.from(bytes));
    client.push('__proto__', 'phx_join', { config: { presence: { key: '__proto__', enabled: true } } });
    client.push('__proto__', 'presence', { event: 'track', payload: { name: 'x' } });
    client.socket.send('[null,"alive","phoenix","heartbeat",{}]');
    await client.next((frame) => frame[1] === 'alive');
    await endpoint.realtime.settled();
    assert.equal(client.closed, null);
    await client.subscribe('good', [{ event: '*', schema: 'public', table: 'products' }]);
    await database.exec(`insert into products (name) values ('still there')`);
    await client.until(() => client.changes('good').length === 1);
  });

  it('a message above the limit ends its socket, and no other', async (test) => {
    const [large, other] = [await connect(test), await connect(test)];
    large.socket.send('x'.repeat(3_100_000));
    await large.until(() => large.closed !== null);
    assert.equal(large.closed, 1009);
    await other.caughtUp();
    assert.equal(other.closed, null);
  });
});

function post(path: string, body: unknown, headers: Record<string, string>): Promise<Response> {
  return fetch(`${endpoint.url}/realtime/v1/api/broadcast${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  });
}
