-- Who looks at a ticket: `presence` on a comment thread. Whoever may read a ticket may see who else looks at it, and be
-- seen. Needs `public.tickets` with row level security. May be run as often as you like.

drop policy if exists "readers of a ticket see who looks at it" on realtime.messages;
create policy "readers of a ticket see who looks at it" on realtime.messages
  for select to authenticated
  using (
    -- Realtime lets nobody into a topic who may not receive broadcasts there. None are sent.
    extension in ('broadcast', 'presence')
    and (select realtime.topic()) like 'livetags:presence:tickets:%'
    and exists (select 1 from public.tickets where id::text = split_part((select realtime.topic()), ':', 4))
  );

drop policy if exists "readers of a ticket are seen at it" on realtime.messages;
create policy "readers of a ticket are seen at it" on realtime.messages
  for insert to authenticated
  with check (
    extension = 'presence'
    and (select realtime.topic()) like 'livetags:presence:tickets:%'
    and exists (select 1 from public.tickets where id::text = split_part((select realtime.topic()), ':', 4))
  );
