-- The CRM: what is sold, to whom, what was bought, and what was said.

create table public.products (
  id uuid primary key default gen_random_uuid(),
  sku text not null unique,
  name text not null,
  description text,
  category text,
  price numeric(12, 2) not null check (price >= 0),
  currency char(3) not null default 'EUR',
  stock integer not null default 0,
  status text not null default 'draft' check (status in ('draft', 'active', 'archived')),
  image_url text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table public.customers (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  email text,
  company text,
  phone text,
  status text not null default 'lead' check (status in ('lead', 'active', 'churned')),
  owner text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table public.acquisitions (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id) on delete cascade,
  product_id uuid not null references public.products (id) on delete cascade,
  quantity integer not null default 1 check (quantity > 0),
  unit_price numeric(12, 2) not null,
  total numeric generated always as (quantity * unit_price) stored,
  currency char(3) not null default 'EUR',
  status text not null default 'pending' check (status in ('pending', 'paid', 'refunded')),
  acquired_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table public.interactions (
  id uuid primary key default gen_random_uuid(),
  customer_id uuid not null references public.customers (id) on delete cascade,
  kind text not null check (kind in ('call', 'email', 'meeting', 'chat', 'note')),
  summary text not null,
  agent text,
  occurred_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create index acquisitions_by_customer on public.acquisitions (customer_id);
create index acquisitions_by_product on public.acquisitions (product_id);
create index interactions_by_customer on public.interactions (customer_id);

create trigger touch_updated_at before update on public.products
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.customers
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.acquisitions
  for each row execute function private.touch_updated_at();
create trigger touch_updated_at before update on public.interactions
  for each row execute function private.touch_updated_at();
