/** What a client that reads depends on, as PostgREST documents it: pages, counts, values, errors, CORS. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { samplesTable } from './samples.ts';
import { startClient, type Client } from './support.ts';

describe('REST', () => {
  let client: Client;
  before(async () => {
    client = await startClient();
    await client.backend.database.exec(samplesTable);
  });
  after(() => client.backend.stop());

  it('never gives more than 1000 rows, and says how many there are', async () => {
    await client.backend.database.exec(`
      create table public.many as select generate_series(1, 1500) as id;
      grant select on public.many to anon;
    `);
    const answer = await client.ask('/rest/v1/many?order=id&limit=5000', { headers: { Prefer: 'count=exact' } });
    assert.equal((answer.json as unknown[]).length, 1000);
    assert.equal(answer.headers.get('content-range'), '0-999/1500');
    assert.equal(answer.status, 206);
  });

  describe('counts', () => {
    const count = (query: string, method = 'GET') =>
      client.ask(`/rest/v1/samples?${query}`, { method, headers: { Prefer: 'count=exact' } });
    const cases: [query: string, range: string, status: number][] = [
      ['select=id', '0-6/7', 200],
      ['select=id&limit=2', '0-1/7', 206],
      ['select=id&limit=2&offset=4', '4-5/7', 206],
      ['select=id&id=gt.5', '0-1/2', 200],
      ['select=id&id=gt.99', '*/0', 200],
      ['select=id&limit=0', '*/7', 206],
      ['select=id&offset=70', '*/7', 416],
    ];
    for (const [query, range, status] of cases) {
      it(query, async () => {
        const answer = await count(query);
        assert.deepEqual([answer.headers.get('content-range'), answer.status], [range, status]);
      });
    }
    it('come with HEAD too, without a body', async () => {
      const answer = await count('id=gt.2', 'HEAD');
      assert.deepEqual([answer.status, answer.headers.get('content-range'), answer.text], [200, '0-4/5', '']);
    });
    it('are left out unless asked for', async () => {
      const answer = await client.ask('/rest/v1/samples?id=lt.3');
      assert.equal(answer.headers.get('content-range'), '0-1/*');
    });
  });

  it('prints values as PostgREST does', async () => {
    const { text } = await client.ask('/rest/v1/samples?id=in.(1,2)&order=id');
    assert.equal(
      text.replaceAll(/\s*\n\s*/g, ''),
      '[{"id":1,"name":"Ann","amount":1.50,"day":"2026-01-01","moment":"2026-01-01T08:00:00.5+00:00",' +
        '"local":"2026-01-01T10:00:00","big":9007199254740993,"ratio":0.1,"data":{"a": [1, 2], "b": "x"},' +
        '"tags":["x","y z",null],"bytes":"\\\\xdead","flag":true},' +
        '{"id":2,"name":"bob","amount":null,"day":null,"moment":"infinity","local":null,"big":1,"ratio":"NaN",' +
        '"data":null,"tags":[],"bytes":null,"flag":null}]',
    );
  });

  it('a read writes nothing, not even through a view that would', async () => {
    await client.backend.database.exec(`
      create function public.leave_trace() returns int language plpgsql as
        $$ begin insert into public.samples (id, name) values (99, 'trace'); return 1; end $$;
      create view public.traced as select public.leave_trace() as trace;
      grant select on public.traced to anon;
    `);
    const answer = await client.ask('/rest/v1/traced');
    assert.deepEqual([answer.status, (answer.json as { code: string }).code], [405, '25006'], answer.text);
    assert.deepEqual(await client.rows('samples?id=eq.99'), []);
  });

  it('renames, casts and reaches into JSON', async () => {
    assert.deepEqual(await client.rows('samples?select=key:id,amount::text,b:data->>b,data->a&id=eq.1'), [
      { key: 1, amount: '1.50', b: 'x', a: [1, 2] },
    ]);
    const odd = encodeURIComponent('"odd \\" name":id');
    assert.deepEqual(await client.rows(`samples?select=${odd}&id=eq.1`), [{ 'odd " name': 1 }]);
  });

  it('answers one object when asked for one, and 406 when there is not exactly one', async () => {
    const headers = { Accept: 'application/vnd.pgrst.object+json' };
    assert.deepEqual((await client.ask('/rest/v1/samples?select=id&id=eq.1', { headers })).json, { id: 1 });
    for (const [filter, found] of [
      ['id=eq.99', 0],
      ['id=lt.3', 2],
    ] as const) {
      const answer = await client.ask(`/rest/v1/samples?select=id&${filter}`, { headers });
      assert.equal(answer.status, 406);
      assert.deepEqual(answer.json, {
        code: 'PGRST116',
        details: `The result contains ${found} rows`,
        hint: null,
        message: 'Cannot coerce the result to a single JSON object',
      });
    }
  });

  it('embeds', async () => {
    const [row] = await client.rows('acquisitions?select=id,customers(name),products(sku)&limit=1', {
      key: client.backend.serviceRoleKey,
    });
    assert.ok((row?.['customers'] as { name: string }).name);
  });

  it('serves a table made a moment ago, and its new columns, and forgets a dropped one', async () => {
    const { database } = client.backend;
    const insert = (body: object) => client.ask('/rest/v1/fresh', { method: 'POST', body });
    assert.equal((await insert({ id: 1 })).status, 404);
    await database.exec('create table public.fresh (id int); grant select, insert on public.fresh to anon');
    assert.deepEqual(await client.rows('fresh?select=id,count:id'), []);
    assert.equal((await insert({ id: 1 })).status, 201);
    await database.exec('alter table public.fresh add column extra text');
    assert.equal((await insert({ id: 2, extra: 'x' })).status, 201);
    assert.deepEqual(await client.rows('fresh?select=extra&order=id'), [{ extra: null }, { extra: 'x' }]);
    await database.exec('drop table public.fresh');
    assert.equal((await client.ask('/rest/v1/fresh')).status, 404);
  });

  describe('errors', () => {
    const cases: [path: string, status: number, code: string][] = [
      ['samples?select=nope', 400, '42703'],
      ['samples?nope=eq.1', 400, '42703'],
      ['samples?order=nope', 400, '42703'],
      ['nope', 404, 'PGRST205'],
      ['auth.users', 404, 'PGRST205'],
      ['samples?amount=eq.abc', 400, '22P02'],
      ['samples?amount=foo.1', 400, 'PGRST100'],
      ['samples?amount=1', 400, 'PGRST100'],
      ['samples?id=in.1,2', 400, 'PGRST100'],
      ['samples?or=(a', 400, 'PGRST100'],
      ['samples?or=id.eq.1', 400, 'PGRST100'],
      ['samples?or=(id.eq.1', 400, 'PGRST100'],
      ['samples?flag=is.maybe', 400, 'PGRST100'],
      ['samples?order=id.sideways', 400, 'PGRST100'],
      ['samples?name=eq.a%00b', 400, 'PGRST100'],
      ['samples?%22id%5C%22%20is%20not%20null%20--%22=eq.1', 400, '42703'],
      ['samples?limit=-1', 416, 'PGRST103'],
      ['samples?name=fts(nope).x', 400, '42704'],
      ['samples?id=like.1*', 404, '42883'],
      ['tickets', 401, '42501'],
      ['rpc/nope', 404, 'PGRST202'],
      ['a/b/c', 404, 'PGRST125'],
    ];
    for (const [path, status, code] of cases) {
      it(path, async () => {
        const answer = await client.ask(`/rest/v1/${path}`);
        const body = answer.json as Record<string, unknown>;
        assert.deepEqual([answer.status, body['code']], [status, code], answer.text);
        assert.deepEqual(Object.keys(body).sort(), ['code', 'details', 'hint', 'message']);
      });
    }
    it('of a read column say which', async () => {
      const answer = await client.ask('/rest/v1/samples?select=nope');
      assert.equal((answer.json as { message: string }).message, 'column samples.nope does not exist');
    });
    it('refuse, rather than misread, a write that filters one column twice', async () => {
      const answer = await client.ask('/rest/v1/samples?id=gt.1&id=gt.90', { method: 'DELETE' });
      assert.equal(answer.status, 400);
      assert.equal((await client.rows('samples')).length, 7);
    });
    it('of the gateway: an unknown path is 404, in JSON', async () => {
      const answer = await client.ask('/nothing/here');
      assert.deepEqual([answer.status, answer.json], [404, { message: 'no Route matched with those values' }]);
    });
  });

  describe('across origins', () => {
    const paths = ['/rest/v1/products', '/auth/v1/token', '/realtime/v1/api/broadcast'];
    for (const path of paths) {
      it(`${path} lets any origin ask, without a key`, async () => {
        const { status, headers } = await client.ask(path, {
          method: 'OPTIONS',
          key: null,
          headers: {
            Origin: 'https://cms.example',
            'Access-Control-Request-Method': 'POST',
            'Access-Control-Request-Headers': 'apikey,authorization,prefer,x-client-info',
          },
        });
        assert.equal(status, 204);
        assert.equal(headers.get('access-control-allow-origin'), '*');
        assert.match(headers.get('access-control-allow-methods') ?? '', /PATCH/);
        assert.equal(headers.get('access-control-allow-headers'), 'apikey,authorization,prefer,x-client-info');
      });
    }
    it('lets the count be read, on errors too', async () => {
      for (const path of ['/rest/v1/products?limit=1', '/rest/v1/nope', '/nothing']) {
        const { headers } = await client.ask(path, { headers: { Origin: 'https://cms.example' } });
        assert.equal(headers.get('access-control-allow-origin'), '*', path);
        assert.match(headers.get('access-control-expose-headers') ?? '', /Content-Range/, path);
      }
    });
  });
});
