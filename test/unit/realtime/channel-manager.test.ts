/** One channel per table, leased; what its leases and its status tell when the server does what it does. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { LoadError, loadFailed } from '../../../src/realtime/load-failed.ts';
import { StreamRig } from '../../support/stream-rig.ts';

const linger = 3_000;

describe('RealtimeChannelManager: leases', () => {
  it('joins once for three leases of a table, and tells each of them', async () => {
    const rig = new StreamRig();
    const leases = [rig.lease('products'), rig.lease('products'), rig.lease('products')];
    await rig.open();
    const channel = rig.transport.channel('products');
    channel.joinAndFlow();
    channel.change({ new: { id: 'a' } });
    assert.equal(rig.transport.count('join products'), 1);
    for (const { heard, stream } of leases) {
      assert.deepEqual(heard, ['flowing', 'insert a']);
      assert.equal(stream.flowing, true);
    }
    assert.equal(rig.manager.eventsReceived, 1);
  });

  it('joins at once what is leased while the socket stands, and nothing before', async () => {
    const rig = new StreamRig();
    rig.lease('products');
    assert.deepEqual(rig.transport.calls, []);
    await rig.open();
    rig.lease('tickets');
    assert.deepEqual(rig.transport.calls, ['token none', 'open', 'join products', 'join tickets']);
  });

  it('joins once what somebody leases while the others join', async () => {
    const rig = new StreamRig();
    rig.lease('products');
    await rig.start();
    const join = rig.transport.join.bind(rig.transport);
    rig.transport.join = (topic, binding, listener) => {
      if (binding.table === 'products') rig.lease('tickets');
      return join(topic, binding, listener);
    };
    rig.transport.accept();
    assert.deepEqual(rig.transport.calls.slice(2), ['join tickets', 'join products']);
  });

  it('tells tables of different schemas apart', async () => {
    const rig = new StreamRig();
    const shop = rig.lease('products', 'shop');
    const main = rig.lease('products');
    await rig.open();
    const [first, second] = rig.transport.live;
    assert.deepEqual([first?.binding.schema, second?.binding.schema], ['shop', 'public']);
    first?.joinAndFlow();
    first?.change({ new: { id: 'a' } });
    assert.deepEqual([shop.heard, main.heard], [['flowing', 'insert a'], []]);
  });

  it('leaves a channel 3 s after its last lease', async () => {
    const rig = new StreamRig();
    const [first] = await rig.flowing('products');
    const second = rig.lease('products');
    first?.stream.release();
    await rig.clock.advance(10 * linger);
    assert.deepEqual(rig.transport.calls, []);
    second.stream.release();
    await rig.clock.advance(linger - 1);
    assert.deepEqual(rig.transport.calls, []);
    await rig.clock.advance(1);
    assert.deepEqual(rig.transport.calls, ['leave products']);
  });

  it('joins nothing anew for a lease that comes within that time, as an element that is moved', async () => {
    const rig = new StreamRig();
    const [lease] = await rig.flowing('products');
    lease?.stream.release();
    await rig.clock.advance(linger - 1);
    const moved = rig.lease('products');
    assert.equal(moved.stream.flowing, true);
    await rig.clock.advance(10 * linger);
    assert.deepEqual(rig.transport.calls, []);
    rig.transport.channel('products').change({ new: { id: 'a' } });
    assert.deepEqual([moved.heard, lease?.heard], [['insert a'], []]);
  });

  it('takes a lease given back twice for one', async () => {
    const rig = new StreamRig();
    const [lease] = await rig.flowing('products');
    const other = rig.lease('products');
    lease?.stream.release();
    lease?.stream.release();
    await rig.clock.advance(linger);
    assert.equal(other.stream.flowing, true);
    assert.deepEqual(rig.transport.calls, []);
  });

  it('takes the last lease given back twice for one, also when another comes at once', async () => {
    const rig = new StreamRig();
    const [lease] = await rig.flowing('products');
    lease?.stream.release();
    lease?.stream.release();
    const next = rig.lease('products');
    await rig.clock.advance(linger);
    assert.equal(next.stream.flowing, true);
    assert.deepEqual(rig.transport.calls, []);
  });

  it('drops at once, and joins no more, what is given back while there is no socket', async () => {
    const rig = new StreamRig();
    const [lease] = await rig.flowing('products');
    rig.transport.break();
    lease?.stream.release();
    await rig.reopened();
    assert.equal(rig.transport.count('join products'), 0);
  });

  it('warns when the channels of a connection run out', async () => {
    const rig = new StreamRig();
    await rig.open();
    for (let count = 1; count < 80; count += 1) rig.lease(`table_${count}`);
    assert.deepEqual(rig.problems, []);
    rig.lease('table_80');
    rig.lease('table_81');
    assert.deepEqual(
      rig.problems.map(({ code }) => code),
      ['rate-limited'],
    );
  });
});

describe('RealtimeChannelManager: the socket', () => {
  it('tells the leases of a loss, joins anew on a topic of its own, and counts the return', async () => {
    const rig = new StreamRig();
    const [products, tickets] = await rig.flowing('products', 'tickets');
    const before = rig.transport.channel('products').topic;
    rig.transport.break('socket closed: 1006');
    assert.deepEqual(products?.heard, ['interrupted socket closed: 1006']);
    assert.equal(products?.stream.flowing, false);
    assert.equal(rig.manager.status.nextRetryAt !== null, true);
    await rig.reopened();
    assert.notEqual(rig.transport.channel('products').topic, before);
    rig.transport.channel('products').joinAndFlow();
    assert.equal(rig.status, 'reconnecting', 'tickets do not flow yet');
    rig.transport.channel('tickets').joinAndFlow();
    assert.deepEqual(tickets?.heard, ['interrupted socket closed: 1006', 'flowing']);
    assert.deepEqual(rig.statuses, ['reconnecting', 'connected']);
    assert.equal(rig.manager.reconnects, 1);
  });

  it('leaves every channel of the lost socket before the next is opened', async () => {
    const rig = new StreamRig();
    await rig.flowing('products', 'tickets');
    rig.transport.break();
    await rig.reopened();
    assert.deepEqual(rig.transport.calls, [
      'leave products',
      'leave tickets',
      'close',
      'token none',
      'open',
      'join products',
      'join tickets',
    ]);
  });

  it('passes on that the page was away, without joining anything', async () => {
    const rig = new StreamRig();
    const [lease] = await rig.flowing('products');
    rig.lifecycle.tell('hidden');
    rig.lifecycle.tell('visible');
    assert.deepEqual(lease?.heard, ['doubted the page was hidden']);
    assert.deepEqual(rig.transport.calls, []);
  });

  it('leaves no timer and no channel once it is stopped, and does not come back to what nobody needs', async () => {
    const rig = new StreamRig();
    const [products] = await rig.flowing('products', 'tickets', 'customers');
    products?.stream.release();
    rig.transport.channel('tickets').fail('InitializingProjectConnection: wait');
    rig.manager.stop();
    await rig.clock.advance(0);
    assert.equal(rig.clock.timers, 0);
    assert.equal(rig.transport.live.length, 0);
    assert.equal(rig.status, 'disconnected');
    await rig.open();
    assert.deepEqual(
      rig.transport.live.map(({ binding }) => binding.table),
      ['tickets', 'customers'],
    );
  });

  it('sets no timer for a lease given back after it was stopped', async () => {
    const rig = new StreamRig();
    const [lease] = await rig.flowing('products');
    rig.manager.stop();
    lease?.stream.release();
    assert.equal(rig.clock.timers, 0);
  });
});

describe('RealtimeChannelManager: status', () => {
  it('is connected when changes flow, and not when the join was accepted', async () => {
    const rig = new StreamRig();
    rig.lease('products');
    await rig.open();
    rig.transport.channel('products').join();
    assert.equal(rig.status, 'connecting');
    rig.transport.channel('products').flow();
    assert.deepEqual(rig.statuses, ['connecting', 'connected']);
    assert.equal(rig.manager.reconnects, 0);
  });

  it('stays connected while another table joins, and when it is refused', async () => {
    const rig = new StreamRig();
    await rig.flowing('products');
    const orders = rig.lease('orders');
    rig.transport.channel('orders').join();
    rig.transport.channel('orders').systemError('Unable to subscribe to changes with given parameters. Please check');
    assert.deepEqual(orders.heard, [
      'interrupted ' + 'The database does not send changes of "orders".',
      'refused not-published',
    ]);
    assert.deepEqual(rig.statuses, []);
  });

  it('stays connected when a table that flowed is refused later, and counts no reconnect', async () => {
    const rig = new StreamRig();
    await rig.flowing('products', 'tickets');
    rig.transport.channel('tickets').systemError('Unable to subscribe to changes with given parameters. Please check');
    assert.equal(rig.status, 'connected');
    assert.deepEqual(rig.statuses, []);
    assert.equal(rig.manager.reconnects, 0);
  });

  it('tells once the refusal of the only table, and the connection is in error', async () => {
    const rig = new StreamRig();
    rig.lease('orders');
    await rig.open();
    rig.transport.channel('orders').fail('Unauthorized: no');
    assert.equal(rig.manager.status.error?.code, 'channel-refused');
    assert.deepEqual(rig.statuses, ['connecting', 'error']);
  });

  it('does not tell the same status twice', async () => {
    const rig = new StreamRig();
    let told = 0;
    rig.onStatus = () => (told += 1);
    rig.lease('products');
    rig.lease('tickets');
    await rig.open();
    assert.equal(told, 1);
    rig.transport.channel('products').joinAndFlow();
    rig.transport.channel('tickets').joinAndFlow();
    const connected = told;
    rig.transport.channel('tickets').flow();
    assert.equal(told, connected);
  });
});

describe('RealtimeChannelManager: messages', () => {
  it('skips what is no change, reports it, and has the rows read again', async () => {
    const rig = new StreamRig();
    const [lease] = await rig.flowing('products');
    rig.transport.channel('products').change({ eventType: 'TRUNCATE' });
    rig.transport.channel('products').change({ new: { id: 'b' } });
    assert.deepEqual(lease?.heard, ['doubted a message could not be read', 'insert b']);
    assert.deepEqual(
      rig.problems.map(({ code }) => code),
      ['bad-payload'],
    );
  });

  it('takes every repetition of the mark for a gap: the server subscribed anew', async () => {
    const rig = new StreamRig();
    const [lease] = await rig.flowing('products');
    rig.transport.channel('products').flow();
    assert.deepEqual(lease?.heard, ['flowing']);
  });
});

describe('RealtimeChannelManager: a socket that does not open', () => {
  it('is told of as blocked after three tries', async () => {
    const rig = new StreamRig();
    rig.lease('products');
    await rig.start();
    const codes: string[][] = [];
    for (let tries = 0; tries < 3; tries += 1) {
      rig.transport.break();
      codes.push(rig.problems.map(({ code }) => code));
      while (rig.transport.count('open') < tries + 2) await rig.clock.advance(100);
    }
    assert.deepEqual(codes, [[], [], ['socket-blocked']]);
  });

  it('is not called blocked while its code does not come, which is told', async () => {
    const rig = new StreamRig();
    rig.lease('products');
    const failure = new Error('Failed to fetch: https://cdn.test/supabase.js?attempt=2');
    rig.transport.tokenFailure = new LoadError(loadFailed('The live connection could not be loaded', failure));
    await rig.start();
    await rig.clock.advance(120_000);
    const [first] = rig.problems;
    assert.equal(
      first?.message,
      'The live connection could not be loaded: Failed to fetch: https://cdn.test/supabase.js',
    );
    assert.deepEqual(new Set(rig.problems.map(({ code }) => code)), new Set(['load-failed']));
    rig.transport.tokenFailure = undefined;
    await rig.clock.advance(60_000);
    assert.ok(
      rig.problems.some(({ code }) => code === 'socket-blocked'),
      'it came, and no socket opens',
    );
  });
});
