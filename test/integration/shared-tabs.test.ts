/** `share="tabs"` over the real transport, real locks and real messages: ten tabs, one connection at the backend. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Backend } from '../../demo/server/index.ts';
import { partners } from '../../demo/server/keys.ts';
import { BackendSession, closeSessions, staffToken, write } from '../support/backend-session.ts';
import { recordSockets, type SocketRecord } from '../support/counted-socket.ts';
import { partnerToken, startPartnerBackend } from '../support/partner-backend.ts';
import { until } from '../support/until.ts';

let backend: Backend;
let wire: SocketRecord;

before(async () => {
  wire = recordSockets();
  backend = await startPartnerBackend({ faults: true });
});
afterEach(async () => {
  closeSessions();
  await until('every connection is closed', () => openSockets() === 0);
});
after(async () => {
  await backend.stop();
  wire.restore();
});

function tabs(count: number, options: ConstructorParameters<typeof BackendSession>[1]): BackendSession[] {
  return Array.from({ length: count }, () => new BackendSession(backend, { share: 'tabs', ...options }));
}

function openSockets(): number {
  return wire.sockets.filter(({ readyState }) => readyState === WebSocket.OPEN).length;
}

function role(of: BackendSession): string {
  return of.session.stats.role;
}

const tickets = { table: 'tickets', order: 'created_at.desc', limit: 500 };

async function addTicket(subject: string): Promise<string> {
  const [row] = await write(backend, 'insert into tickets (subject, partner_id) values ($1, $2) returning id', [
    subject,
    partners.brightdesk,
  ]);
  return row!.id;
}

describe('ten tabs of one reader', () => {
  it('are live over one connection and one channel, and each shows what is written', async () => {
    const from = wire.sent.length;
    // Each has a token of its own, as ten pages would.
    const pages = Array.from({ length: 10 }, (_, nth) => tabs(1, { accessToken: staffToken(backend, 600 + nth) })[0]!);
    const lists = await Promise.all(pages.map((page) => page.live(tickets)));
    assert.equal(openSockets(), 1);
    assert.equal(wire.sent.slice(from).filter(({ event }) => event === 'phx_join').length, 1);
    assert.equal(pages.filter((page) => role(page) === 'leader').length, 1);
    assert.equal(pages.filter((page) => role(page) === 'follower').length, 9);
    const id = await addTicket('Seen by ten');
    await until('every tab shows it', () => lists.every(({ rows }) => rows.rows.some((row) => row.id === id)));
    assert.equal(openSockets(), 1);
    for (const { session, problems } of pages) {
      assert.deepEqual([session.stats.repairs, problems], [0, []]);
      assert.equal(session.status, 'connected');
    }
  });

  it('have another connection when the tab with the first is closed, and have missed nothing', async () => {
    const pages = tabs(4, { accessToken: staffToken(backend) });
    const lists = await Promise.all(pages.map((page) => page.live(tickets)));
    const leader = pages.findIndex((page) => role(page) === 'leader');
    pages[leader]!.session.close();
    const [page, list] = [pages, lists].map((each) => each.filter((_, nth) => nth !== leader)) as [
      BackendSession[],
      typeof lists,
    ];
    const id = await addTicket('Written in between');
    await until('all are connected again', () => page.every(({ session }) => session.status === 'connected'));
    await until('every tab shows it', () => list.every(({ rows }) => rows.rows.some((row) => row.id === id)));
    await until('every list is live', () => list.every(({ rows }) => rows.status === 'live'));
    await until('there is one connection', () => openSockets() === 1);
    assert.equal(page.filter((each) => role(each) === 'leader').length, 1);
  });

  it('share a private topic too, when changes are broadcast', async () => {
    const from = wire.sent.length;
    const pages = tabs(3, { accessToken: partnerToken(backend, 'brightdesk'), source: 'broadcast' });
    const lists = await Promise.all(
      pages.map((page) => page.live({ table: 'partner_tickets', order: 'created_at.desc', limit: 500 })),
    );
    assert.equal(openSockets(), 1);
    const joins = wire.sent.slice(from).filter(({ event }) => event === 'phx_join');
    assert.deepEqual(
      joins.map(({ topic }) => topic),
      [`realtime:livetags:public.partner_tickets:${partners.brightdesk}`],
    );
    const id = await addTicket('Broadcast to three');
    await until('every tab shows it', () => lists.every(({ rows }) => rows.rows.some((row) => row.id === id)));
    for (const { session, problems } of pages) assert.deepEqual([session.stats.repairs, problems], [0, []]);
  });
});

describe('tabs of different readers', () => {
  it('have a connection each, and no message of one reaches the other', async () => {
    const [staff] = tabs(1, { accessToken: staffToken(backend) });
    const [guest] = tabs(1, {});
    await staff!.live(tickets);
    const heard: string[] = [];
    await guest!.live({ table: 'products', limit: 5 });
    guest!.session.subscribe('tickets', ({ type }) => heard.push(type));
    assert.equal(openSockets(), 2);
    assert.deepEqual([role(staff!), role(guest!)], ['leader', 'leader']);
    const told: string[] = [];
    staff!.session.subscribe('tickets', ({ type }) => told.push(type));
    await addTicket('For staff alone');
    await until('staff is told', () => told.length > 0);
    assert.deepEqual(heard, []);
  });
});
