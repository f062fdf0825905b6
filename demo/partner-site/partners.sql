-- The demo's partners, whose tickets `demo/supabase/seed.sql` has. Their secrets are as public as this file.
insert into public.partners (id, name, embed_secret) values
  ('a0000000-0000-4000-8000-000000000001', 'Brightdesk', 'livetags-demo-embed-secret-1'),
  ('a0000000-0000-4000-8000-000000000002', 'Kontor Nord', 'livetags-demo-embed-secret-2'),
  ('a0000000-0000-4000-8000-000000000003', 'Maison Clair', 'livetags-demo-embed-secret-3')
on conflict (id) do nothing;
