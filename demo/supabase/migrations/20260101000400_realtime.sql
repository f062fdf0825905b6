-- What Realtime sends, and to whom. Changes of the seven tables follow the tables' own policies. Private topics
-- (broadcast, presence) follow these: `staff:…` is for staff, `partner:<partner_id>:…` for that partner and staff.

alter publication supabase_realtime add table
  public.products, public.customers, public.acquisitions, public.interactions,
  public.tickets, public.comments, public.attachments;

create policy "members receive on their topics" on realtime.messages
  for select to authenticated
  using (
    (
      (select private.is_staff())
      and ((select realtime.topic()) like 'staff:%' or (select realtime.topic()) like 'partner:%')
    )
    or (select realtime.topic()) like 'partner:' || (select private.partner_id()) || ':%'
  );

create policy "staff send on their topics" on realtime.messages
  for insert to authenticated
  with check (
    (select private.is_staff())
    and ((select realtime.topic()) like 'staff:%' or (select realtime.topic()) like 'partner:%')
  );
