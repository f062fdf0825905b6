/** Every operator of a binding's filter, negated and not, against rows, and what is refused. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { filterCondition, parseFilters } from '../../../demo/server/realtime/filters.ts';
import { TestDatabase } from './database.ts';

let database: TestDatabase;

before(async () => {
  database = await TestDatabase.create();
  await database.exec(`create table things (name text, stock int, active boolean, tags text[], "odd name" text)`);
});

after(() => database.close());

const TYPES: Record<string, string> = { stock: 'integer', active: 'boolean', tags: 'text[]' };

async function passes(filter: string, fields: Record<string, unknown>): Promise<boolean> {
  const condition = filterCondition(parseFilters(filter), (column) => TYPES[column] ?? 'text');
  const { rows } = await database.query<{ passes: boolean | null }>(
    `select ${condition} as passes from (select $1::jsonb as fields) wire,
     lateral jsonb_populate_record(null::things, wire.fields) row`,
    [JSON.stringify(fields)],
  );
  return rows[0]!.passes === true;
}

describe('filters', () => {
  const apple = { name: 'Apple', stock: 5, active: true, tags: ['a', 'b'], 'odd name': `it's "odd", \\ really` };
  const nothing = { name: null, stock: null, active: null, tags: null, 'odd name': null };

  for (const [filter, ofApple, ofNothing] of [
    ['stock=eq.5', true, false],
    ['stock=neq.5', false, false],
    ['stock=lt.6', true, false],
    ['stock=lte.5', true, false],
    ['stock=gt.5', false, false],
    ['stock=gte.5', true, false],
    ['stock=in.(1,5)', true, false],
    ['stock=in.()', false, false],
    ['name=in.("Apple","x,y")', true, false],
    ['name=in.("x,y")', false, false],
    ['name=like.A%', true, false],
    ['name=like.a%', false, false],
    ['name=ilike.a%', true, false],
    ['name=match.^Ap+le$', true, false],
    ['name=match.^ap', false, false],
    ['name=imatch.^ap', true, false],
    ['active=is.true', true, false],
    ['active=is.null', false, true],
    ['name=not.is.null', true, false],
    ['stock=isdistinct.5', false, true],
    ['stock=not.isdistinct.5', true, false],
    ['stock=not.eq.5', false, false],
    ['stock=not.eq.4', true, false],
    ['stock=not.in.(1,2)', true, false],
    ['stock=gt.1,name=eq.Apple', true, false],
    ['stock=gt.1,name=eq.Pear', false, false],
    ['tags=eq.{a,b}', true, false],
    [`odd name=eq."it's \\"odd\\", \\\\ really"`, true, false],
    ['name=eq.', false, false],
  ] as const) {
    it(filter, async () => {
      assert.deepEqual([await passes(filter, apple), await passes(filter, nothing)], [ofApple, ofNothing]);
    });
  }

  it('a column the record lacks fails the filter, even a negated one', async () => {
    assert.equal(await passes('stock=eq.5', { name: 'x' }), false);
    assert.equal(await passes('stock=is.null', { name: 'x' }), false);
    assert.equal(await passes('stock=not.eq.5', { name: 'x' }), false);
  });

  it('a value cannot become SQL', async () => {
    assert.equal(await passes(`name=eq.x' or 'a'='a`, apple), false);
    assert.equal(await passes(`name=in.(x\\'\\) or true --)`, apple), false);
    await assert.rejects(passes(`name"=eq.Apple`, apple), 'a name with a quote is a name, and unknown');
  });

  for (const [filter, parts] of [
    ['garbage', '["garbage"]'],
    ['stock=foo.5', '["foo", "5"]'],
    ['stock=5', '["5"]'],
    ['stock=in.5', '["in", "5"]'],
    ['stock=is.5', '["is", "5"]'],
    ['', '[""]'],
  ] as const) {
    it(`refuses ${filter || 'nothing'}`, () => {
      assert.throws(() => parseFilters(filter), { message: `Error parsing \`filter\` params: ${parts}` });
    });
  }
});
