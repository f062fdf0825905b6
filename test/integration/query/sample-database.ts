/** The sample table in a real Postgres, and its rows as a read delivers them. */
import { PGlite } from '@electric-sql/pglite';
import { citext } from '@electric-sql/pglite/contrib/citext';
import type { RawRow } from '../../../src/domain/row.ts';
import { parseJson } from '../../../src/domain/lossless-json.ts';
import type { Random } from './random.ts';
import { randomRow, tableSql } from './sample-table.ts';
import { identifier } from './to-sql.ts';

export interface SampleDatabase {
  /** All rows as JSON, in the session's zone, which this sets. */
  readRows(zone: string): Promise<RawRow[]>;
  ids(afterFrom: string): Promise<string[] | null>;
  close(): Promise<void>;
}

export async function openSampleDatabase(random: Random, rowCount: number): Promise<SampleDatabase> {
  const database = await PGlite.create({ extensions: { citext } });
  await database.exec(tableSql);
  await fillSampleTable(database, random, rowCount);
  return {
    async readRows(zone) {
      await database.exec(`set timezone to '${zone}'`);
      const result = await database.query<{ row: string }>('select to_jsonb(sample)::text as row from sample');
      return result.rows.map(({ row }) => parseJson(row) as RawRow);
    },
    ids: (afterFrom) => sampleIds(database, afterFrom),
    close: () => database.close(),
  };
}

export interface Queries {
  query<Row>(sql: string, parameters?: unknown[]): Promise<{ rows: Row[] }>;
}

export async function fillSampleTable(database: Queries, random: Random, rowCount: number): Promise<void> {
  const types = await database.query<{ name: string; type: string }>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = 'sample'::regclass and attnum > 0`,
  );
  const typeOf = new Map(types.rows.map(({ name, type }) => [name, type]));
  for (let index = 0; index < rowCount; index += 1) {
    const row = randomRow(random);
    const columns = Object.keys(row);
    const places = columns.map((column, place) => `$${place + 1}::text::${typeOf.get(column)}`);
    const statement = `insert into sample (${columns.map(identifier).join()}) values (${places.join()})`;
    await database.query(statement, Object.values(row));
  }
}

/** The ids that a statement's rows hold, in their order; null where Postgres refuses the statement. */
export async function sampleIds(database: Queries, afterFrom: string): Promise<string[] | null> {
  try {
    const result = await database.query<{ id: string }>(`select id from sample ${afterFrom}`);
    return result.rows.map(({ id }) => id);
  } catch {
    return null;
  }
}
