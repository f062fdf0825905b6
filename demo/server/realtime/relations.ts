/**
 * What a batch of changes needs to know of a table: its columns, key, replica identity, whether row level security is
 * on, and which columns each subscribed role may read. Asked anew for every batch, because any of it may have changed.
 */
import type { Statements } from '../database-port.ts';

export interface Column {
  name: string;
  /** The type's own name, as the wire shows it: int8, _text. */
  type: string;
  /** The type as SQL writes it: bigint, text[]. */
  sqlType: string;
  isKey: boolean;
  isIdentity: boolean;
}

export interface Relation {
  oid: number;
  schema: string;
  table: string;
  hasRowSecurity: boolean;
  hasFullIdentity: boolean;
  columns: Column[];
  /** Names of the columns that role may select. */
  selectable: Map<string, Set<string>>;
}

interface RelationRow {
  oid: number;
  schema: string;
  table: string;
  row_security: boolean;
  identity: string;
  columns: string;
}

const RELATIONS = `
  select class.oid::int8::int as oid, namespace.nspname as schema, class.relname as table,
    class.relrowsecurity as row_security, class.relreplident as identity,
    (select json_agg(json_build_object(
        'name', attribute.attname, 'type', type.typname, 'sqlType', format_type(attribute.atttypid, null),
        'isKey', coalesce(attribute.attnum = any(keys.indkey), false),
        'isIdentity', case class.relreplident
          when 'f' then true when 'd' then coalesce(attribute.attnum = any(keys.indkey), false)
          when 'i' then coalesce(attribute.attnum = any(identities.indkey), false) else false end,
        'roles', (select coalesce(json_agg(role.rolname), '[]') from pg_roles role
          where role.rolname = any($2::text[])
            and has_column_privilege(role.oid, class.oid, attribute.attnum, 'SELECT'))
      ) order by attribute.attnum)
      from pg_attribute attribute join pg_type type on type.oid = attribute.atttypid
      where attribute.attrelid = class.oid and attribute.attnum > 0 and not attribute.attisdropped)::text as columns
  from pg_class class
  join pg_namespace namespace on namespace.oid = class.relnamespace
  left join pg_index keys on keys.indrelid = class.oid and keys.indisprimary
  left join pg_index identities on identities.indrelid = class.oid and identities.indisreplident
  where class.oid = any($1::oid[])`;

export async function readRelations(
  statements: Statements,
  oids: number[],
  roles: string[],
): Promise<Map<number, Relation>> {
  const { rows } = await statements.query<RelationRow>(RELATIONS, [oids, roles]);
  return new Map(rows.map((row) => [row.oid, relationOf(row, roles)]));
}

function relationOf(row: RelationRow, roles: string[]): Relation {
  const columns = JSON.parse(row.columns) as (Column & { roles: string[] })[];
  return {
    oid: row.oid,
    schema: row.schema,
    table: row.table,
    hasRowSecurity: row.row_security,
    hasFullIdentity: row.identity === 'f',
    columns,
    selectable: new Map(
      roles.map((role) => [
        role,
        new Set(columns.filter((column) => column.roles.includes(role)).map(({ name }) => name)),
      ]),
    ),
  };
}
