/**
 * What the reader sends, asked of a REST server and held against the same question in SQL: filters, orders, keyset
 * pages, keys; and what it makes of the server's refusals.
 *
 * SEED=… repeats a run; ROUNDS=… makes it longer.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startBackend, type Backend } from '../../demo/server/index.ts';
import type { RawRow } from '../../src/domain/row.ts';
import { parseFilter } from '../../src/sync/filter.ts';
import { createReader, readAll, ReadError, type Reader, type ReadRequest } from '../../src/sync/reader.ts';
import { parseOrder } from '../../src/sync/row-order.ts';
import { createRandom } from './query/random.ts';
import { printForAttribute, randomExpressions } from './query/random-filter.ts';
import { printOrder, randomOrder } from './query/random-order.ts';
import { fillSampleTable, sampleIds } from './query/sample-database.ts';
import { kinds, tableSql } from './query/sample-table.ts';
import { expressionSql, orderSql } from './query/to-sql.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const rounds = Number(process.env['ROUNDS'] ?? 300);
const random = createRandom(seed);
let backend: Backend;
let reader: Reader;

before(async () => {
  console.log(`SEED=${seed} ROUNDS=${rounds}`);
  backend = await startBackend();
  // The backend's database has no citext.
  const sql = tableSql.replace('create extension citext;', '').replace('folded citext', 'folded text');
  await backend.database.exec(`${sql}
    grant all on sample to service_role;
    create table pairs (a text, b bigint, note text, primary key (a, b));
    insert into pairs select 'x,' || (g % 2), 9007199254740992 + g, 'n' || g from generate_series(1, 6) g;
    grant all on pairs to service_role;
    notify pgrst, 'reload schema';`);
  await fillSampleTable(backend.database, random, 80);
  reader = createReader({ url: `${backend.url}/`, apiKey: backend.serviceRoleKey, token: async () => null });
});
after(() => backend.stop());

function requestFor(
  filter: string | undefined,
  order: string | undefined,
  rest: Partial<ReadRequest> = {},
): ReadRequest {
  return {
    table: 'sample',
    schema: 'public',
    select: '*',
    filter: parseFilter(filter, kinds),
    order: parseOrder(order, rest.primaryKey ?? ['id'], kinds),
    limit: 1000,
    primaryKey: ['id'],
    ...rest,
  };
}

const idsOf = (rows: readonly RawRow[]) => rows.map((row) => row['id']);

test('a random filter finds the same rows, in the same order, as in SQL', async () => {
  let refused = 0;
  for (let round = 0; round < rounds; round += 1) {
    const members = randomExpressions(random, await sampleRows());
    const terms = randomOrder(random);
    const text = printForAttribute(members, random);
    const expected = await sampleIds(
      backend.database,
      `where ${members.map(expressionSql).join(' and ')} ${orderSql(terms)}`,
    );
    const answer = reader.read(requestFor(text, printOrder(terms, random), { count: true }));
    if (expected === null) {
      refused += 1;
      await assert.rejects(answer, (error) => error instanceof ReadError && error.problem.code === 'bad-filter', text);
      continue;
    }
    const { rows, count } = await answer.catch((error: unknown) =>
      assert.fail(`SEED=${seed}: ${text}: ${String(error)}`),
    );
    assert.deepEqual(idsOf(rows), expected, `SEED=${seed}: ${text}`);
    assert.equal(count, expected.length);
  }
  assert.ok(refused < rounds / 2);
});

let cachedRows: readonly RawRow[] | undefined;
async function sampleRows(): Promise<readonly RawRow[]> {
  return (cachedRows ??= (await reader.read(requestFor(undefined, undefined))).rows);
}

test('pages of any size make the whole, in any order', async () => {
  for (let round = 0; round < rounds / 20; round += 1) {
    const terms = randomOrder(random);
    const request = requestFor('or=(whole.not.is.null,label.is.null)', printOrder(terms, random), { limit: Infinity });
    const expected = await sampleIds(backend.database, `where whole is not null or label is null ${orderSql(terms)}`);
    const { rows, complete } = await readAll(reader, request, 1 + random.below(30));
    assert.deepEqual(idsOf(rows), expected, `SEED=${seed}: ${request.order.text}`);
    assert.equal(complete, true);
  }
});

test('rows are found by key: many, composite, with a comma, beyond what a double holds', async () => {
  const all = await sampleRows();
  const keys = all.filter(() => random.chance(0.5)).map((row) => [row['id']]);
  const found = await reader.read(requestFor(undefined, undefined, { keys }));
  assert.deepEqual(
    idsOf(found.rows),
    all.map((row) => row['id']).filter((id) => keys.some(([key]) => key === id)),
  );

  const pairs = { table: 'pairs', primaryKey: ['a', 'b'] };
  const { rows } = await reader.read(requestFor(undefined, undefined, pairs));
  assert.deepEqual(
    rows.map((row) => row['b']).sort(),
    [1, 2, 3, 4, 5, 6].map((digit) => String(9007199254740992n + BigInt(digit))),
  );
  const some = rows.filter((_, index) => index % 2 === 0);
  const again = await reader.read(
    requestFor(undefined, undefined, { ...pairs, keys: some.map((row) => [row['a'], row['b']]) }),
  );
  assert.deepEqual(again.rows, some);
  assert.deepEqual(
    (await readAll(reader, requestFor(undefined, undefined, { ...pairs, limit: Infinity }), 1)).rows,
    rows,
  );
});

test('a refusal says what is wrong', async () => {
  const refusals: [Partial<ReadRequest>, string, RegExp][] = [
    [{ table: 'nope' }, 'unknown-table', /"public"\."nope"/],
    [{ schema: 'nope' }, 'bad-attribute', /schema "nope"/],
    [{ filter: parseFilter('nope=eq.1') }, 'unknown-column', /"nope"/],
    [{ order: parseOrder('nope', ['id']) }, 'unknown-column', /"nope"/],
    [{ select: 'nope' }, 'unknown-column', /"nope"/],
    [{ filter: parseFilter('whole=eq.abc') }, 'bad-filter', /abc/],
    [{ filter: parseFilter('whole=like.a') }, 'bad-filter', /operator does not exist/],
    [{ filter: parseFilter('label=match.(') }, 'bad-filter', /regular expression/],
  ];
  for (const [change, code, said] of refusals) {
    await assert.rejects(reader.read(requestFor(undefined, undefined, change)), (error) => {
      assert.ok(error instanceof ReadError, String(error));
      assert.equal(error.problem.code, code, error.message);
      assert.match(error.problem.message, said);
      assert.equal(error.problem.permanent, true);
      return true;
    });
  }
});

test('a key, a token and a permission that are refused are told apart', async () => {
  const { url, anonKey } = backend;
  const attempts: [string, string | null, string, boolean][] = [
    ['sb_publishable_wrong', null, 'bad-key', false],
    [anonKey, 'x.y.z', 'token-rejected', true],
    [
      anonKey,
      backend.signToken({ sub: '11111111-2222-4333-8444-555555555555', role: 'authenticated' }, -10),
      'token-rejected',
      true,
    ],
    [anonKey, null, 'no-permission', false],
  ];
  for (const [apiKey, token, code, isToken] of attempts) {
    const other = createReader({ url, apiKey, token: async () => token });
    const members = requestFor(undefined, undefined, { table: 'members', primaryKey: ['user_id'] });
    await assert.rejects(other.read(members), (error) => {
      assert.ok(error instanceof ReadError, String(error));
      assert.deepEqual([error.problem.code, error.token], [code, isToken], error.message);
      return true;
    });
  }
});

test('a server that is gone is unreachable, and an abort is no problem of the server', async () => {
  const gone = createReader({ url: 'http://127.0.0.1:1', apiKey: 'key', token: async () => null });
  await assert.rejects(gone.read(requestFor(undefined, undefined)), (error) => {
    assert.ok(error instanceof ReadError);
    assert.equal(error.problem.code, 'backend-unreachable');
    assert.match(error.problem.remedy, /connect-src/);
    return true;
  });
  const controller = new AbortController();
  const reading = reader.read(requestFor(undefined, undefined, { signal: controller.signal }));
  controller.abort(new Error('no longer wanted'));
  await assert.rejects(reading, /no longer wanted/);
});
