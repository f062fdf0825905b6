-- Tells the REST half that the schema has changed, as Supabase's own event triggers tell PostgREST: a table made a
-- moment ago, by whatever way, is served by the next request. `notify pgrst, 'reload schema'` by hand works too.

create function extensions.pgrst_ddl_watch() returns event_trigger
  language plpgsql as $$ begin notify pgrst, 'reload schema'; end $$;

create function extensions.pgrst_drop_watch() returns event_trigger
  language plpgsql as $$ begin notify pgrst, 'reload schema'; end $$;

revoke execute on function extensions.pgrst_ddl_watch(), extensions.pgrst_drop_watch() from public;

create event trigger pgrst_ddl_watch on ddl_command_end execute function extensions.pgrst_ddl_watch();
create event trigger pgrst_drop_watch on sql_drop execute function extensions.pgrst_drop_watch();
