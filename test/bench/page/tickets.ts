/** Tickets as the server sends them, and the order of the list: `number.desc,id.asc`. */
import type { Ticket } from '../../../src/domain/ticketing.ts';

export type { Ticket };

export const statuses = ['open', 'pending', 'resolved', 'closed'] as const;
export const priorities = ['low', 'normal', 'high', 'urgent'] as const;

const people = [
  'ada@example.com',
  'grace@example.com',
  'alan@example.com',
  'edsger@example.com',
  'barbara@example.com',
];
const assignees = [null, 'Ines', 'Omar', 'Wanda'];
const things = ['Printer', 'Laptop', 'Badge', 'Projector', 'Account', 'Headset', 'Invoice', 'Door'];
const troubles = ['does not start', 'is on fire', 'was lost', 'makes a noise', 'shows the wrong name', 'is locked'];

/** So long ago that no age reads differently while a run lasts. */
const longAgo = Date.UTC(2025, 0, 15);

export type Random = () => number;

/** mulberry32: small, fast, the same everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  return items[Math.floor(random() * items.length)]!;
}

export function newTicket(random: Random, serial: number, number: number): Ticket {
  const created = new Date(longAgo + Math.floor(random() * 1e9)).toISOString();
  return {
    id: `00000000-0000-4000-8000-${serial.toString(16).padStart(12, '0')}`,
    number,
    subject: `${pick(random, things)} ${pick(random, troubles)}`,
    body: 'Since this morning. I have turned it off and on again, and asked the neighbours.',
    status: pick(random, statuses),
    priority: pick(random, priorities),
    requester: pick(random, people),
    assignee: pick(random, assignees),
    customer_id: null,
    partner_id: null,
    created_at: created,
    updated_at: created,
  };
}

export function compareTickets(a: Ticket, b: Ticket): number {
  return b.number - a.number || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** The place of `ticket` among sorted ones: that of the first that does not stand before it. */
export function placeOf(tickets: readonly Ticket[], ticket: Ticket): number {
  let low = 0;
  let high = tickets.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareTickets(tickets[middle]!, ticket) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
