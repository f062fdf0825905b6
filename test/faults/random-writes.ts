/**
 * Draws what a writer does all the while, as SQL. Which row it hits is said by its place among the rows there are, so
 * that the text holds whatever happened before.
 */
import type { Write } from './schedule.ts';

/** Milliseconds between two transactions: about seven a second. */
const PAUSE_LEAST = 40;
const PAUSE_MOST = 240;
/** As many rows are picked again and again. */
const HOT_ROWS = 6;

const words = ['apple', 'Äpfel', 'Zebra', 'zoo', 'ant', 'Émile', 'eel', '10', '9', 'a b', 'ab', 'AB', '<b>', "d'or"];

export function drawWrites(random: () => number, end: number): Write[] {
  const writes: Write[] = [];
  let serial = 0;
  for (let at = 0; at < end; at += PAUSE_LEAST + random() * (PAUSE_MOST - PAUSE_LEAST)) {
    const changes = random() < 0.8 ? 1 : 3;
    const statements = Array.from({ length: changes }, () =>
      random() < 0.7 ? changeTicket(random, ++serial) : changeProduct(random),
    );
    writes.push({ at: Math.round(at), statements });
  }
  return writes;
}

function pick<Value>(random: () => number, values: readonly Value[]): Value {
  return values[Math.floor(random() * values.length)]!;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** One row of the table, by its place in the order of the ids. */
function row(random: () => number, table: string): string {
  const place =
    random() < 0.35
      ? String(Math.floor(random() * HOT_ROWS))
      : `(select floor(count(*) * ${random().toFixed(4)})::int from public.${table})`;
  return `id = (select id from public.${table} order by id offset ${place} limit 1)`;
}

/** Anything from nothing to a body that is stored out of line and left out of later updates. */
function body(random: () => number): string {
  const kind = random();
  if (kind < 0.3) return 'null';
  const noise = Array.from({ length: kind < 0.8 ? 6 : 400 }, () => Math.floor(random() * 2 ** 32).toString(16));
  return quoted(noise.join(''));
}

/** Ids of the writer's own, the same at every play of a seed. */
function newId(random: () => number): string {
  const digits = Array.from({ length: 20 }, () => Math.floor(random() * 16).toString(16)).join('');
  return `'${digits.slice(0, 8)}-4000-4000-8000-${digits.slice(8)}'`;
}

function changeTicket(random: () => number, serial: number): string {
  const subject = quoted(`${pick(random, words)} ${serial}`);
  const status = quoted(pick(random, ['open', 'open', 'pending', 'closed']));
  const priority = quoted(pick(random, ['low', 'normal', 'high', 'urgent']));
  const partner = pick(random, ['null', ...[1, 1, 2, 3].map((n) => `'a0000000-0000-4000-8000-00000000000${n}'`)]);
  const createdAt = `timestamptz '2026-04-01 00:00:00+00' + interval '${Math.floor(random() * 1e7)} seconds'`;
  const where = `where ${row(random, 'tickets')}`;
  const kind = random();
  if (kind < 0.22) {
    return `insert into public.tickets (id, subject, body, status, priority, requester, partner_id, created_at)
      values (${newId(random)}, ${subject}, ${body(random)}, ${status}, ${priority}, 'reader@example.test', ${partner}, ${createdAt})`;
  }
  if (kind < 0.34) return `delete from public.tickets ${where}`;
  if (kind < 0.54) return `update public.tickets set status = ${status} ${where}`;
  if (kind < 0.66) return `update public.tickets set priority = ${priority} ${where}`;
  if (kind < 0.74) return `update public.tickets set created_at = ${createdAt} ${where}`;
  if (kind < 0.84) return `update public.tickets set partner_id = ${partner} ${where}`;
  if (kind < 0.9) return `update public.tickets set body = ${body(random)} ${where}`;
  // A key may change as long as nothing refers to it.
  if (kind < 0.94) {
    return `update public.tickets set id = ${newId(random)} ${where}
      and not exists (select from public.comments where ticket_id = tickets.id)
      and not exists (select from public.attachments where ticket_id = tickets.id)`;
  }
  return `update public.tickets set subject = ${subject} ${where}`;
}

function changeProduct(random: () => number): string {
  const name = quoted(`${pick(random, words)} ${pick(random, words)}`);
  const status = quoted(pick(random, ['active', 'active', 'draft', 'archived']));
  const price = (random() * 900).toFixed(2);
  const stock = random() < 0.3 ? 0 : Math.floor(random() * 100);
  const where = `where ${row(random, 'products')}`;
  const kind = random();
  if (kind < 0.2) {
    const id = newId(random);
    return `insert into public.products (id, sku, name, price, stock, status)
      values (${id}, ${id}, ${name}, ${price}, ${stock}, ${status})`;
  }
  if (kind < 0.3) return `delete from public.products ${where}`;
  if (kind < 0.5) return `update public.products set status = ${status} ${where}`;
  if (kind < 0.7) return `update public.products set name = ${name} ${where}`;
  if (kind < 0.85) return `update public.products set stock = ${stock} ${where}`;
  return `update public.products set price = ${price} ${where}`;
}
