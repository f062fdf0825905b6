-- A partner's feed: what a company may show of its own tickets, live, on its own site, and nothing else of anybody.
--
-- Run it in the SQL editor, as often as you like; `remove.sql` takes all of it out again. It needs `public.tickets` with
-- `id` and `partner_id uuid`, and row level security on it. `docs/partner.md` explains it step by step.

-- The partners. Only the token endpoint reads them, with the project's secret key.
create table if not exists public.partners (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  embed_secret text not null default replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''),
  revoked_at timestamptz
);
alter table public.partners enable row level security;
revoke all on public.partners from anon, authenticated;

-- What policies, view and triggers ask. In a schema that the API does not expose, with an empty search_path, so that
-- nobody can slip a table of his own under them.
create schema if not exists partner_feed;
revoke all on schema partner_feed from public;
grant usage on schema partner_feed to anon, authenticated;

-- Whose token this is; null for everybody who is no partner, and from the moment on that a partner is revoked. Claims
-- are signed, and no user can write these two himself.
create or replace function partner_feed.partner_id() returns uuid
  language sql stable security definer set search_path = ''
  as $$
    select partners.id from public.partners
    where partners.revoked_at is null
      and partners.id::text
        = coalesce(auth.jwt() ->> 'partner_id', auth.jwt() -> 'app_metadata' ->> 'partner_id')
  $$;

-- What a partner sees of a ticket: these columns, of its own rows. The view reads as its owner, so a partner needs no
-- access to the table itself; `security_barrier` keeps a filter of the reader's from being tried on others' rows.
drop view if exists public.partner_tickets;
create view public.partner_tickets with (security_barrier) as
  select id, number, subject, status, priority, created_at, updated_at
  from public.tickets
  where partner_id = (select partner_feed.partner_id());
revoke all on public.partner_tickets from anon, authenticated;
grant select on public.partner_tickets to anon, authenticated;

-- Of a row, the columns that the view has, and no others: what is sent cannot be more than what can be read.
create or replace function partner_feed.columns_of(view_name regclass, whole jsonb) returns jsonb
  language sql stable set search_path = ''
  as $$
    select jsonb_object_agg(attname, whole -> attname::text) from pg_catalog.pg_attribute
    where attrelid = view_name and attnum > 0 and not attisdropped
  $$;

-- Tells the partner a row belongs to, on a topic of its own. A row that changes hands leaves one partner by its key
-- alone and enters at the other. It runs as its owner, so that whoever writes a ticket need not be allowed to send.
create or replace function partner_feed.tell_partner() returns trigger
  language plpgsql security definer set search_path = '' set timezone = 'UTC'
  as $$
    declare
      view_name constant text := tg_argv[0];
      topic constant text := 'livetags:public.' || view_name || ':';
      before constant jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
      after constant jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
      key_before constant jsonb := jsonb_build_object('id', before -> 'id');
      from_partner constant text := before ->> 'partner_id';
      to_partner constant text := after ->> 'partner_id';
      shown_before jsonb;
      shown_after jsonb;
      message jsonb;
    begin
      if from_partner is not null and from_partner is distinct from to_partner then
        perform realtime.send(
          jsonb_build_object('operation', 'DELETE', 'old_record', key_before), 'DELETE', topic || from_partner, true
        );
      end if;
      if to_partner is null then
        return null;
      end if;
      shown_after := partner_feed.columns_of(('public.' || view_name)::regclass, after);
      if from_partner = to_partner then
        shown_before := partner_feed.columns_of(('public.' || view_name)::regclass, before);
        if shown_before = shown_after then
          return null; -- That something changed which it may not see is nothing to tell a partner either.
        end if;
        message := jsonb_build_object('operation', 'UPDATE', 'record', shown_after, 'old_record', key_before);
      else
        message := jsonb_build_object('operation', 'INSERT', 'record', shown_after);
      end if;
      -- Realtime drops what is too large, 256 kB on the smallest plan. The key alone makes the page read the row.
      if octet_length(message::text) > 200000 then
        message := message || jsonb_build_object(
          'record', jsonb_build_object('id', after -> 'id'), 'errors', jsonb_build_array('Error 413: Payload Too Large')
        );
      end if;
      perform realtime.send(message, message ->> 'operation', topic || to_partner, true);
      return null;
    end
  $$;

revoke execute on all functions in schema partner_feed from public;
grant execute on function partner_feed.partner_id() to anon, authenticated;

create or replace trigger tell_partner after insert or update or delete on public.tickets
  for each row execute function partner_feed.tell_partner('partner_tickets');

-- Who may listen: a partner, on its own topic. Nobody may send there.
drop policy if exists "partners receive on their own topics" on realtime.messages;
create policy "partners receive on their own topics" on realtime.messages
  for select to anon, authenticated
  using (
    extension = 'broadcast'
    and (select realtime.topic()) = 'livetags:public.partner_tickets:' || (select partner_feed.partner_id())::text
  );
