/** `source="broadcast"`: whose topic is joined, when changes flow, and what becomes of what comes in. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TokenSource } from '../../../src/realtime/access-token.ts';
import { broadcastChange, broadcastTopic } from '../../../src/realtime/broadcast.ts';
import { toRowEvent } from '../../../src/realtime/change-payload.ts';
import { fixedToken } from '../../../src/realtime/token-source.ts';
import { sampleToken } from '../../support/sample-token.ts';
import { StreamRig } from '../../support/stream-rig.ts';

const binding = { schema: 'public', table: 'tickets', broadcast: true };
const refusal = 'Unauthorized: You do not have permissions to read from this Channel topic: livetags:public.tickets';

describe('broadcastTopic', () => {
  it("is the table's, and a partner's own when the token names one", () => {
    assert.equal(broadcastTopic(binding, null), 'livetags:public.tickets');
    assert.equal(broadcastTopic(binding, sampleToken({ sub: 'anna' })), 'livetags:public.tickets');
    assert.equal(broadcastTopic(binding, sampleToken({ partner_id: 'b' })), 'livetags:public.tickets:b');
    assert.equal(
      broadcastTopic(binding, sampleToken({ app_metadata: { partner_id: 7 } })),
      'livetags:public.tickets:7',
    );
  });
});

describe('broadcastChange', () => {
  const eventOf = (message: unknown) => toRowEvent(broadcastChange(message, binding), 'broadcast');

  it('reads what realtime.broadcast_changes writes', () => {
    const message = {
      operation: 'UPDATE',
      schema: 'x',
      table: 'y',
      record: { id: 1, n: 2 },
      old_record: { id: 1, n: 1 },
    };
    assert.deepEqual(eventOf(message), {
      type: 'update',
      schema: 'public',
      table: 'tickets',
      record: { id: 1, n: 2 },
      old: { id: 1, n: 1 },
      faulty: false,
      committedAt: null,
      source: 'broadcast',
    });
    const gone = eventOf({ operation: 'DELETE', record: null, old_record: { id: 1 } });
    assert.deepEqual([gone?.type, gone?.record, gone?.old], ['delete', {}, { id: 1 }]);
  });

  it('says when the row was too large to be sent', () => {
    const cut = eventOf({ operation: 'UPDATE', record: { id: 1 }, errors: ['Error 413: Payload Too Large'] });
    assert.equal(cut?.faulty, true);
  });

  for (const message of [null, 'hello', 7, {}, { operation: 'TRUNCATE' }, { operation: 'INSERT', record: [] }]) {
    it(`takes this for no change: ${JSON.stringify(message)}`, () => assert.equal(eventOf(message), null));
  }
});

describe('a channel that hears broadcasts', () => {
  it('flows with the join, waits for no mark of the database, and tells the rows', async () => {
    const rig = new StreamRig({ broadcast: true });
    const lease = rig.lease('tickets');
    await rig.open();
    const channel = rig.transport.channel('tickets');
    assert.equal(channel.topic, 'livetags:public.tickets');
    channel.join();
    assert.equal(lease.stream.flowing, true);
    assert.equal(rig.status, 'connected');
    channel.change(broadcastChange({ operation: 'INSERT', record: { id: 'a' } }, binding));
    await rig.clock.advance(60_000);
    assert.deepEqual(lease.heard, ['flowing', 'insert a']);
    assert.equal(rig.transport.count('join tickets'), 1);
  });

  it("has the rows read again when the server's way to the database stands later than the join", async () => {
    const rig = new StreamRig({ broadcast: true });
    const lease = rig.lease('tickets');
    await rig.open();
    const channel = rig.transport.channel('tickets');
    channel.join();
    channel.systemOk('postgres_changes');
    assert.deepEqual(lease.heard, ['flowing']);
    channel.systemOk('system');
    assert.deepEqual(lease.heard, ['flowing', 'flowing']);
  });

  it('gives up a topic that is not allowed, with what to do, and joins it no more', async () => {
    const rig = new StreamRig({ broadcast: true });
    const lease = rig.lease('tickets');
    await rig.open();
    rig.transport.channel('tickets').fail(refusal);
    await rig.clock.advance(600_000);
    assert.deepEqual(lease.heard, ['refused channel-refused']);
    assert.equal(rig.transport.count('join tickets'), 1);
    assert.equal(rig.status, 'error');
    assert.match(rig.manager.status.error?.remedy ?? '', /policy on realtime\.messages/);
  });

  it('follows the token to the topic of another partner', async () => {
    let partner = 'a';
    const source: TokenSource = {
      renewable: true,
      fetch: () => Promise.resolve(sampleToken({ role: 'anon', partner_id: partner })),
    };
    const rig = new StreamRig({ broadcast: true, source });
    rig.lease('tickets');
    const identities: boolean[] = [];
    rig.token.observe({
      changed: (_token, identityChanged) => void identities.push(identityChanged),
      failed: () => undefined,
    });
    await rig.open();
    assert.equal(rig.transport.channel('tickets').topic, 'livetags:public.tickets:a');
    partner = 'b';
    await rig.token.renew();
    assert.deepEqual(identities, [false, true], 'tokens that differ in nothing but the partner are two identities');
    rig.manager.reconnect();
    await rig.clock.advance(0);
    rig.transport.accept();
    assert.equal(rig.transport.channel('tickets').topic, 'livetags:public.tickets:b');
  });

  it('says what it cannot read, and has the rows read instead', async () => {
    const rig = new StreamRig({ broadcast: true, source: fixedToken(sampleToken({ sub: 'anna' })) });
    const lease = rig.lease('tickets');
    await rig.open();
    rig.transport.channel('tickets').join();
    rig.transport.channel('tickets').change(broadcastChange('hello', binding));
    assert.deepEqual(lease.heard, ['flowing', 'doubted a message could not be read']);
    assert.deepEqual(
      rig.problems.map(({ code }) => code),
      ['bad-payload'],
    );
  });
});
