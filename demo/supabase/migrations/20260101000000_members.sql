-- Who is who. A signed-in user without a row here is a stranger: every policy below treats him as one.
-- Rows are written with the service key or in the SQL editor, never through the API with a user's token.

create table public.members (
  user_id uuid primary key references auth.users (id) on delete cascade,
  role text not null check (role in ('staff', 'partner')),
  partner_id uuid,
  constraint partners_and_only_they_have_a_partner_id check ((role = 'partner') = (partner_id is not null))
);

alter table public.members enable row level security;

-- Supabase grants everything in `public` to the API's roles by default. A missing policy already refuses writes;
-- without the grant there is nothing a later, careless policy could open.
revoke all on public.members from anon, authenticated;
grant select on public.members to authenticated;

create policy "members read their own row" on public.members
  for select to authenticated
  using (user_id = (select auth.uid()));

-- Policies ask these functions. They run as their owner, so that they may read `members` whatever the asker's
-- policies are; they take no arguments, so nobody can ask about somebody else. They live in a schema that the API
-- does not expose, with an empty search_path, so that nobody can slip a table of his own under them.
create schema private;
revoke all on schema private from public;
grant usage on schema private to authenticated, service_role;

create function private.is_staff() returns boolean
  language sql stable security definer set search_path = ''
  as $$
    select exists (
      select 1 from public.members where members.user_id = (select auth.uid()) and members.role = 'staff'
    )
  $$;

create function private.partner_id() returns uuid
  language sql stable security definer set search_path = ''
  as $$
    select members.partner_id from public.members
    where members.user_id = (select auth.uid()) and members.role = 'partner'
  $$;

revoke execute on function private.is_staff(), private.partner_id() from public;
grant execute on function private.is_staff(), private.partner_id() to authenticated, service_role;

create function private.touch_updated_at() returns trigger
  language plpgsql set search_path = ''
  as $$
    begin
      new.updated_at := now();
      return new;
    end
  $$;

revoke execute on function private.touch_updated_at() from public;
