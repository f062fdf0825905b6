/**
 * What the kit decides about rows by itself, held against Postgres: random rows, filters and orders, the same asked
 * of both. "Unknown" cannot be wrong, so the share of what is decided is asserted too.
 *
 * SEED=… repeats a run; ROUNDS=… makes it longer.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { RawRow } from '../../src/domain/row.ts';
import { parseExpressions, type Condition } from '../../src/sync/filter-parse.ts';
import { parseFilter } from '../../src/sync/filter.ts';
import { parseOrder } from '../../src/sync/row-order.ts';
import { createRandom } from './query/random.ts';
import { printForAttribute, randomExpressions } from './query/random-filter.ts';
import { printOrder, randomOrder } from './query/random-order.ts';
import { openSampleDatabase, type SampleDatabase } from './query/sample-database.ts';
import { kinds } from './query/sample-table.ts';
import { Shares } from './query/shares.ts';
import { expressionSql, orderSql } from './query/to-sql.ts';

const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const rounds = Number(process.env['ROUNDS'] ?? 1500);
const random = createRandom(seed);
let database: SampleDatabase;

before(async () => {
  console.log(`SEED=${seed} ROUNDS=${rounds}`);
  database = await openSampleDatabase(random, 120);
});
after(() => database.close());

const families = { eq: 'is it', neq: 'is it', in: 'is it', isdistinct: 'is it', is: 'is' } as Record<string, string>;
const patterns = ['like', 'ilike', 'match', 'imatch'];

function familyOf({ column, operator }: Condition): string {
  if (patterns.includes(operator)) return operator;
  return `${kinds[column!] ?? 'other'} ${families[operator] ?? 'order'}`;
}

/** Least and most that may be decided. Text is ordered by the database alone: only equal texts and NULLs are. */
const expectedShares: Record<'known' | 'guessed', Record<string, [number, number]>> = {
  known: {
    'uuid is it': [1, 1],
    'uuid order': [1, 1],
    'boolean is it': [1, 1],
    'boolean order': [1, 1],
    'number is it': [0.85, 1],
    'number order': [0.85, 1],
    'timestamp is it': [0.6, 1],
    'timestamp order': [0.6, 1],
    'text is it': [0.85, 1],
    'text order': [0.1, 0.4],
    like: [0.9, 1],
    ilike: [0.9, 1],
    match: [0.4, 1],
    imatch: [0.4, 1],
    'other is it': [0.1, 0.6],
    combined: [0.6, 1],
  },
  guessed: {
    'uuid is it': [0.8, 1],
    'boolean is it': [1, 1],
    'boolean order': [1, 1],
    'number is it': [0.65, 1],
    'number order': [0.65, 1],
    'timestamp is it': [0.4, 1],
    'timestamp order': [0.4, 1],
    'text is it': [0.45, 1],
    'text order': [0.1, 0.4],
    like: [0.9, 1],
    combined: [0.5, 1],
  },
};

for (const zone of ['UTC', 'Asia/Kolkata']) {
  for (const mode of ['known', 'guessed'] as const) {
    describe(`kinds ${mode}, session in ${zone}`, () => {
      const known = mode === 'known' ? kinds : {};
      let rows: RawRow[];
      before(async () => {
        rows = await database.readRows(zone);
      });

      test('filters: what is decided is what WHERE finds', async () => {
        const shares = new Shares();
        let refused = 0;
        for (let round = 0; round < rounds; round += 1) {
          const members = randomExpressions(random, rows);
          const text = printForAttribute(members, random);
          const filter = parseFilter(text, known);
          assert.deepEqual(
            parseExpressions(text),
            members,
            `SEED=${seed}: ${text} is read as what it was printed from`,
          );
          assert.deepEqual(
            parseExpressions(filter.text),
            members,
            `SEED=${seed}: ${text} is printed as ${filter.text}`,
          );
          const ids = await database.ids(`where ${members.map(expressionSql).join(' and ')}`);
          if (ids === null) {
            refused += 1;
            continue;
          }
          const found = new Set(ids);
          const [first] = members;
          const family = members.length === 1 && first?.type === 'condition' ? familyOf(first) : 'combined';
          for (const row of rows) {
            const answer = filter.matches(row);
            shares.add(family, answer !== 'unknown');
            if (answer === 'unknown' || answer === found.has(row['id'] as string)) continue;
            const looked = Object.fromEntries([...filter.columns].map((column) => [column, row[column]]));
            assert.fail(`SEED=${seed}: ${text} says ${answer} of ${JSON.stringify(looked)}; Postgres does not`);
          }
        }
        console.log(`${mode}, ${zone}: Postgres refused ${refused} of ${rounds} filters\n${shares}`);
        assert.ok(refused < rounds / 2, 'most filters must be ones that Postgres takes');
        for (const [what, [least, most]] of Object.entries(expectedShares[mode]))
          shares.assertBetween(what, least, most);
      });

      test('orders: what is decided is what ORDER BY does', async () => {
        const shares = new Shares();
        // Many orders and few pairs of each: what is decided hangs on the columns that chance picks, not on the rows.
        for (let round = 0; round < rounds / 3; round += 1) {
          const terms = randomOrder(random);
          const text = printOrder(terms, random);
          const order = parseOrder(text, ['id'], known);
          const ids = await database.ids(orderSql(terms));
          assert.ok(ids !== null, text);
          const place = new Map(ids.map((id, index) => [id, index]));
          for (let pair = 0; pair < 150; pair += 1) {
            const [left, right] = [random.pick(rows), random.pick(rows)];
            const compared = Math.sign(order.compare(left, right));
            assert.equal(
              Math.sign(order.compare(right, left)),
              -compared + 0,
              `SEED=${seed}: ${text} has no direction`,
            );
            const decided = order.decides(left, right);
            const first = terms[0]!.column;
            // Of rows that are equal there, the next column decides, of whatever kind it is; where kinds are known, that
            // would blame this one.
            if (mode !== 'known' || left[first] !== right[first]) shares.add(`by ${kinds[first] ?? 'other'}`, decided);
            const real = Math.sign(place.get(left['id'] as string)! - place.get(right['id'] as string)!);
            if (!decided || compared === real) continue;
            const looked = [left, right].map((row) =>
              Object.fromEntries(order.columns.map((name) => [name, row[name]])),
            );
            assert.fail(`SEED=${seed}: ${text} says ${compared} of ${JSON.stringify(looked)}; Postgres ${real}`);
          }
          if (order.decidable) assert.ok(terms.every(({ column }) => kinds[column] !== 'text'));
        }
        console.log(`${mode}, ${zone}: orders\n${shares}`);
        for (const kind of ['number', 'boolean', 'timestamp', 'uuid']) {
          shares.assertBetween(`by ${kind}`, mode === 'known' ? 0.85 : 0.6, 1);
        }
        shares.assertBetween('by text', 0.1, 0.6);
      });

      test('pages after a row: what OFFSET gives', async () => {
        for (let round = 0; round < rounds / 40; round += 1) {
          const terms = randomOrder(random);
          const order = parseOrder(printOrder(terms, random), ['id'], known);
          const all = await database.ids(orderSql(terms));
          const rowOf = new Map(rows.map((row) => [row['id'] as string, row]));
          for (let page = 0; page < 4; page += 1) {
            const place = random.below(rows.length);
            const conditions = order.after(rowOf.get(all![place]!)!);
            const where = parseExpressions(conditions.map((condition) => condition.join('=')).join(',')).map(
              expressionSql,
            );
            const rest = await database.ids(`where ${where.join(' and ')} ${orderSql(terms)}`);
            assert.deepEqual(rest, all!.slice(place + 1), `SEED=${seed}: ${order.text}: ${JSON.stringify(conditions)}`);
          }
        }
      });
    });
  }
}
