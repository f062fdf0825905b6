/** Filters and order: for every kind PostgREST has, the rows it selects, in their order. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { samplesTable } from './samples.ts';
import { startClient, type Client } from './support.ts';

describe('a read', () => {
  let client: Client;
  before(async () => {
    client = await startClient();
    await client.backend.database.exec(samplesTable);
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
  });
});
