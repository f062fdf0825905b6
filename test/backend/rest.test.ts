/** What a client that reads depends on, as PostgREST documents it: filters, order, pages, counts, errors. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startClient, type Client } from './support.ts';

describe('REST', () => {
  let client: Client;
  before(async () => {
    client = await startClient();
    await client.backend.database.exec(`
      create table public.samples (
        id int primary key, name text, amount numeric, day date, moment timestamptz, local timestamp, big int8,
        ratio float8, data jsonb, tags text[], bytes bytea, flag boolean
      );
      grant all on public.samples to anon, authenticated, service_role;
      insert into public.samples values
        (1, 'Ann', 1.50, '2026-01-01', '2026-01-01 10:00:00.5+02', '2026-01-01 10:00', 9007199254740993, 0.1,
          '{"a": [1, 2], "b": "x"}', '{x,"y z",null}', '\\xdead', true),
        (2, 'bob', null, null, 'infinity', null, 1, 'NaN', null, '{}', null, null),
        (3, 'Carl, Jr', 3, '2026-02-01', '2026-03-01', null, null, 'Infinity', '3', '{a}', null, false),
        (4, 'd"q\\(uote)', 4, null, null, null, null, null, null, null, null, false),
        (5, 'null', 10, null, null, null, null, null, null, null, null, null),
        (6, '1.50', 20, null, null, null, null, null, null, null, null, null),
        (7, 'A*B%', 30, null, null, null, null, null, null, null, null, null);
    `);
  });
  after(() => client.backend.stop());

  const ids = async (query: string): Promise<unknown[]> =>
    (await client.rows(`samples?select=id&${query.replaceAll('%', '%25').replaceAll('+', '%2B')}`)).map(
      (row) => row['id'],
    );

  describe('filters', () => {
    const cases: [filter: string, expected: number[]][] = [
      ['name=eq.Ann', [1]],
      ['name=neq.Ann', [2, 3, 4, 5, 6, 7]],
      ['amount=gt.3', [4, 5, 6, 7]],
      ['amount=gte.3', [3, 4, 5, 6, 7]],
      ['amount=lt.3', [1]],
      ['amount=lte.3', [1, 3]],
      ['id=in.(1,3)', [1, 3]],
      ['id=in.()', []],
      ['name=in.("Carl, Jr",Ann)', [1, 3]],
      ['name=in.("d\\"q\\\\(uote)",bob)', [2, 4]],
      ['name=like.A*', [1, 7]],
      ['name=like.A%', [1, 7]],
      ['name=ilike.*B*', [2, 7]],
      ['name=match.^[A-C]', [1, 3, 7]],
      ['name=imatch.^b', [2]],
      ['amount=is.null', [2]],
      ['amount=not.is.null', [1, 3, 4, 5, 6, 7]],
      ['flag=is.true', [1]],
      ['flag=is.false', [3, 4]],
      ['flag=is.unknown', [2, 5, 6, 7]],
      ['flag=is.not_null', [1, 3, 4]],
      ['amount=isdistinct.3', [1, 2, 4, 5, 6, 7]],
      ['name=not.eq.Ann', [2, 3, 4, 5, 6, 7]],
      ['id=not.in.(1,2,3,4)', [5, 6, 7]],
      ['tags=cs.{x}', [1]],
      ['tags=ov.{a,x}', [1, 3]],
      ['data->>b=eq.x', [1]],
      ['data->a->0=eq.1', [1]],
      ['id=eq(any).{1,2}', [1, 2]],
      ['name=like(any).{A*,b*}', [1, 2, 7]],
      ['moment=gt.2026-01-15', [2, 3]],
      ['moment=eq.2026-01-01T08:00:00.5+00:00', [1]],
      // Text that looks like something else stays text.
      ['name=eq.null', [5]],
      ['name=eq.1.50', [6]],
      ['name=eq."Ann"', []],
      ['name=eq.d"q\\(uote)', [4]],
      // Several filters: all must hold, be they alike or on one column.
      ['id=gt.1&id=gt.5', [6, 7]],
      ['id=gt.5&id=gt.1', [6, 7]],
      ['id=gte.3&id=lte.5', [3, 4, 5]],
      ['id=neq.1&id=neq.2&id=lt.4', [3]],
      ['or=(id.eq.1,id.eq.2)&or=(id.eq.2,id.eq.3)', [2]],
      ['id=not.gt.2&id=not.lt.2', [2]],
      // Logic.
      ['or=(id.eq.1,name.eq.bob)', [1, 2]],
      ['or=(id.eq.1,and(id.gt.2,flag.is.false))', [1, 3, 4]],
      ['not.or=(id.lt.3,id.gt.4)', [3, 4]],
      ['not.and=(id.gt.2,id.lt.6)', [1, 2, 6, 7]],
      ['and=(id.gt.1,or(flag.is.true,name.ilike.c*))', [3]],
      ['and=(not.or(id.eq.1,id.eq.2),id.not.gt.4)', [3, 4]],
      ['or=(name.eq."Carl, Jr",name.eq."d\\"q\\\\(uote)")', [3, 4]],
      ['or=(name.in.(Ann,"Carl, Jr"),id.eq.7)', [1, 3, 7]],
      ['or=(amount.gt.20,amount.is.null,and(amount.eq.10,id.gt.4))', [2, 5, 7]],
    ];
    for (const [filter, expected] of cases) {
      it(filter, async () => assert.deepEqual(await ids(`order=id&${filter}`), expected));
    }
  });

  describe('order and pages', () => {
    const cases: [query: string, expected: number[]][] = [
      ['order=amount', [1, 3, 4, 5, 6, 7, 2]],
      ['order=amount.desc', [2, 7, 6, 5, 4, 3, 1]],
      ['order=amount.asc.nullsfirst', [2, 1, 3, 4, 5, 6, 7]],
      ['order=amount.desc.nullslast', [7, 6, 5, 4, 3, 1, 2]],
      ['order=flag.desc.nullslast,id.desc', [1, 4, 3, 7, 6, 5, 2]],
      ['order=id&limit=2', [1, 2]],
      ['order=id&limit=2&offset=3', [4, 5]],
      ['order=id.desc&limit=3&id=lt.6', [5, 4, 3]],
      ['order=data->>b,id', [1, 2, 3, 4, 5, 6, 7]],
    ];
    for (const [query, expected] of cases) {
      it(query, async () => assert.deepEqual(await ids(query), expected));
    }

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

  it('renames, casts and reaches into JSON', async () => {
    assert.deepEqual(await client.rows('samples?select=key:id,amount::text,b:data->>b,data->a&id=eq.1'), [
      { key: 1, amount: '1.50', b: 'x', a: [1, 2] },
    ]);
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
    await database.exec('create table public.fresh (id int); grant select on public.fresh to anon');
    assert.deepEqual(await client.rows('fresh?select=id,count:id'), []);
    await database.exec('alter table public.fresh add column extra text; insert into public.fresh values (1, $$x$$)');
    assert.deepEqual(await client.rows('fresh?select=extra'), [{ extra: 'x' }]);
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
      assert.equal((await ids('order=id')).length, 7);
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
