/**
 * The JSON text of captured rows, made by Postgres and never parsed here: `numeric` and `bigint` keep their digits,
 * and keys stand in jsonb's order, as on the real server (transcript j-types-large-rows).
 */
import type { Statements } from '../database-port.ts';
import type { Column, Relation } from './relations.ts';
import { literal, textArray } from './sql-text.ts';

export interface RecordText {
  record: string;
  oldRecord: string;
  isTooLarge: boolean;
}

interface RecordRow {
  id: number;
  record: string | null;
  old_record: string | null;
  too_large: boolean;
}

/** The real server's poll_max_record_bytes. */
const MAXIMUM_BYTES = 1_048_576;

const NUMBERS = new Set(['numeric', 'float4', 'float8']);

/** Reads the texts of the changes `ids` of one table, without the columns in `hidden`. */
export async function readRecordTexts(
  statements: Statements,
  relation: Relation,
  ids: number[],
  hidden: readonly string[],
): Promise<Map<number, RecordText>> {
  const shown = (value: string): string => {
    const cut = hidden.length > 0 ? `(${value} - ${textArray(hidden)})` : value;
    return `(case when too_large then _realtime.short_values(${cut}) else ${cut} end)::text`;
  };
  const { rows } = await statements.query<RecordRow>(
    `select id, ${shown('record')} as record, ${shown('old_record')} as old_record, too_large
     from (
       select id, record, old_record,
         coalesce(octet_length(record::text), 0) + coalesce(octet_length(old_record::text), 0) > ${MAXIMUM_BYTES} as too_large
       from (
         select id::int as id, ${wireRecord(relation.columns, 'record', 'unchanged')} as record,
           ${identityRecord(relation)} as old_record
         from _realtime.changes where id = any($1::bigint[])
       ) reduced
     ) measured`,
    [ids],
  );
  return new Map(
    rows.map((row) => [
      row.id,
      { record: row.record ?? '{}', oldRecord: row.old_record ?? '{}', isTooLarge: row.too_large },
    ]),
  );
}

/** The row as the real server's decoder shows it; the function is called only for rows that need it. */
function wireRecord(columns: readonly Column[], value: string, unchanged: string): string {
  const numbers = columns.filter(({ type }) => NUMBERS.has(type)).map(({ name }) => name);
  const bytes = columns.filter(({ type }) => type === 'bytea').map(({ name }) => name);
  const needed = [
    ...numbers.map((name) => `jsonb_typeof(${value} -> ${literal(name)}) = 'string'`),
    ...(bytes.length > 0 ? ['true'] : []),
    `${unchanged} <> '{}'`,
  ].join(' or ');
  return `case when ${needed} then _realtime.wire_record(${value}, ${unchanged}, ${textArray(numbers)}, ${textArray(bytes)}) else ${value} end`;
}

/** What the replica identity leaves of the old row. */
function identityRecord(relation: Relation): string {
  if (relation.hasFullIdentity) return wireRecord(relation.columns, 'old_record', `'{}'::text[]`);
  const identity = relation.columns.filter(({ isIdentity }) => isIdentity);
  const pairs = identity.map(({ name }) => `${literal(name)}, old_record -> ${literal(name)}`);
  const kept = `(select case when old_record is not null then jsonb_build_object(${pairs.join(', ')}) end)`;
  return `(select ${wireRecord(identity, 'kept.value', `'{}'::text[]`)} from ${kept} kept(value))`;
}
