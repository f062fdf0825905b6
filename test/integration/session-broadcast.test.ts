/** `source="broadcast"` over the real transport: partners and staff against the embedded backend with the partner kit. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Backend } from '../../demo/server/index.ts';
import { partners } from '../../demo/server/keys.ts';
import { BackendSession, closeSessions, staffToken, write } from '../support/backend-session.ts';
import { recordSockets, type SocketRecord } from '../support/counted-socket.ts';
import { partnerToken, startPartnerBackend, type PartnerName } from '../support/partner-backend.ts';
import { until } from '../support/until.ts';

let backend: Backend;
let wire: SocketRecord;

before(async () => {
  wire = recordSockets();
  backend = await startPartnerBackend({ faults: true });
});
afterEach(closeSessions);
after(async () => {
  await backend.stop();
  wire.restore();
});

const feed = { table: 'partner_tickets', order: 'created_at.desc', limit: 500 };

function partnerPage(partner: PartnerName): BackendSession {
  return new BackendSession(backend, { source: 'broadcast', accessToken: partnerToken(backend, partner) });
}

async function addTicket(partner: PartnerName, subject: string): Promise<string> {
  const [row] = await write(backend, 'insert into tickets (subject, partner_id) values ($1, $2) returning id', [
    subject,
    partners[partner],
  ]);
  return row!.id;
}

describe('a partner', () => {
  it('joins one private topic of its own, and is connected once the join is accepted', async () => {
    const from = wire.sent.length;
    const page = partnerPage('brightdesk');
    await page.live(feed);
    assert.equal(page.session.status, 'connected');
    const joins = wire.sent.slice(from).filter(({ event }) => event === 'phx_join');
    assert.deepEqual(
      joins.map(({ topic }) => topic),
      [`realtime:livetags:public.partner_tickets:${partners.brightdesk}`],
    );
    const config = joins[0]?.payload['config'] as Record<string, unknown>;
    assert.deepEqual([config['private'], config['postgres_changes']], [true, []]);
    assert.deepEqual(page.problems, []);
  });

  it('sees its rows come, change and go as they are written, and hears nothing of others', async () => {
    const page = partnerPage('brightdesk');
    const list = await page.live(feed);
    const heard: string[] = [];
    page.session.subscribe('partner_tickets', ({ type, row, source }) =>
      heard.push(`${type} ${String(row['id'])} ${source}`),
    );
    const count = list.rows.rows.length;
    const id = await addTicket('brightdesk', 'Ours');
    await until('it comes', () => list.rows.rows.length === count + 1);
    assert.equal(list.change('insert', id)?.source, 'broadcast', 'the stream brought it, not a read');
    await write(backend, `update tickets set subject = 'Ours, again' where id = $1`, [id]);
    await until('it changes', () => list.rows.rows.some(({ subject }) => subject === 'Ours, again'));
    assert.deepEqual([...list.change('update', id)!.changed].sort(), ['subject', 'updated_at']);
    await addTicket('kontorNord', 'Theirs');
    await write(backend, 'delete from tickets where id = $1', [id]);
    await until('it goes', () => list.rows.rows.length === count);
    assert.deepEqual(heard, [`insert ${id} broadcast`, `update ${id} broadcast`, `delete ${id} broadcast`]);
    assert.equal(page.session.stats.repairs, 0);
  });

  it('hands a row over to another: it leaves here and enters there', async () => {
    const one = partnerPage('brightdesk');
    const other = partnerPage('kontorNord');
    const [from, to] = await Promise.all([one.live(feed), other.live(feed)]);
    const id = await addTicket('brightdesk', 'Changes hands');
    await until('one has it', () => from.rows.rows.some((row) => row.id === id));
    await write(backend, 'update tickets set partner_id = $1 where id = $2', [partners.kontorNord, id]);
    await until('it has left', () => !from.rows.rows.some((row) => row.id === id));
    await until('it has come', () => to.rows.rows.some((row) => row.id === id));
    assert.deepEqual([from.change('remove', id)?.source, to.change('insert', id)?.source], ['broadcast', 'broadcast']);
  });

  it('reads a row that is too large for a message', async () => {
    const page = partnerPage('brightdesk');
    const list = await page.live(feed);
    const id = await addTicket('brightdesk', 'small');
    await write(backend, `update tickets set subject = repeat('x', 250000) where id = $1`, [id]);
    await until('it is large', () => list.rows.rows.some(({ subject }) => String(subject).length === 250_000));
    await write(backend, 'delete from tickets where id = $1', [id]);
  });

  it('misses nothing while its socket was gone', async () => {
    const page = partnerPage('brightdesk');
    const list = await page.live(feed);
    wire.sockets.at(-1)?.close(4000, 'cut by the test');
    await until('the loss is noticed', () => page.session.status === 'reconnecting');
    assert.equal(list.rows.status, 'stale');
    const id = await addTicket('brightdesk', 'In the gap');
    await until('it is back', () => list.rows.status === 'live');
    assert.ok(list.rows.rows.some((row) => row.id === id));
  });

  it('goes on without a gap when its token is renewed', async () => {
    let tokens = 0;
    const accessToken = (): Promise<string> => {
      tokens += 1;
      return Promise.resolve(partnerToken(backend, 'brightdesk', 4));
    };
    const page = new BackendSession(backend, { source: 'broadcast', accessToken });
    const list = await page.live(feed);
    await until('three tokens', () => tokens >= 3, 30_000);
    const id = await addTicket('brightdesk', 'After two renewals');
    await until('it comes', () => list.rows.rows.some((row) => row.id === id));
    assert.equal(list.change('insert', id)?.source, 'broadcast');
    assert.deepEqual(page.statuses, ['connecting', 'connected']);
    assert.deepEqual([page.problems, page.gaps], [[], []]);
  });

  it('is told of a topic that is not its own, and sees no rows', async () => {
    const page = partnerPage('brightdesk');
    const list = page.query({ table: 'tickets' });
    await until('it is refused', () => page.session.error !== null);
    await until('the list says so', () => list.rows.error !== null);
    assert.equal(page.session.error?.code, 'channel-refused');
    assert.match(page.session.error?.message ?? '', /livetags:public\.tickets:a0000000/);
    assert.deepEqual([list.rows.rows, list.rows.status], [[], 'error']);
  });

  it('that loses all its rows has an empty list, and no error', async () => {
    const page = partnerPage('maisonClair');
    const list = await page.live(feed);
    assert.ok(list.rows.rows.length > 3);
    await write(backend, 'delete from tickets where partner_id = $1', [partners.maisonClair]);
    await until('all have gone', () => list.rows.rows.length === 0);
    assert.deepEqual([list.rows.status, list.rows.error, page.problems], ['live', null, []]);
  });
});

describe('staff', () => {
  it('hears whole rows on the topic of the table, with the same page', async () => {
    const page = new BackendSession(backend, { source: 'broadcast', accessToken: staffToken(backend) });
    const list = await page.live({ table: 'tickets', limit: 500 });
    const id = await addTicket('kontorNord', 'For staff');
    await until('it comes', () => list.rows.rows.some((row) => row.id === id));
    const change = list.change('insert', id);
    assert.deepEqual([change?.source, change?.row['partner_id']], ['broadcast', partners.kontorNord]);
    await write(backend, `update tickets set assignee = 'Otto' where id = $1`, [id]);
    await until('it changes', () => list.rows.rows.some((row) => row['assignee'] === 'Otto'));
    await write(backend, 'delete from tickets where id = $1', [id]);
    await until('it goes', () => !list.rows.rows.some((row) => row.id === id));
    assert.equal(page.session.stats.repairs, 0);
  });

  it('does not get them without the right: a stranger is refused', async () => {
    const stranger = backend.signToken({ sub: 'c0000000-0000-4000-8000-000000000009', role: 'authenticated' }, 600);
    const page = new BackendSession(backend, { source: 'broadcast', accessToken: stranger });
    const list = page.query({ table: 'tickets' });
    await until('it is refused', () => list.rows.error !== null);
    assert.deepEqual([list.rows.error?.code, list.rows.rows], ['channel-refused', []]);
  });
});
