-- Captures what logical decoding would show of the tables in publication supabase_realtime. PGlite has no usable
-- logical decoding, so a row trigger writes each change into a table of ours, inside the writer's own transaction:
-- a rollback takes the captured row along, and the order of ids is the order of commits (there is one session).
--
-- No table of this schema has row level security: @supabase/lite grants every schema that has such a table to the
-- three API roles. Nobody but the superuser may look in here.
create schema if not exists _realtime;
revoke all on schema _realtime from public;

-- Unlogged: after a crash there is nobody left who waits for these rows.
create unlogged table if not exists _realtime.changes (
  id bigint generated always as identity primary key,
  transaction_id xid8 not null default pg_current_xact_id(),
  relation oid not null,
  type text not null,
  captured_at timestamptz not null default clock_timestamp(),
  record jsonb,
  old_record jsonb,
  unchanged text[]
);

-- The tables somebody is subscribed to; 0 stands for all of them. A change to any other table is not captured and costs
-- its writer one lookup.
create unlogged table if not exists _realtime.watched (relation oid primary key);

-- The body of one table's capture function. It is written out per table because an unchanged TOASTed value is only
-- recognised by asking each column by name: its chunk id is the same before and after (as in the WAL, where such a
-- value is absent). The question comes before to_jsonb(), which would replace the stored value by its content.
create or replace function _realtime.capture_body(relation oid) returns text language sql stable as $$
  select format($body$
declare
  unchanged text[];
begin
  if not exists (select from _realtime.watched where watched.relation in (tg_relid, 0)) then
    return null;
  end if;
  if tg_op = 'INSERT' then
    insert into _realtime.changes (relation, type, record) values (tg_relid, tg_op, to_jsonb(new));
  elsif tg_op = 'UPDATE' then
    unchanged := array_remove(array[%s]::text[], null);
    insert into _realtime.changes (relation, type, record, old_record, unchanged)
    values (tg_relid, tg_op, to_jsonb(new), to_jsonb(old), unchanged);
  else
    insert into _realtime.changes (relation, type, old_record) values (tg_relid, tg_op, to_jsonb(old));
  end if;
  perform pg_notify('realtime_changes', '');
  return null;
end
$body$, coalesce((
    select string_agg(
      format(
        'case when pg_column_toast_chunk_id(new.%1$I) = pg_column_toast_chunk_id(old.%1$I) then %1$L end',
        attribute.attname
      ), ', ' order by attribute.attnum)
    from pg_attribute attribute
    where attribute.attrelid = relation and attribute.attnum > 0 and not attribute.attisdropped
      and attribute.attlen = -1 and attribute.attstorage <> 'p'
  ), ''))
$$;

-- Attaches and detaches the capture so that it covers the publication as it now is.
create or replace function _realtime.synchronise_capture() returns void
language plpgsql security definer set search_path = '' as $$
declare
  published record;
  captured record;
  body text;
  name text;
begin
  for published in
    select class.oid as relation, tables.schemaname, tables.tablename,
      concat_ws(' or ',
        case when publication.pubinsert then 'insert' end,
        case when publication.pubupdate then 'update' end,
        case when publication.pubdelete then 'delete' end) as events
    from pg_catalog.pg_publication_tables tables
    join pg_catalog.pg_publication publication on publication.pubname = tables.pubname
    join pg_catalog.pg_namespace namespace on namespace.nspname = tables.schemaname
    join pg_catalog.pg_class class on class.relnamespace = namespace.oid and class.relname = tables.tablename
    where tables.pubname = 'supabase_realtime' and tables.schemaname <> '_realtime'
  loop
    continue when published.events = '';
    name := format('capture_%s', published.relation);
    body := _realtime.capture_body(published.relation);
    if not exists (
      select from pg_catalog.pg_proc proc join pg_catalog.pg_namespace namespace on namespace.oid = proc.pronamespace
      where namespace.nspname = '_realtime' and proc.proname = name and proc.prosrc = body
    ) then
      -- The settings make to_jsonb() write what the real server sends, whatever the writer's session has set.
      execute format(
        'create or replace function _realtime.%I() returns trigger language plpgsql security definer '
        'set search_path = '''' set timezone = ''UTC'' set intervalstyle = ''postgres'' set bytea_output = ''hex'' '
        'as %L', name, body);
    end if;
    -- Named to fire before the user's own triggers: what they write comes after what caused it, as in the WAL.
    execute format(
      'create or replace trigger "00_realtime_capture" after %s on %I.%I for each row execute function _realtime.%I()',
      published.events, published.schemaname, published.tablename, name);
  end loop;

  for captured in
    select namespace.nspname, class.relname
    from pg_catalog.pg_trigger tgr
    join pg_catalog.pg_class class on class.oid = tgr.tgrelid
    join pg_catalog.pg_namespace namespace on namespace.oid = class.relnamespace
    where tgr.tgname = '00_realtime_capture' and tgr.tgparentid = 0
      and not exists (
        select from pg_catalog.pg_publication_tables tables
        where tables.pubname = 'supabase_realtime'
          and tables.schemaname = namespace.nspname and tables.tablename = class.relname)
  loop
    execute format('drop trigger "00_realtime_capture" on %I.%I', captured.nspname, captured.relname);
  end loop;

  for captured in
    select proc.proname
    from pg_catalog.pg_proc proc
    join pg_catalog.pg_namespace namespace on namespace.oid = proc.pronamespace
    where namespace.nspname = '_realtime' and proc.proname ~ '^capture_[0-9]+$'
      and not exists (select from pg_catalog.pg_trigger tgr where tgr.tgfoid = proc.oid)
  loop
    execute format('drop function _realtime.%I()', captured.proname);
  end loop;
end
$$;

create or replace function _realtime.follow_definitions() returns event_trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform _realtime.synchronise_capture();
  if tg_tag like '%PUBLICATION' then
    perform pg_notify('realtime_publication', '');
  end if;
end
$$;

drop event trigger if exists realtime_follow_definitions;
create event trigger realtime_follow_definitions on ddl_command_end
  when tag in (
    'CREATE PUBLICATION', 'ALTER PUBLICATION', 'DROP PUBLICATION',
    'CREATE TABLE', 'CREATE TABLE AS', 'ALTER TABLE', 'DROP TABLE', 'DROP SCHEMA', 'CREATE SCHEMA'
  )
  execute function _realtime.follow_definitions();

-- A record over the server's limit keeps only its short values.
create or replace function _realtime.short_values(record jsonb) returns jsonb language sql immutable as $$
  select coalesce(jsonb_object_agg(field.key, field.value) filter (where octet_length(field.value::text) <= 64), '{}')
  from jsonb_each(record) field
$$;

-- Where to_jsonb() and the real server's decoder differ: NaN and Infinity are null, bytea is bare hex, and a value
-- that was stored out of line and did not change is absent.
create or replace function _realtime.wire_record(record jsonb, unchanged text[], numbers text[], bytes text[])
returns jsonb language plpgsql immutable as $$
declare
  name text;
begin
  foreach name in array numbers loop
    if jsonb_typeof(record -> name) = 'string' then
      record := jsonb_set(record, array[name], 'null');
    end if;
  end loop;
  foreach name in array bytes loop
    if jsonb_typeof(record -> name) = 'string' then
      record := jsonb_set(record, array[name], to_jsonb(substr(record ->> name, 3)));
    end if;
  end loop;
  return record - coalesce(unchanged, '{}');
end
$$;

select _realtime.synchronise_capture();
