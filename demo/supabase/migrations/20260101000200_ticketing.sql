-- Ticketing. A ticket may belong to a partner, who then reads it; `comments.internal` are words among staff.

create table public.tickets (
  id uuid primary key default gen_random_uuid(),
  number bigint generated always as identity (start with 1001),
  subject text not null,
  body text,
  status text not null default 'open' check (status in ('open', 'pending', 'resolved', 'closed')),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  requester text,
  assignee text,
  customer_id uuid references public.customers (id) on delete set null,
  partner_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table public.comments (
  id uuid primary key default gen_random_uuid(),
  ticket_id uuid not null references public.tickets (id) on delete cascade,
  author text not null,
  body text not null,
  internal boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table public.attachments (
  id uuid primary key default gen_random_uuid(),
  ticket_id uuid not null references public.tickets (id) on delete cascade,
  comment_id uuid references public.comments (id) on delete cascade,
  file_name text not null,
  mime_type text not null,
  size_bytes bigint not null,
  url text,
  uploaded_by text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index tickets_by_customer on public.tickets (customer_id);
create index tickets_by_partner on public.tickets (partner_id);
create index comments_by_ticket on public.comments (ticket_id);
create index attachments_by_ticket on public.attachments (ticket_id);
create index attachments_by_comment on public.attachments (comment_id);

create trigger touch_updated_at before update on public.tickets
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.comments
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.attachments
  for each row execute function private.touch_updated_at();
