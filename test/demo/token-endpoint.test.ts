/** The partner's token endpoint: who gets a token, what it says, and what everybody else is told. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isSigned, signEmbedLink } from '../../demo/partner-site/embed-link.ts';
import { RateLimit } from '../../demo/partner-site/rate-limit.ts';
import { tokenEndpoint, type TokenEndpointOptions } from '../../demo/partner-site/token-endpoint.ts';
import { partners } from '../../demo/server/keys.ts';
import { systemClock } from '../../demo/server/realtime/clock.ts';
import { Tokens } from '../../demo/server/realtime/tokens.ts';

const endpoint = 'https://tokens.example/';
const site = 'https://www.brightdesk.example';
const secret = 'the-secret-of-brightdesk';
const jwtSecret = 'a-jwt-secret-of-more-than-32-characters!';
const brightdesk = { partner: partners.brightdesk, reader: 'r1' };

function handler(options: Partial<TokenEndpointOptions> = {}) {
  return tokenEndpoint({
    jwtSecret,
    secretOf: (partner) => Promise.resolve(partner === partners.brightdesk ? secret : null),
    origins: [site],
    ...options,
  });
}

async function status(link: string, { method = 'POST', origin }: { method?: string; origin?: string } = {}) {
  const answer = await handler()(new Request(link, { method, headers: origin === undefined ? {} : { origin } }));
  if (!answer.ok) assert.doesNotMatch(await answer.text(), /access_token|eyJ/);
  return answer.status;
}

describe('the token endpoint', () => {
  it('gives a signed link a token for that partner, in the role of everybody, for two minutes', async () => {
    const answer = await handler()(new Request(await signEmbedLink(endpoint, brightdesk, secret), { method: 'POST' }));
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    const { access_token, ...rest } = (await answer.json()) as { access_token: string };
    assert.deepEqual(rest, { token_type: 'bearer', expires_in: 120 });
    const verification = new Tokens({ jwtSecret, anonKey: '', serviceRoleKey: '' }, systemClock).verify(access_token);
    assert.ok('claims' in verification, 'it is signed with the secret of the project');
    const { iat, exp, ...claims } = verification.claims as Record<string, unknown>;
    assert.deepEqual(claims, { role: 'anon', partner_id: partners.brightdesk });
    assert.equal(Number(exp) - Number(iat), 120);
    assert.ok(Math.abs(Number(iat) - Date.now() / 1_000) < 60);
  });

  it('refuses what is unsigned, signed otherwise, run out, or for ever', async () => {
    const good = await signEmbedLink(endpoint, brightdesk, secret);
    assert.equal(await status(good), 200);
    assert.equal(await status(good.replace(partners.brightdesk, partners.kontorNord)), 403);
    assert.equal(await status(good.replace('reader=r1', 'reader=r2')), 403);
    assert.equal(await status(good.replace(/until=\d+/, 'until=99999999999')), 403);
    assert.equal(await status(good.replace(/signature=\w+/, 'signature=')), 403);
    assert.equal(await status(good.replace(/signature=\w/, 'signature=x')), 403);
    assert.equal(await status(endpoint), 403);
    assert.equal(await status(await signEmbedLink(endpoint, brightdesk, 'another secret')), 403);
    assert.equal(await status(await signEmbedLink(endpoint, brightdesk, secret, -1)), 403);
    assert.equal(await status(await signEmbedLink(endpoint, brightdesk, secret, 90_000)), 403);
    assert.equal(
      await status(await signEmbedLink(endpoint, { ...brightdesk, partner: partners.kontorNord }, secret)),
      403,
    );
    assert.equal(await status(good, { method: 'GET' }), 405);
  });

  it('answers pages of the listed sites alone, with their cookies allowed', async () => {
    const link = await signEmbedLink(endpoint, brightdesk, secret);
    const from = (origin: string, method = 'POST') => handler()(new Request(link, { method, headers: { origin } }));
    const ours = await from(site);
    assert.equal(ours.headers.get('access-control-allow-origin'), site);
    assert.equal(ours.headers.get('access-control-allow-credentials'), 'true');
    assert.equal((await from(site, 'OPTIONS')).status, 204);
    const foreign = await from('https://elsewhere.example');
    assert.deepEqual([foreign.status, foreign.headers.get('access-control-allow-origin')], [403, null]);
  });

  it('stops a reader who asks too often, and nobody else', async () => {
    const answer = handler({ requestsPerMinute: 3 });
    const ask = async (reader: string): Promise<number> => {
      const link = await signEmbedLink(endpoint, { ...brightdesk, reader }, secret);
      return (await answer(new Request(link, { method: 'POST' }))).status;
    };
    const answers: number[] = [];
    for (let request = 0; request < 5; request += 1) answers.push(await ask('r1'));
    assert.deepEqual(answers, [200, 200, 200, 429, 429]);
    const link = await signEmbedLink(endpoint, { ...brightdesk, reader: 'r1' }, secret);
    const refused = await answer(new Request(link, { method: 'POST', headers: { origin: site } }));
    assert.equal(refused.headers.get('retry-after'), '60');
    assert.equal(refused.headers.get('access-control-expose-headers'), 'Retry-After', 'or no page could read it');
    assert.equal(await ask('r2'), 200);
  });
});

describe('the Edge Function', () => {
  it('serves the same endpoint with the secrets of its environment', async () => {
    const environment: Record<string, string> = {
      PARTNER_JWT_SECRET: jwtSecret,
      PARTNER_ORIGINS: `${site},https://other.example`,
      SUPABASE_URL: 'http://127.0.0.1:9',
      SUPABASE_SERVICE_ROLE_KEY: 'sb_secret_x',
    };
    const served: ((request: Request) => Promise<Response>)[] = [];
    Object.assign(globalThis, {
      Deno: {
        env: { get: (name: string) => environment[name] },
        serve: (handle: (request: Request) => Promise<Response>) => served.push(handle),
      },
    });
    await import('../../demo/partner-site/edge-function.ts');
    const answer = await served[0]!(new Request(endpoint, { method: 'POST', headers: { origin: site } }));
    assert.deepEqual([answer.status, answer.headers.get('access-control-allow-origin')], [403, site]);
  });
});

describe('isSigned', () => {
  it('does not read a partner out of a reader: what the words are joined by is none of their letters', async () => {
    const link = new URL(await signEmbedLink(endpoint, { partner: 'a', reader: 'b.1' }, secret)).searchParams;
    assert.equal(await isSigned(link, secret), false);
    link.set('partner', 'a.b');
    link.set('reader', '1');
    assert.equal(await isSigned(link, secret), false);
  });
});

describe('RateLimit', () => {
  it('counts anew every minute, and keeps no more keys than it can', () => {
    const limit = new RateLimit(2);
    assert.deepEqual(
      [1, 2, 3].map((now) => limit.allows('a', 100_000 + now)),
      [true, true, false],
    );
    assert.equal(limit.allows('a', 170_000), true);
    for (let key = 0; key < 20_000; key += 1) limit.allows(`key ${key}`, 171_000);
    assert.equal(limit.allows('one more', 171_000), false);
    assert.equal(limit.allows('one more', 240_000), true);
  });
});
