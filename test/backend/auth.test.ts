/** Keys, tokens and users: who is let in, as whom, and with what words the others are sent away. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { users } from '../../demo/server/keys.ts';
import { startClient, type Answer, type Ask, type Client } from './support.ts';

describe('keys and tokens', () => {
  let client: Client;
  before(async () => {
    client = await startClient({ jwtExpirySeconds: 120 });
  });
  after(() => client.backend.stop());

  const read = (options: Ask): Promise<Answer> => client.ask('/rest/v1/products?select=status', options);
  const statuses = (answer: Answer): Set<unknown> =>
    new Set((answer.json as { status: string }[]).map((row) => row.status));

  it('the anonymous key reads what is public, as a header or in the query', async () => {
    assert.deepEqual(statuses(await read({})), new Set(['active']));
    const inQuery = await client.ask(`/rest/v1/products?select=status&apikey=${client.backend.anonKey}`, { key: null });
    assert.deepEqual(statuses(inQuery), new Set(['active']));
  });

  it('the service key reads everything', async () => {
    assert.deepEqual(
      statuses(await read({ key: client.backend.serviceRoleKey })),
      new Set(['active', 'draft', 'archived']),
    );
  });

  it('supabase-js sends the key as the token too: that is nobody signed in', async () => {
    assert.deepEqual(statuses(await read({ as: client.backend.anonKey })), new Set(['active']));
  });

  it('keys of the older kind, tokens with a role, are keys as well', async () => {
    const anon = client.backend.signToken({ role: 'anon', iss: 'supabase' }, 3600);
    const service = client.backend.signToken({ role: 'service_role', iss: 'supabase' }, 3600);
    assert.deepEqual(statuses(await read({ key: anon })), new Set(['active']));
    assert.deepEqual(statuses(await read({ key: anon, as: anon })), new Set(['active']));
    assert.equal(statuses(await read({ key: service })).size, 3);
    assert.equal(statuses(await read({ key: anon, as: client.token('staff') })).size, 3);
    const inserted = await client.ask('/rest/v1/products', {
      method: 'POST',
      key: service,
      body: { sku: 'OLD-KEY', name: 'By an older key', price: 1 },
    });
    assert.equal(inserted.status, 201);
  });

  const refusedKeys: [what: string, key: (client: Client) => string | null][] = [
    ['none', () => null],
    ['an empty one', () => ''],
    ['a wrong one', () => 'sb_publishable_wrong'],
    ['an expired older one', ({ backend }) => backend.signToken({ role: 'anon' }, -1)],
    ['an older one signed by somebody else', ({ backend }) => forge(backend.signToken({ role: 'service_role' }, 60))],
    ["a user's token", (of) => of.token('staff')],
  ];
  for (const [what, key] of refusedKeys) {
    it(`refuses as a key: ${what}`, async () => {
      for (const path of ['/rest/v1/products', '/rest/v1/rpc/x', '/auth/v1/user']) {
        const answer = await client.ask(path, { key: key(client) });
        assert.equal(answer.status, 401, path);
        assert.match((answer.json as { message: string }).message, /No API key found|Invalid API key/);
      }
    });
  }

  const refusedTokens: [what: string, token: (client: Client) => string, code: string, message: RegExp][] = [
    ['an expired one', (of) => of.token('staff', -1), 'PGRST303', /^JWT expired$/],
    ['one signed by somebody else', (of) => forge(of.token('staff')), 'PGRST301', /No suitable key/],
    ['one that is not signed', (of) => unsigned(of.token('staff'), 'none'), 'PGRST301', /parts|No suitable key/],
    ['one that says it needs no signature', (of) => unsigned(of.token('staff'), 'nOnE', 'x'), 'PGRST301', /suitable/],
    ['one that is none', () => 'abc', 'PGRST301', /Expected 3 parts in JWT; got 1/],
  ];
  for (const [what, token, code, message] of refusedTokens) {
    it(`refuses as a token: ${what}`, async () => {
      for (const init of [{}, { method: 'POST', body: { sku: 'NO', name: 'Not this one', price: 1 } }]) {
        const answer = await client.ask('/rest/v1/products', { as: token(client), ...init });
        const body = answer.json as { code: string; message: string };
        assert.deepEqual([answer.status, body.code], [401, code]);
        assert.match(body.message, message);
      }
    });
  }

  it('signs in with the password, and only with it', async () => {
    const session = await client.signIn(users.staff.email);
    assert.equal(statuses(await read({ as: session.access_token })).size, 3);
    const answer = await client.ask('/auth/v1/token?grant_type=password', {
      method: 'POST',
      body: { email: users.staff.email, password: 'wrong' },
    });
    assert.equal(answer.status, 400);
    assert.equal((answer.json as { error_code: string }).error_code, 'invalid_credentials');
  });

  it('gives tokens the life that was asked for', async () => {
    const { access_token } = await client.signIn(users.staff.email);
    const claims = JSON.parse(Buffer.from(access_token.split('.')[1] ?? '', 'base64url').toString());
    assert.equal(claims.exp - claims.iat, 120);
    assert.equal(claims.role, 'authenticated');
  });

  it('refreshes a session, once', async () => {
    const session = await client.signIn(users.partnerA.email);
    const refresh = () =>
      client.ask('/auth/v1/token?grant_type=refresh_token', {
        method: 'POST',
        body: { refresh_token: session.refresh_token },
      });
    const refreshed = (await refresh()).json as { access_token: string; refresh_token: string };
    assert.notEqual(refreshed.refresh_token, session.refresh_token);
    assert.equal((await client.rows('members', { as: refreshed.access_token })).length, 1);
  });

  it('says who a token belongs to', async () => {
    const { access_token } = await client.signIn(users.partnerB.email);
    const answer = await client.ask('/auth/v1/user', { as: access_token });
    assert.equal((answer.json as { id: string }).id, users.partnerB.id);
    assert.equal((await client.ask('/auth/v1/user', { as: client.token('partnerB', -1) })).status, 403);
  });

  it('keeps the secret key out of browsers', async () => {
    const headers = { 'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64)' };
    for (const path of ['/rest/v1/products', '/rest/v1/rpc/anything', '/auth/v1/settings']) {
      const answer = await client.ask(path, { key: client.backend.serviceRoleKey, headers });
      assert.deepEqual([answer.status, answer.json], [401, { message: 'Forbidden use of secret API key in browser' }]);
      assert.notEqual((await client.ask(path, { headers })).status, 401, 'the anonymous key is for browsers');
    }
  });
});

/** The same claims, signed with another secret. */
function forge(token: string): string {
  const [header, payload, signature = ''] = token.split('.');
  const other = Buffer.from(signature, 'base64url');
  other[0] = (other[0] ?? 0) ^ 1;
  return `${header}.${payload}.${other.toString('base64url')}`;
}

function unsigned(token: string, algorithm: string, signature = ''): string {
  const header = Buffer.from(JSON.stringify({ alg: algorithm, typ: 'JWT' })).toString('base64url');
  return `${header}.${token.split('.')[1]}.${signature}`;
}
