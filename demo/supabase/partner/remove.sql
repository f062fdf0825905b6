-- Takes out what `install.sql` and `staff.sql` put in, the partners and their secrets too. May be run twice.

drop policy if exists "partners receive on their own topics" on realtime.messages;
drop policy if exists "staff receive on the tables' topics" on realtime.messages;
drop trigger if exists tell_partner on public.tickets;
drop view if exists public.partner_tickets;
drop schema if exists partner_feed cascade; -- Its functions, and the triggers of `staff.sql` that call them.
drop table if exists public.partners;
