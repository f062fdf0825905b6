/** What a channel does about each way in which a join can fail to become a stream. Texts as in the transcripts. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TokenSource } from '../../../src/realtime/access-token.ts';
import { fixedToken } from '../../../src/realtime/token-source.ts';
import { sampleToken } from '../../support/sample-token.ts';
import { StreamRig } from '../../support/stream-rig.ts';

const expired = 'Token has expired 1 seconds ago';
const refusedJoin = 'InvalidJWTToken: Token has expired 60 seconds ago';
const unpublished =
  'Unable to subscribe to changes with given parameters. Please check Realtime is enabled for the given connect parameters: [event: *]';

/** Ever new tokens of one reader, counted. */
class Mint implements TokenSource {
  readonly renewable = true;
  fetches = 0;
  failing = false;
  /** False: the same token at every fetch. */
  renews = true;

  fetch(): Promise<string> {
    this.fetches += 1;
    if (this.failing) return Promise.reject(new Error('down'));
    return Promise.resolve(sampleToken({ sub: 'anna', serial: this.renews ? this.fetches : 1 }));
  }
}

describe('TableChannel: no word after the join', () => {
  it('has the rows read after 3 s, and joins anew after 20 s', async () => {
    const rig = new StreamRig();
    const lease = rig.lease('products');
    await rig.open();
    const first = rig.transport.channel('products');
    first.join();
    await rig.clock.advance(2_999);
    assert.deepEqual(lease.heard, []);
    await rig.clock.advance(1);
    assert.deepEqual(lease.heard, ['doubted no word from the database']);
    await rig.clock.advance(17_000);
    assert.equal(first.left, true);
    assert.deepEqual(lease.heard.slice(1), ['interrupted no word from the database']);
    await rig.clock.advance(2_000);
    assert.notEqual(rig.transport.channel('products').topic, first.topic);
  });

  it('is content with a mark that comes late', async () => {
    const rig = new StreamRig();
    const lease = rig.lease('products');
    await rig.open();
    rig.transport.channel('products').join();
    await rig.clock.advance(10_000);
    rig.transport.channel('products').flow();
    await rig.clock.advance(60_000);
    assert.equal(rig.transport.count('join products'), 1);
    assert.deepEqual(lease.heard, ['doubted no word from the database', 'flowing']);
  });

  it('does not take the mark of another extension for that of the database', async () => {
    const rig = new StreamRig();
    const lease = rig.lease('products');
    await rig.open();
    rig.transport.channel('products').join();
    rig.transport.channel('products').systemOk('system');
    assert.deepEqual(lease.heard, []);
    assert.equal(lease.stream.flowing, false);
  });
});

describe('TableChannel: a passing failure', () => {
  it('joins anew on another topic, ever more slowly', async () => {
    const rig = new StreamRig();
    rig.clock.random = () => 1;
    rig.lease('products');
    await rig.open();
    const waits: number[] = [];
    const topics = new Set<string>();
    for (let failure = 0; failure < 7; failure += 1) {
      const channel = rig.transport.channel('products');
      topics.add(channel.topic);
      channel.fail('InitializingProjectConnection: wait');
      const failedAt = rig.clock.now();
      while (rig.transport.live.length === 0) await rig.clock.advance(100);
      waits.push(rig.clock.now() - failedAt);
    }
    assert.deepEqual(waits, [2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    assert.equal(topics.size, 7);
  });

  it('forgets failures once the stream has stood for 30 s, and not before', async () => {
    const rig = new StreamRig();
    rig.clock.random = () => 1;
    rig.lease('products');
    await rig.open();
    const waitAfter = async (stood: number): Promise<number> => {
      rig.transport.channel('products').joinAndFlow();
      await rig.clock.advance(stood);
      rig.transport.channel('products').close();
      const closedAt = rig.clock.now();
      while (rig.transport.live.length === 0) await rig.clock.advance(100);
      return rig.clock.now() - closedAt;
    };
    assert.equal(await waitAfter(29_999), 2_000);
    assert.equal(await waitAfter(29_999), 4_000);
    assert.equal(await waitAfter(30_000), 2_000);
  });

  it('waits at least 30 s when the server asks to slow down', async () => {
    const rig = new StreamRig();
    rig.lease('products');
    await rig.open();
    rig.transport.channel('products').fail('ClientJoinRateLimitReached: Too many joins per second');
    await rig.clock.advance(29_999);
    assert.equal(rig.transport.live.length, 0);
    await rig.clock.advance(1);
    assert.equal(rig.transport.live.length, 1);
  });

  it('does not disturb the channels beside it', async () => {
    const rig = new StreamRig();
    const [products, tickets] = await rig.flowing('products', 'tickets');
    rig.transport.channel('tickets').fail('TimeoutOnRpcCall: Node request timeout');
    rig.transport.channel('products').change({ new: { id: 'a' } });
    await rig.clock.advance(2_000);
    assert.deepEqual(products?.heard, ['insert a']);
    assert.equal(tickets?.heard[0]?.startsWith('interrupted'), true);
    assert.equal(rig.transport.count('leave products'), 0);
  });
});

describe('TableChannel: closed by the server', () => {
  it('makes a new channel: the old one never comes back by itself', async () => {
    const rig = new StreamRig();
    const [lease] = await rig.flowing('products');
    const first = rig.transport.channel('products');
    first.close();
    assert.deepEqual(lease?.heard, ['interrupted the server closed the channel']);
    await rig.clock.advance(2_000);
    const second = rig.transport.channel('products');
    assert.notEqual(second.topic, first.topic);
    second.joinAndFlow();
    assert.equal(lease?.heard.at(-1), 'flowing');
  });

  it('is not brought back by the old channel speaking late', async () => {
    const rig = new StreamRig();
    const [lease] = await rig.flowing('products');
    const first = rig.transport.channel('products');
    first.close();
    lease!.heard.length = 0;
    first.flow();
    first.change({ new: { id: 'late' } });
    assert.deepEqual(lease?.heard, []);
  });
});

describe('TableChannel: refused for good', () => {
  it('stops, and leaves the channel so that the server does not stall the socket with its next tries', async () => {
    const rig = new StreamRig();
    const [, tickets] = await rig.flowing('products', 'tickets');
    rig.transport.channel('tickets').fail('Unauthorized: You do not have permissions');
    await rig.clock.advance(3_600_000);
    assert.deepEqual(rig.transport.calls, ['leave tickets']);
    assert.equal(tickets?.heard.at(-1), 'refused channel-refused');
    assert.equal(rig.status, 'connected');
  });

  it('tells whoever leases it later', async () => {
    const rig = new StreamRig();
    const [lease] = await rig.flowing('products');
    rig.transport.channel('products').fail('Unauthorized: no');
    assert.deepEqual(rig.lease('products').heard, ['refused channel-refused']);
    assert.deepEqual(lease?.heard.slice(1), ['refused channel-refused']);
  });

  it('is tried again with a new socket', async () => {
    const rig = new StreamRig();
    await rig.flowing('products');
    rig.transport.channel('products').fail('Unauthorized: no');
    rig.manager.reconnect();
    await rig.clock.advance(0);
    rig.transport.accept();
    assert.equal(rig.transport.live.length, 1);
    assert.equal(rig.manager.status.error, null);
  });

  it('tries a table that is not published about once a minute, without a word until it flows', async () => {
    const rig = new StreamRig();
    const [, orders] = await rig.flowing('products', 'orders');
    const refuse = (): void => {
      rig.transport.channel('orders').join();
      rig.transport.channel('orders').systemError(unpublished);
    };
    rig.transport.channel('orders').systemError(unpublished);
    for (let tries = 0; tries < 3; tries += 1) {
      await rig.clock.advance(44_000);
      assert.throws(() => rig.transport.channel('orders'), /nobody/, 'not before three quarters of a minute');
      await rig.clock.advance(46_000);
      assert.equal(rig.manager.status.error, null);
      refuse();
    }
    await rig.clock.advance(90_000);
    rig.transport.channel('orders').joinAndFlow();
    assert.equal(orders?.heard.at(-1), 'flowing');
    assert.deepEqual(rig.statuses, [], 'the neighbours flowed all the time');
    assert.equal(rig.manager.reconnects, 0);
  });

  it('goes on saying so while the only table is tried again', async () => {
    const rig = new StreamRig();
    const [orders] = await rig.flowing('orders');
    rig.transport.channel('orders').systemError(unpublished);
    await rig.clock.advance(90_000);
    rig.transport.channel('orders').join();
    assert.equal(rig.manager.status.error?.code, 'not-published');
    assert.equal(rig.lease('orders').heard.at(-1), 'refused not-published');
    rig.transport.channel('orders').flow();
    assert.deepEqual(rig.statuses, ['error', 'connected']);
    assert.equal(orders?.heard.at(-1), 'flowing');
  });
});

describe('TableChannel: a refused token', () => {
  it('is renewed once for all channels that the server closes, and they join with the new one', async () => {
    const source = new Mint();
    const rig = new StreamRig({ source });
    const leases = await rig.flowing('products', 'tickets', 'customers');
    assert.equal(source.fetches, 1);
    for (const table of ['products', 'tickets', 'customers']) {
      const channel = rig.transport.channel(table);
      channel.systemError(expired, 'system');
      channel.close();
    }
    await rig.clock.advance(2_000);
    assert.equal(source.fetches, 2);
    for (const table of ['products', 'tickets', 'customers']) rig.transport.channel(table).joinAndFlow();
    for (const { heard } of leases) assert.equal(heard.at(-1), 'flowing');
    assert.equal(rig.status, 'connected');
  });

  it('is not asked for again by a channel that is closed after the new one has come', async () => {
    const source = new Mint();
    const rig = new StreamRig({ source });
    await rig.flowing('products', 'tickets');
    source.renews = true;
    rig.transport.channel('products').systemError(expired, 'system');
    rig.transport.channel('products').close();
    await rig.clock.advance(100);
    const sameFromNow = await rig.token.get();
    source.fetch = () => (source.fetches++, Promise.resolve(sameFromNow!));
    rig.transport.channel('tickets').systemError(expired, 'system');
    rig.transport.channel('tickets').close();
    await rig.clock.advance(2_000);
    assert.equal(source.fetches, 2);
    assert.notEqual(rig.status, 'error');
    assert.equal(rig.transport.live.length, 2);
  });

  it('is renewed as well when it is the join that is refused', async () => {
    const source = new Mint();
    const rig = new StreamRig({ source });
    rig.lease('products');
    await rig.open();
    rig.transport.channel('products').fail(refusedJoin);
    await rig.clock.advance(2_000);
    assert.equal(source.fetches, 2);
    rig.transport.channel('products').joinAndFlow();
    assert.equal(rig.status, 'connected');
  });

  it('ends everything when it cannot be renewed', async () => {
    const rig = new StreamRig({ source: fixedToken(sampleToken({ sub: 'anna' })) });
    await rig.flowing('products', 'tickets');
    rig.transport.channel('products').systemError(expired, 'system');
    rig.transport.channel('products').close();
    await rig.clock.advance(60_000);
    assert.deepEqual(rig.statuses.at(-1), 'error');
    assert.deepEqual([rig.manager.status.error?.code, rig.manager.status.error?.permanent], ['token-rejected', true]);
    assert.equal(rig.transport.live.length, 0);
    assert.equal(rig.transport.count('open'), 0);
  });

  it('is waited for while its source fails: nothing is given up that may pass', async () => {
    const source = new Mint();
    const rig = new StreamRig({ source });
    const [lease] = await rig.flowing('products');
    source.failing = true;
    rig.transport.channel('products').systemError(expired, 'system');
    rig.transport.channel('products').close();
    for (let tries = 0; tries < 5; tries += 1) {
      await rig.clock.advance(60_000);
      rig.transport.channel('products').fail(refusedJoin);
    }
    assert.equal(rig.status, 'reconnecting');
    source.failing = false;
    await rig.clock.advance(120_000);
    rig.transport.channel('products').joinAndFlow();
    assert.equal(lease?.heard.at(-1), 'flowing');
  });

  it('is given up after a few new ones that are refused as well', async () => {
    const source = new Mint();
    const rig = new StreamRig({ source });
    rig.lease('products');
    await rig.open();
    for (let refusals = 0; rig.status !== 'error'; refusals += 1) {
      assert.ok(refusals < 3, 'still trying');
      rig.transport.channel('products').fail('InvalidJWTToken: Fields `role` and `exp` are required in JWT');
      await rig.clock.advance(10_000);
    }
    assert.equal(source.fetches, 4);
  });

  it('is counted anew once changes have flowed', async () => {
    const source = new Mint();
    const rig = new StreamRig({ source });
    await rig.flowing('products');
    for (let hour = 0; hour < 6; hour += 1) {
      rig.transport.channel('products').systemError(expired, 'system');
      rig.transport.channel('products').close();
      await rig.clock.advance(60_000);
      rig.transport.channel('products').joinAndFlow();
    }
    assert.equal(rig.status, 'connected');
  });

  it('does not bring back by its renewal what was stopped meanwhile', async () => {
    const source = new Mint();
    const rig = new StreamRig({ source });
    await rig.flowing('products');
    rig.transport.channel('products').systemError(expired, 'system');
    rig.transport.channel('products').close();
    rig.manager.stop();
    await rig.clock.advance(60_000);
    assert.equal(rig.transport.live.length, 0);
    assert.equal(rig.clock.timers, 0);
  });

  it('does not bring back a channel on a socket that was lost meanwhile', async () => {
    const source = new Mint();
    const rig = new StreamRig({ source });
    await rig.flowing('products');
    rig.transport.channel('products').systemError(expired, 'system');
    rig.transport.channel('products').close();
    rig.transport.break();
    await rig.clock.advance(9_000);
    assert.equal(rig.transport.live.length, 0, 'the next socket is not accepted yet');
    rig.transport.accept();
    assert.equal(rig.transport.count('join products'), 1);
  });

  it('tells of a role that does not exist, on which the server closes nothing', async () => {
    const rig = new StreamRig();
    const lease = rig.lease('products');
    await rig.open();
    rig.transport.channel('products').join();
    rig.transport
      .channel('products')
      .systemError(
        'Unable to subscribe to changes with given parameters. An exception happened so please check your connect parameters: [event: *]. Exception: ERROR 42704 (undefined_object) role "boss" does not exist',
      );
    assert.equal(lease.heard.at(-1), 'refused token-rejected');
    assert.equal(rig.manager.status.error?.code, 'token-rejected');
  });
});

describe('TableChannel: the socket goes', () => {
  it('takes the failure of a channel whose socket is gone for no failure of its own', async () => {
    const rig = new StreamRig();
    rig.clock.random = () => 1;
    await rig.flowing('products');
    for (let drops = 0; drops < 3; drops += 1) {
      rig.transport.isOpen = false;
      rig.transport.channel('products').fail('channel error: transport failure');
      rig.transport.break();
      await rig.reopened();
      rig.transport.channel('products').joinAndFlow();
    }
    rig.transport.channel('products').close();
    await rig.clock.advance(2_000);
    assert.equal(rig.transport.live.length, 1, 'the first wait of a channel that has never failed');
  });

  it('leaves it to a client handed over to join again, and hears of it', async () => {
    const rig = new StreamRig({ managed: false });
    rig.transport.isOpen = true;
    const [lease] = await rig.flowing('products');
    const channel = rig.transport.channel('products');
    rig.transport.isOpen = false;
    channel.fail('socket closed: 1006');
    assert.deepEqual(lease?.heard, ['interrupted socket closed: 1006']);
    assert.equal(rig.status, 'reconnecting');
    await rig.clock.advance(600_000);
    assert.deepEqual(rig.transport.calls, []);
    rig.transport.isOpen = true;
    channel.joinAndFlow();
    assert.equal(lease?.heard.at(-1), 'flowing');
    assert.equal(rig.status, 'connected');
    assert.equal(rig.manager.reconnects, 1);
  });

  it('joins anew, and asks for no token, when the server closes a channel of a client handed over', async () => {
    const source = new Mint();
    const rig = new StreamRig({ managed: false, source });
    rig.transport.isOpen = true;
    await rig.flowing('products');
    rig.transport.channel('products').systemError(expired, 'system');
    rig.transport.channel('products').close();
    await rig.clock.advance(2_000);
    assert.equal(rig.transport.live.length, 1);
    assert.equal(source.fetches, 1);
  });
});
