-- Rows that make the pages look like somebody's shop: a maker of office furniture, lamps and sound, its customers,
-- and its support desk, which three partners share with it. Nothing here is random or depends on the day it runs:
-- ids, times and texts are the same at every start, so that pages and tests may name them.
--
-- Ids: the first digits say the table, the last the row's number (product 7 is 10000000-0000-4000-8000-000000000007).

insert into public.products (id, sku, name, description, category, price, stock, status, image_url, created_at, updated_at)
select
  ('10000000-0000-4000-8000-' || lpad(number::text, 12, '0'))::uuid,
  sku, name, description, category, price, stock, status,
  '/demo/images/' || category || '.svg',
  timestamptz '2026-03-02 08:00:00+00' + number * interval '26 hours',
  timestamptz '2026-03-02 08:00:00+00' + number * interval '26 hours'
from (
  values
    (1, 'DSK-1401', 'Alder standing desk 140', 'Height-adjustable desk, oiled alder top, two motors.', 'desks', 689.00, 24, 'active'),
    (2, 'DSK-1601', 'Alder standing desk 160', 'Height-adjustable desk, oiled alder top, two motors.', 'desks', 749.00, 17, 'active'),
    (3, 'DSK-1801', 'Alder standing desk 180', 'Height-adjustable desk, oiled alder top, three motors.', 'desks', 869.00, 6, 'active'),
    (4, 'DSK-1202', 'Fjord writing desk', 'Slim desk with one drawer, white ash.', 'desks', 429.00, 31, 'active'),
    (5, 'DSK-1603', 'Team bench 160', 'Four-place bench with a cable channel.', 'desks', 1290.00, 4, 'active'),
    (6, 'DSK-0904', 'Corner desk 90', 'Fits a niche of 90 by 90 centimetres.', 'desks', 319.00, 0, 'active'),
    (7, 'DSK-0705', 'Laptop perch', 'Clamp-on shelf for a laptop, steel.', 'desks', 79.00, 112, 'active'),
    (8, 'DSK-1206', 'Drafting table', 'Tilts to 60 degrees, birch ply.', 'desks', 540.00, 8, 'active'),
    (9, 'DSK-1407', 'Harbour desk 140', 'Solid oak on black steel.', 'desks', 990.00, 0, 'archived'),
    (10, 'DSK-1608', 'Linden standing desk 160', 'Next season''s desk, lime wood.', 'desks', 799.00, 0, 'draft'),
    (11, 'CHR-2101', 'Heron task chair', 'Mesh back, adjustable arms, five-year warranty.', 'seating', 389.00, 46, 'active'),
    (12, 'CHR-2102', 'Heron task chair with headrest', 'Mesh back, adjustable arms and headrest.', 'seating', 449.00, 29, 'active'),
    (13, 'CHR-2103', 'Wren stool', 'Rocking stool, three heights.', 'seating', 149.00, 58, 'active'),
    (14, 'CHR-2104', 'Plover visitor chair', 'Stackable, recycled shell.', 'seating', 119.00, 140, 'active'),
    (15, 'CHR-2105', 'Lounge chair Otter', 'Wool cover, oak frame.', 'seating', 620.00, 11, 'active'),
    (16, 'CHR-2106', 'Two-seat sofa Otter', 'Wool cover, oak frame.', 'seating', 1180.00, 5, 'active'),
    (17, 'CHR-2107', 'Meeting chair Teal', 'Swivel base, upholstered.', 'seating', 259.00, 72, 'active'),
    (18, 'CHR-2108', 'Saddle stool', 'For standing desks, gas lift.', 'seating', 198.00, 33, 'active'),
    (19, 'CHR-2109', 'Footrest Pebble', 'Rocks gently, cork top.', 'seating', 59.00, 85, 'active'),
    (20, 'CHR-2110', 'Bench Heath', 'Hall bench, 120 centimetres.', 'seating', 340.00, 0, 'archived'),
    (21, 'LMP-3101', 'Lumen desk lamp', 'Dimmable, warm to cold, no flicker.', 'lighting', 129.00, 96, 'active'),
    (22, 'LMP-3102', 'Lumen clamp lamp', 'The desk lamp on a clamp.', 'lighting', 119.00, 64, 'active'),
    (23, 'LMP-3103', 'Lumen floor lamp', 'Reads over your shoulder, 180 centimetres.', 'lighting', 219.00, 28, 'active'),
    (24, 'LMP-3104', 'Halo pendant', 'Ring of light, 60 centimetres.', 'lighting', 349.00, 15, 'active'),
    (25, 'LMP-3105', 'Halo pendant large', 'Ring of light, 90 centimetres.', 'lighting', 469.00, 9, 'active'),
    (26, 'LMP-3106', 'Screen bar', 'Lights the desk, not the screen.', 'lighting', 89.00, 120, 'active'),
    (27, 'LMP-3107', 'Task strip 60', 'Under-shelf light with a motion sensor.', 'lighting', 54.00, 77, 'active'),
    (28, 'LMP-3108', 'Daylight panel', 'Ceiling panel, follows the sun''s colour.', 'lighting', 279.00, 21, 'active'),
    (29, 'LMP-3109', 'Pocket lamp', 'Rechargeable, 40 hours.', 'lighting', 39.00, 0, 'active'),
    (30, 'LMP-3110', 'Halo pendant brass', 'Waiting for the supplier''s sample.', 'lighting', 399.00, 0, 'draft'),
    (31, 'STO-4101', 'Mobile pedestal', 'Three drawers, lockable, fits under any desk.', 'storage', 189.00, 52, 'active'),
    (32, 'STO-4102', 'Shelf Rye 80', 'Open shelf, four boards.', 'storage', 210.00, 27, 'active'),
    (33, 'STO-4103', 'Shelf Rye 160', 'Open shelf, eight boards.', 'storage', 365.00, 14, 'active'),
    (34, 'STO-4104', 'Locker wall for six', 'Six doors with number locks.', 'storage', 780.00, 3, 'active'),
    (35, 'STO-4105', 'Coat stand', 'Ash, twelve hooks.', 'storage', 95.00, 40, 'active'),
    (36, 'STO-4106', 'Drawer organiser', 'Felt tray in three parts.', 'storage', 24.00, 210, 'active'),
    (37, 'STO-4107', 'Document box', 'Holds ten folders, grey board.', 'storage', 14.50, 330, 'active'),
    (38, 'STO-4108', 'Planter box', 'Divides a room with leaves.', 'storage', 160.00, 18, 'active'),
    (39, 'STO-4109', 'Sideboard Rye', 'Sliding doors, 160 centimetres.', 'storage', 690.00, 7, 'active'),
    (40, 'STO-4110', 'Filing cabinet', 'Steel, four drawers. Last pieces sold.', 'storage', 240.00, 0, 'archived'),
    (41, 'AUD-5101', 'Phone booth Solo', 'One seat, 32 dB quieter inside.', 'sound', 4900.00, 2, 'active'),
    (42, 'AUD-5102', 'Meeting booth Duo', 'Two seats and a table.', 'sound', 7400.00, 1, 'active'),
    (43, 'AUD-5103', 'Acoustic panel 60', 'Felt wall panel, 60 by 60.', 'sound', 49.00, 260, 'active'),
    (44, 'AUD-5104', 'Acoustic panel 120', 'Felt wall panel, 120 by 60.', 'sound', 84.00, 180, 'active'),
    (45, 'AUD-5105', 'Desk screen 140', 'Felt screen between two desks.', 'sound', 139.00, 66, 'active'),
    (46, 'AUD-5106', 'Desk screen 160', 'Felt screen between two desks.', 'sound', 155.00, 48, 'active'),
    (47, 'AUD-5107', 'Conference speaker', 'Four microphones, USB and Bluetooth.', 'sound', 229.00, 37, 'active'),
    (48, 'AUD-5108', 'Headset Calm', 'Wired, quiet microphone.', 'sound', 98.00, 92, 'active'),
    (49, 'AUD-5109', 'Headset Calm wireless', 'Twenty hours, quiet microphone.', 'sound', 169.00, 55, 'active'),
    (50, 'AUD-5110', 'Ceiling baffle', 'Hangs from two wires.', 'sound', 112.00, 0, 'draft'),
    (51, 'ACC-6101', 'Monitor arm', 'Holds nine kilograms, gas spring.', 'accessories', 119.00, 88, 'active'),
    (52, 'ACC-6102', 'Monitor arm double', 'Two screens on one clamp.', 'accessories', 189.00, 43, 'active'),
    (53, 'ACC-6103', 'Cable tray', 'Steel mesh, screws under the top.', 'accessories', 34.00, 150, 'active'),
    (54, 'ACC-6104', 'Power strip for desks', 'Four sockets, two USB-C of 65 W.', 'accessories', 72.00, 101, 'active'),
    (55, 'ACC-6105', 'Desk pad', 'Wool felt, 90 by 40.', 'accessories', 44.00, 134, 'active'),
    (56, 'ACC-6106', 'Laptop stand', 'Folds flat, aluminium.', 'accessories', 52.00, 118, 'active'),
    (57, 'ACC-6107', 'Anti-fatigue mat', 'For standing desks.', 'accessories', 69.00, 61, 'active'),
    (58, 'ACC-6108', 'Whiteboard 120', 'Enamel, magnetic.', 'accessories', 175.00, 22, 'active'),
    (59, 'ACC-6109', 'Whiteboard on wheels', 'Enamel, both sides.', 'accessories', 320.00, 10, 'active'),
    (60, 'ACC-6110', 'Desk plant holder', 'Clamps a pot to the desk. No longer made.', 'accessories', 29.00, 0, 'archived')
) as product (number, sku, name, description, category, price, stock, status);

insert into public.customers (id, name, email, company, phone, status, owner, created_at, updated_at)
select
  ('20000000-0000-4000-8000-' || lpad(number::text, 12, '0'))::uuid,
  name,
  lower(split_part(name, ' ', 1)) || '@' || domain,
  company,
  '+44 20 7946 ' || lpad((number * 23)::text, 4, '0'),
  status,
  (array['Ines Moreau', 'Tom Becker', 'Priya Nair', 'Lars Holm'])[number % 4 + 1],
  timestamptz '2026-02-03 09:30:00+00' + number * interval '61 hours',
  timestamptz '2026-02-03 09:30:00+00' + number * interval '61 hours'
from (
  values
    (1, 'Amelia Hart', 'Northwind Studio', 'northwind.example', 'active'),
    (2, 'Benoit Lacroix', 'Atelier Lacroix', 'lacroix.example', 'active'),
    (3, 'Chiara Fontana', 'Fontana & Figli', 'fontana.example', 'active'),
    (4, 'Dmitri Volkov', 'Baltic Freight', 'balticfreight.example', 'lead'),
    (5, 'Elif Kaya', 'Kaya Architects', 'kaya.example', 'active'),
    (6, 'Fergus Doyle', 'Doyle & Sons', 'doyle.example', 'churned'),
    (7, 'Greta Lindqvist', 'Nordsken Media', 'nordsken.example', 'active'),
    (8, 'Hassan Farouk', 'Cairo Labs', 'cairolabs.example', 'lead'),
    (9, 'Imogen Clarke', 'Clarke Legal', 'clarkelegal.example', 'active'),
    (10, 'Jonas Weber', 'Weber Druck', 'weberdruck.example', 'active'),
    (11, 'Katarzyna Nowak', 'Vistula Software', 'vistula.example', 'active'),
    (12, 'Liam Byrne', 'Harbour Coffee', 'harbourcoffee.example', 'lead'),
    (13, 'Mei Tanaka', 'Tanaka Design', 'tanaka.example', 'active'),
    (14, 'Noah van Dijk', 'Polder Energy', 'polder.example', 'active'),
    (15, 'Olivia Santos', 'Santos Clinics', 'santosclinics.example', 'active'),
    (16, 'Pavel Dvorak', 'Dvorak Glass', 'dvorakglass.example', 'churned'),
    (17, 'Quentin Moreau', 'Moreau Conseil', 'moreauconseil.example', 'lead'),
    (18, 'Rania Haddad', 'Cedar Translations', 'cedar.example', 'active'),
    (19, 'Sofia Almeida', 'Almeida Travel', 'almeida.example', 'active'),
    (20, 'Theo Papadakis', 'Aegean Yachts', 'aegean.example', 'active'),
    (21, 'Ursula Keller', 'Keller Treuhand', 'kellertreuhand.example', 'active'),
    (22, 'Victor Okafor', 'Lagos Analytics', 'lagosanalytics.example', 'lead'),
    (23, 'Wanda Zielinska', 'Zielinska Textiles', 'zielinska.example', 'active'),
    (24, 'Xavier Roca', 'Roca Vins', 'rocavins.example', 'active'),
    (25, 'Yara Benali', 'Atlas Tutors', 'atlastutors.example', 'lead'),
    (26, 'Zoltan Szabo', 'Szabo Instruments', 'szabo.example', 'active'),
    (27, 'Anna Lindholm', 'Lindholm Dental', 'lindholm.example', 'active'),
    (28, 'Bruno Ferreira', 'Ferreira Cork', 'ferreira.example', 'active'),
    (29, 'Clara Jensen', 'Jensen Bikes', 'jensenbikes.example', 'churned'),
    (30, 'Daniel Cohen', 'Cohen Imaging', 'cohenimaging.example', 'active'),
    (31, 'Eva Horakova', 'Moravia Games', 'moravia.example', 'active'),
    (32, 'Felix Brandt', 'Brandt Logistik', 'brandt.example', 'lead'),
    (33, 'Grace Mwangi', 'Mwangi Foods', 'mwangi.example', 'active'),
    (34, 'Henrik Dahl', 'Dahl Marine', 'dahlmarine.example', 'active'),
    (35, 'Isla MacLeod', 'MacLeod Wool', 'macleod.example', 'active'),
    (36, 'Jakub Kral', 'Kral Robotics', 'kral.example', 'lead'),
    (37, 'Leila Rahimi', 'Rahimi Flowers', 'rahimi.example', 'active'),
    (38, 'Marco Bianchi', 'Bianchi Ceramics', 'bianchi.example', 'active'),
    (39, 'Nadia Petrova', 'Petrova Press', 'petrova.example', 'active'),
    (40, 'Oscar Lund', 'Lund Arkitekter', 'lundarkitekter.example', 'active')
) as customer (number, name, company, domain, status);

-- Steps that share no factor with the number of customers or products walk through all of them without looking sorted.
insert into public.acquisitions
  (id, customer_id, product_id, quantity, unit_price, status, acquired_at, created_at, updated_at)
select
  ('30000000-0000-4000-8000-' || lpad(nth::text, 12, '0'))::uuid,
  ('20000000-0000-4000-8000-' || lpad((nth * 7 % 40 + 1)::text, 12, '0'))::uuid,
  product.id,
  nth * 5 % 6 + 1,
  product.price,
  (array['paid', 'paid', 'paid', 'pending', 'paid', 'refunded', 'paid', 'pending'])[nth % 8 + 1],
  moment, moment, moment
from generate_series(1, 120) as nth
cross join lateral (
  select timestamptz '2026-06-01 10:12:00+00' + nth * interval '31 hours 17 minutes' as moment
) as clock
join public.products as product
  on product.id = ('10000000-0000-4000-8000-' || lpad((nth * 11 % 60 + 1)::text, 12, '0'))::uuid;

insert into public.interactions (id, customer_id, kind, summary, agent, occurred_at, created_at, updated_at)
select
  ('40000000-0000-4000-8000-' || lpad(nth::text, 12, '0'))::uuid,
  ('20000000-0000-4000-8000-' || lpad((nth * 13 % 40 + 1)::text, 12, '0'))::uuid,
  topic.kind,
  topic.summary,
  (array['Ines Moreau', 'Tom Becker', 'Priya Nair', 'Lars Holm'])[nth * 3 % 4 + 1],
  moment, moment, moment
from generate_series(1, 150) as nth
cross join lateral (
  select timestamptz '2026-07-06 07:45:00+00' + nth * interval '19 hours 23 minutes' as moment
) as clock
join (
  values
    (0, 'call', 'Asked for a delivery date for six chairs; promised an answer by tomorrow.'),
    (1, 'email', 'Sent the quotation for the second floor, valid for thirty days.'),
    (2, 'meeting', 'Walked through the new office; booths go by the north windows.'),
    (3, 'chat', 'Wanted to know whether the desk tops can be ordered alone. They can.'),
    (4, 'note', 'Budget for next year is decided in November. Call again then.'),
    (5, 'call', 'Very happy with the lamps, considers twelve more.'),
    (6, 'email', 'Forwarded the invoice to their new accounts address.'),
    (7, 'call', 'Carrier damaged one panel; replacement agreed.'),
    (8, 'meeting', 'Showed samples of felt and wool. Grey wins.'),
    (9, 'chat', 'Needed the assembly sheet of the monitor arm.'),
    (10, 'note', 'Moves to a larger office in spring.'),
    (11, 'email', 'Confirmed the order and the new shipping address.'),
    (12, 'call', 'Asked about leasing; handed over to finance.'),
    (13, 'meeting', 'Yearly review: delivery good, packaging too much.'),
    (14, 'chat', 'Checked stock of the pocket lamp for them: none before March.')
) as topic (turn, kind, summary) on topic.turn = nth % 15;

-- Partners, by their ids: Brightdesk a0…01, Kontor Nord a0…02, Maison Clair a0…03. Every fifth ticket has none.
insert into public.tickets
  (id, subject, body, status, priority, requester, assignee, customer_id, partner_id, created_at, updated_at)
select
  ('50000000-0000-4000-8000-' || lpad(nth::text, 12, '0'))::uuid,
  topic.subject || ' (' || customer.company || ')',
  topic.body,
  (array['open', 'pending', 'open', 'resolved', 'open', 'closed', 'pending', 'resolved'])[nth * 3 % 8 + 1],
  (array['normal', 'low', 'high', 'normal', 'normal', 'urgent', 'low'])[nth % 7 + 1],
  customer.name,
  (array['Ada Lindgren', 'Samir Patel', 'Julia Krause', null])[nth % 4 + 1],
  customer.id,
  case when nth % 5 = 0 then null
    else ('a0000000-0000-4000-8000-' || lpad((nth % 3 + 1)::text, 12, '0'))::uuid end,
  moment, moment
from generate_series(1, 80) as nth
cross join lateral (
  select timestamptz '2026-09-01 08:05:00+00' + nth * interval '23 hours 41 minutes' as moment
) as clock
join (
  values
    (0, 'Desk does not go up any more', 'It stops at 82 cm and blinks twice. We have pulled the plug and tried again.'),
    (1, 'Invoice shows the old address', 'We moved in May. Please send a corrected invoice.'),
    (2, 'Two chairs missing in the delivery', 'The slip says eight, the pallet held six.'),
    (3, 'Lamp flickers at the lowest step', 'Only below ten per cent, and only when warm white.'),
    (4, 'Which screws for a plasterboard wall?', 'The bag has none that fit.'),
    (5, 'Booth fan is loud', 'Since last week it hums; one can hear it in a call.'),
    (6, 'Return of three acoustic panels', 'Wrong colour ordered, still packed.'),
    (7, 'Gas spring of the monitor arm sinks', 'Holds the screen for an hour, then slowly goes down.'),
    (8, 'Delivery must come before noon', 'Our loading bay closes at twelve. Can the carrier be told?'),
    (9, 'Lost key of the pedestal', 'Number on the lock is 4471.'),
    (10, 'Headset is not found by the laptop', 'Works on the phone. Laptop says: device not recognised.'),
    (11, 'Quotation for thirty task chairs', 'With and without headrest, delivered in January.'),
    (12, 'Shelf board arrived with a crack', 'Photo attached. The other seven are fine.'),
    (13, 'Warranty for a chair bought in 2023', 'The left arm no longer locks.'),
    (14, 'Cancel the order of last Friday', 'We ordered twice by mistake.'),
    (15, 'Power strip trips the breaker', 'As soon as the kettle is on the same line.')
) as topic (turn, subject, body) on topic.turn = nth % 16
join public.customers as customer
  on customer.id = ('20000000-0000-4000-8000-' || lpad((nth * 9 % 40 + 1)::text, 12, '0'))::uuid
order by nth;

-- Every fourth comment is among staff.
insert into public.comments (id, ticket_id, author, body, internal, created_at, updated_at)
select
  ('60000000-0000-4000-8000-' || lpad(nth::text, 12, '0'))::uuid,
  ticket.id,
  case when remark.turn in (1, 5) then ticket.requester
    else (array['Ada Lindgren', 'Samir Patel', 'Julia Krause'])[nth % 3 + 1] end,
  remark.body,
  remark.internal,
  moment, moment
from generate_series(1, 200) as nth
join public.tickets as ticket
  on ticket.id = ('50000000-0000-4000-8000-' || lpad((nth * 3 % 80 + 1)::text, 12, '0'))::uuid
cross join lateral (select ticket.created_at + (nth % 9 + 1) * interval '2 hours 13 minutes' as moment) as clock
join (
  values
    (0, 'Thank you for writing. I have asked the workshop and come back to you today.', false),
    (1, 'Any news? We would like to tell our people something.', false),
    (2, 'A replacement left us this morning; the tracking number is in your mail.', false),
    (3, 'Third case from this batch. Quality wants to see the part before we promise more.', true),
    (4, 'Could you send a photo of the label under the top?', false),
    (5, 'Done, see the attachment.', false),
    (6, 'That is covered by the warranty. No cost for you.', false),
    (7, 'Margin on this order is thin: do not offer a discount.', true)
) as remark (turn, body, internal) on remark.turn = (nth + nth / 80 * 3) % 8;

-- Half of them hang on a comment, now and then on an internal one.
insert into public.attachments
  (id, ticket_id, comment_id, file_name, mime_type, size_bytes, url, uploaded_by, created_at, updated_at)
select
  ('70000000-0000-4000-8000-' || lpad(nth::text, 12, '0'))::uuid,
  comment.ticket_id,
  case when nth % 2 = 0 then comment.id end,
  file.name,
  file.mime_type,
  18250 + nth * 7919,
  '/demo/files/' || file.name,
  comment.author,
  comment.created_at, comment.created_at
from generate_series(1, 40) as nth
join public.comments as comment
  on comment.id = ('60000000-0000-4000-8000-' || lpad((nth * 5 - nth % 3)::text, 12, '0'))::uuid
join (
  values
    (0, 'label-under-the-top.jpg', 'image/jpeg'),
    (1, 'delivery-slip.pdf', 'application/pdf'),
    (2, 'crack.jpg', 'image/jpeg'),
    (3, 'invoice-corrected.pdf', 'application/pdf'),
    (4, 'motor-log.txt', 'text/plain'),
    (5, 'flicker.mp4', 'video/mp4')
) as file (turn, name, mime_type) on file.turn = nth % 6;
