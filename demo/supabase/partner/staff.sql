-- The same for staff, who may see whole rows: `source="broadcast"` instead of `changes` on their pages. Needs the
-- demo's `private.is_staff()`; write your own test of who is staff in its place. May be run as often as you like.

create schema if not exists partner_feed;
revoke all on schema partner_feed from public;

create or replace function partner_feed.tell_staff() returns trigger
  language plpgsql security definer set search_path = '' set timezone = 'UTC'
  as $$
    begin
      -- Whole rows, old and new: for topics that staff alone may hear.
      perform realtime.broadcast_changes(
        'livetags:' || tg_table_schema || '.' || tg_table_name, tg_op, tg_op, tg_table_name, tg_table_schema, new, old
      );
      return null;
    end
  $$;
revoke execute on function partner_feed.tell_staff() from public;

create or replace trigger tell_staff after insert or update or delete on public.tickets
  for each row execute function partner_feed.tell_staff();
create or replace trigger tell_staff after insert or update or delete on public.comments
  for each row execute function partner_feed.tell_staff();
create or replace trigger tell_staff after insert or update or delete on public.attachments
  for each row execute function partner_feed.tell_staff();

drop policy if exists "staff receive on the tables' topics" on realtime.messages;
create policy "staff receive on the tables' topics" on realtime.messages
  for select to authenticated
  using (
    extension = 'broadcast'
    and (select private.is_staff())
    and (select realtime.topic()) in ('livetags:public.tickets', 'livetags:public.comments', 'livetags:public.attachments')
  );
