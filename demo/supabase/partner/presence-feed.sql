-- Who looks at which ticket, for `presence` on a ticket feed. Everybody in that room learns of every ticket that somebody
-- in it looks at, so only those who may see all of them may be there: here the demo's staff (`private.is_staff()`; write
-- your own test in its place), and the readers of a partner among themselves, of whom `install.sql` knows. May be run as
-- often as you like.

drop policy if exists "staff see who looks at which ticket" on realtime.messages;
create policy "staff see who looks at which ticket" on realtime.messages
  for select to authenticated
  using (
    extension in ('broadcast', 'presence')
    and (select realtime.topic()) = 'livetags:presence:feed:tickets'
    and (select private.is_staff())
  );

drop policy if exists "staff are seen at a ticket" on realtime.messages;
create policy "staff are seen at a ticket" on realtime.messages
  for insert to authenticated
  with check (
    extension = 'presence'
    and (select realtime.topic()) = 'livetags:presence:feed:tickets'
    and (select private.is_staff())
  );

drop policy if exists "readers of a partner see who of them looks at which ticket" on realtime.messages;
create policy "readers of a partner see who of them looks at which ticket" on realtime.messages
  for select to authenticated
  using (
    extension in ('broadcast', 'presence')
    and (select realtime.topic()) = 'livetags:presence:feed:tickets:' || (select partner_feed.partner_id())::text
  );

drop policy if exists "readers of a partner are seen at a ticket" on realtime.messages;
create policy "readers of a partner are seen at a ticket" on realtime.messages
  for insert to authenticated
  with check (
    extension = 'presence'
    and (select realtime.topic()) = 'livetags:presence:feed:tickets:' || (select partner_feed.partner_id())::text
  );
