-- The part of Supabase's `realtime` schema that an application's own SQL may name: messages, topic(), send() and
-- broadcast_changes(). Tables and signatures are Supabase's, so that migrations run here and there unchanged.
create schema if not exists realtime;

create table if not exists realtime.messages (
  topic text not null,
  extension text not null,
  payload jsonb,
  event text,
  private boolean default false,
  updated_at timestamp not null default now(),
  inserted_at timestamp not null default now(),
  id uuid not null default gen_random_uuid(),
  primary key (id, inserted_at)
);
alter table realtime.messages enable row level security;

grant usage on schema realtime to anon, authenticated, service_role;
grant select, insert, update on realtime.messages to anon, authenticated, service_role;

create or replace function realtime.topic() returns text language sql stable as $$
  select nullif(current_setting('realtime.topic', true), '')::text
$$;

create or replace function realtime.send(payload jsonb, event text, topic text, private boolean default true)
returns void language plpgsql as $$
declare
  message_id uuid := coalesce((payload ->> 'id')::uuid, gen_random_uuid());
begin
  -- A message that cannot be stored must not undo the caller's own transaction (as on the real server).
  begin
    perform set_config('realtime.topic', topic, true);
    insert into realtime.messages (id, payload, event, topic, private, extension)
    values (message_id, jsonb_build_object('id', message_id) || payload, event, topic, private, 'broadcast');
  exception when others then
    raise warning 'ErrorSendingBroadcastMessage: %', sqlerrm;
  end;
end
$$;

create or replace function realtime.broadcast_changes(
  topic_name text, event_name text, operation text, table_name text, table_schema text,
  new record, old record, level text default 'ROW'
) returns void language plpgsql as $$
begin
  if level = 'STATEMENT' then
    raise exception 'function can only be triggered for each row, not for each statement';
  end if;
  if operation not in ('INSERT', 'UPDATE', 'DELETE') then
    raise exception 'Unexpected operation type: %', operation;
  end if;
  perform realtime.send(
    jsonb_build_object(
      'old_record', old, 'record', new, 'operation', operation, 'table', table_name, 'schema', table_schema
    ),
    event_name,
    topic_name
  );
exception when others then
  raise exception 'Failed to process the row: %', sqlerrm;
end
$$;

-- What the server has still to hand to its sockets. The payload is kept as text: it goes over the wire as it is.
create table if not exists _realtime.outbox (
  id bigint generated always as identity primary key,
  message_id uuid not null,
  topic text not null,
  event text not null,
  payload text not null,
  private boolean not null
);

create or replace function _realtime.hand_over_message() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into _realtime.outbox (message_id, topic, event, payload, private)
  values (new.id, new.topic, coalesce(new.event, ''), coalesce(new.payload::text, 'null'), coalesce(new.private, false));
  perform pg_notify('realtime_messages', '');
  return null;
end
$$;

create or replace trigger hand_over_message after insert on realtime.messages
  for each row when (new.extension = 'broadcast' and new.event is not null) execute function _realtime.hand_over_message();
