-- Who reads and writes the seven tables. Staff: everything. A partner: active products, its own tickets and what
-- is public about them, and writes nothing. Anyone else, signed in or not: active products.

alter table public.products enable row level security;
alter table public.customers enable row level security;
alter table public.acquisitions enable row level security;
alter table public.interactions enable row level security;
alter table public.tickets enable row level security;
alter table public.comments enable row level security;
alter table public.attachments enable row level security;

-- Take back Supabase's default grants, give what is needed. `anon` must not even have SELECT on a table it may read
-- no row of: Realtime sends the keys of deleted rows to everyone with that grant, whatever the policies say.
-- TRUNCATE, for one, knows no policy.
revoke all on public.products, public.customers, public.acquisitions, public.interactions,
  public.tickets, public.comments, public.attachments from anon, authenticated;
grant select on public.products to anon;
grant select, insert, update, delete on public.products, public.customers, public.acquisitions, public.interactions,
  public.tickets, public.comments, public.attachments to authenticated;

create policy "everyone reads active products" on public.products
  for select to anon, authenticated
  using (status = 'active');

create policy "staff do everything" on public.products
  for all to authenticated
  using ((select private.is_staff())) with check ((select private.is_staff()));
create policy "staff do everything" on public.customers
  for all to authenticated
  using ((select private.is_staff())) with check ((select private.is_staff()));
create policy "staff do everything" on public.acquisitions
  for all to authenticated
  using ((select private.is_staff())) with check ((select private.is_staff()));
create policy "staff do everything" on public.interactions
  for all to authenticated
  using ((select private.is_staff())) with check ((select private.is_staff()));
create policy "staff do everything" on public.tickets
  for all to authenticated
  using ((select private.is_staff())) with check ((select private.is_staff()));
create policy "staff do everything" on public.comments
  for all to authenticated
  using ((select private.is_staff())) with check ((select private.is_staff()));
create policy "staff do everything" on public.attachments
  for all to authenticated
  using ((select private.is_staff())) with check ((select private.is_staff()));

create policy "partners read their own tickets" on public.tickets
  for select to authenticated
  using (partner_id = (select private.partner_id()));

create policy "partners read the public comments of their tickets" on public.comments
  for select to authenticated
  using (
    not internal
    and exists (
      select 1 from public.tickets
      where tickets.id = comments.ticket_id and tickets.partner_id = (select private.partner_id())
    )
  );

-- An attachment that hangs on an internal comment is as internal as the comment. The comment must be of the same
-- ticket: otherwise a wrong comment_id would publish it by another ticket's public comment.
create policy "partners read the public attachments of their tickets" on public.attachments
  for select to authenticated
  using (
    exists (
      select 1 from public.tickets
      where tickets.id = attachments.ticket_id and tickets.partner_id = (select private.partner_id())
    )
    and (
      comment_id is null
      or exists (
        select 1 from public.comments
        where comments.id = attachments.comment_id
          and comments.ticket_id = attachments.ticket_id
          and not comments.internal
      )
    )
  );
