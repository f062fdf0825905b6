/** The whole machinery of one provider put together, over scripted ports, in virtual time. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LiveChange } from '../../src/domain/change.ts';
import type { Problem } from '../../src/domain/status.ts';
import { LiveSession, type SessionOptions } from '../../src/live-session.ts';
import { ReadError } from '../../src/sync/read-error.ts';
import { sampleToken } from '../support/sample-token.ts';
import { ScriptedLifecycle } from '../support/scripted-lifecycle.ts';
import { ScriptedReader } from '../support/scripted-reader.ts';
import { ScriptedTransport } from '../support/scripted-transport.ts';
import { VirtualClock } from '../support/virtual-clock.ts';

const minute = 60_000;

class Rig {
  readonly clock = new VirtualClock();
  readonly transport = new ScriptedTransport();
  readonly lifecycle = new ScriptedLifecycle();
  readonly reader = new ScriptedReader();
  readonly problems: string[] = [];
  readonly gaps: string[] = [];
  readonly errors: string[] = [];
  readonly session: LiveSession;

  constructor(options: Partial<SessionOptions> = {}) {
    this.reader.rows = [{ id: 'a', name: 'Mug', price: '9.50' }];
    const { clock, transport, lifecycle, reader } = this;
    this.session = new LiveSession({
      ...{ url: 'https://ref.supabase.co', apiKey: 'sb_publishable_x' },
      ...{ clock, transport, lifecycle, reader },
      onProblem: ({ code }) => this.problems.push(code),
      onGap: ({ why }) => this.gaps.push(why),
      onListenerError: (error) => this.errors.push(String(error)),
      ...options,
    });
  }

  async flowing(table = 'products') {
    const rows = this.session.query<{ id: string; price: number }>({ table });
    this.session.connect();
    await this.clock.advance(0);
    this.transport.accept();
    this.transport.channel(table).joinAndFlow();
    await this.clock.advance(100);
    assert.equal(rows.status, 'live');
    return rows;
  }
}

function readError(code: Problem['code'], permanent: boolean, token = false): ReadError {
  return new ReadError({ code, message: `${code}.`, remedy: 'r', permanent }, { token });
}

describe('LiveSession', () => {
  it('reads at once, follows, and closes everything: no timer, no channel, no listener is left', async () => {
    const expiresAt = Date.UTC(2026, 0, 2);
    const rig = new Rig({ accessToken: () => Promise.resolve(sampleToken({ sub: 'anna', expiresAt })) });
    const rows = await rig.flowing();
    assert.deepEqual(rows.rows, [{ id: 'a', name: 'Mug', price: 9.5 }], 'a number sent as text is a number');
    rig.session.subscribe('products', () => undefined);
    rig.session.close();
    await rig.clock.advance(0);
    assert.equal(rig.clock.timers, 0);
    assert.equal(rig.transport.live.length, 0);
    assert.equal(rig.lifecycle.observers, 0);
  });

  it("warns of a partner's token on `changes`, once, and not on `broadcast`", async () => {
    const accessToken = sampleToken({ role: 'anon', partner_id: 'a' });
    for (const [source, told] of [
      ['changes', ['partner-on-changes']],
      ['broadcast', []],
      ['poll', []],
    ] as const) {
      const rig = new Rig({ accessToken, source });
      rig.session.connect();
      await rig.clock.advance(100);
      rig.session.setAccessToken(sampleToken({ role: 'anon', partner_id: 'a', serial: 2 }));
      await rig.clock.advance(100);
      assert.deepEqual(rig.problems, told, source);
      rig.session.close();
    }
  });

  it('neither reads nor joins after disconnect(), keeps its rows, and does both after connect()', async () => {
    const rig = new Rig();
    const rows = await rig.flowing();
    rig.session.disconnect();
    assert.equal(rig.session.status, 'disconnected');
    await rig.clock.advance(10);
    const asked = rig.reader.requests.length;
    await rig.clock.advance(30 * minute);
    rig.lifecycle.tell('hidden');
    rig.lifecycle.tell('visible');
    await rig.clock.advance(30 * minute);
    assert.equal(rig.reader.requests.length, asked);
    assert.deepEqual([rows.rows.length, rows.status], [1, 'stale']);
    rig.session.connect();
    await rig.clock.advance(0);
    rig.transport.accept();
    rig.transport.channel('products').joinAndFlow();
    await rig.clock.advance(100);
    assert.ok(rig.reader.requests.length > asked);
    assert.deepEqual([rows.status, rig.session.status], ['live', 'connected']);
  });

  it('goes on when a listener of its status throws, and reports it', async () => {
    const rig = new Rig();
    rig.session.observe(() => {
      throw new Error('not mine');
    });
    let heard = 0;
    rig.session.observe(() => (heard += 1));
    await rig.flowing();
    assert.equal(rig.session.status, 'connected');
    assert.ok(heard >= 2);
    assert.equal(rig.errors[0], 'Error: not mine');
  });

  it('tells a gap once it is closed, and counts', async () => {
    const rig = new Rig();
    await rig.flowing();
    rig.transport.break('socket closed: 1006');
    await rig.clock.advance(1_001);
    rig.transport.accept();
    rig.transport.channel('products').joinAndFlow();
    await rig.clock.advance(100);
    assert.deepEqual(rig.gaps, ['socket closed: 1006']);
    const { reconnects, eventsReceived, fences } = rig.session.stats;
    assert.deepEqual([reconnects, eventsReceived], [1, 0]);
    assert.ok(fences >= 2);
  });

  it('tells every change that comes in to onChange, whatever its table', async () => {
    const heard: string[] = [];
    const onChange = (change: () => LiveChange): void => {
      const { table, type, row } = change();
      heard.push(`${type} ${table} ${String(row['id'])}`);
    };
    const rig = new Rig({ onChange });
    await rig.flowing();
    rig.session.subscribe('orders', () => undefined);
    rig.transport.channel('orders').change({ new: { id: 'o' } });
    rig.transport.channel('products').change({ new: { id: 'p' } });
    assert.deepEqual(heard, ['insert orders o', 'insert products p']);
  });

  it('gives subscribers entities', async () => {
    const rig = new Rig();
    await rig.flowing();
    const prices: unknown[] = [];
    rig.session.subscribe('products', ({ row }) => prices.push(row.price));
    rig.transport.channel('products').change({ new: { id: 'p', price: '4.25' } });
    assert.deepEqual(prices, [4.25]);
  });
});

describe('LiveSession: what only a person can mend', () => {
  for (const code of ['bad-key', 'bad-url'] as const) {
    it(`ends everything at ${code}, says it once, and is taken up again by reconnect()`, async () => {
      const rig = new Rig();
      const rows = await rig.flowing();
      const other = rig.session.query({ table: 'tickets' });
      rig.reader.answer = () => Promise.reject(readError(code, true));
      void rows.refresh();
      await rig.clock.advance(1_000);
      assert.deepEqual([rig.session.status, rig.session.error?.code], ['error', code]);
      for (const list of [rows, other]) assert.deepEqual([list.error?.code, list.rows.length], [code, 0]);
      const asked = rig.reader.requests.length;
      await rig.clock.advance(30 * minute);
      assert.equal(rig.reader.requests.length, asked);
      assert.deepEqual(rig.problems, [code]);
      rig.reader.answer = undefined;
      rig.session.reconnect();
      await rig.clock.advance(0);
      rig.transport.accept();
      for (const table of ['products', 'tickets']) rig.transport.channel(table).joinAndFlow();
      await rig.clock.advance(1_000);
      assert.deepEqual([rows.status, other.status, rig.session.status], ['live', 'live', 'connected']);
    });
  }

  it('is taken up again by connect() as well', async () => {
    const rig = new Rig();
    const rows = await rig.flowing();
    rig.reader.answer = () => Promise.reject(readError('bad-key', true));
    void rows.refresh();
    await rig.clock.advance(1_000);
    rig.reader.answer = undefined;
    rig.session.connect();
    await rig.clock.advance(0);
    rig.transport.accept();
    rig.transport.channel('products').joinAndFlow();
    await rig.clock.advance(1_000);
    assert.deepEqual([rows.status, rig.session.status], ['live', 'connected']);
  });

  it('tries every failed read again as soon as one is good', async () => {
    const rig = new Rig({ source: 'poll' });
    const products = rig.session.query({ table: 'products' });
    rig.session.query({ table: 'tickets' });
    rig.session.connect();
    await rig.clock.advance(100);
    rig.reader.answer = () => Promise.reject(readError('backend-unreachable', false));
    await rig.clock.advance(5 * minute);
    rig.reader.answer = undefined;
    const asked = rig.reader.requests.length;
    await products.refresh();
    await rig.clock.advance(10);
    const tables = new Set(rig.reader.requests.slice(asked).map(({ table }) => table));
    assert.deepEqual([...tables], ['products', 'tickets']);
  });

  it('leaves what is wrong with one table to its list', async () => {
    const rig = new Rig();
    const rows = await rig.flowing();
    rig.reader.answer = () => Promise.reject(readError('unknown-column', true));
    void rows.refresh();
    await rig.clock.advance(1_000);
    assert.deepEqual([rows.error?.code, rig.session.status, rig.session.error], ['unknown-column', 'connected', null]);
  });
});

describe('LiveSession: readers', () => {
  const anna = sampleToken({ sub: 'anna' });
  const ben = sampleToken({ sub: 'ben' });

  it('takes the rows of one away before it asks for those of another, and joins anew', async () => {
    const rig = new Rig({ accessToken: anna });
    const rows = await rig.flowing();
    rig.transport.calls.length = 0;
    const shownAtRead: number[] = [];
    rig.reader.answer = () => {
      shownAtRead.push(rows.rows.length);
      return Promise.resolve({ rows: [{ id: 'b' }], count: null });
    };
    rig.session.setAccessToken(ben);
    await rig.clock.advance(100);
    assert.equal(shownAtRead[0], 0);
    assert.deepEqual(rig.transport.calls, ['leave products', 'close', `token ${ben}`, 'open']);
  });

  it('only passes on the renewed token of the same one', async () => {
    const rig = new Rig({ accessToken: anna });
    const rows = await rig.flowing();
    rig.transport.calls.length = 0;
    const renewed = sampleToken({ sub: 'anna', serial: 2 });
    rig.session.setAccessToken(renewed);
    await rig.clock.advance(0);
    assert.deepEqual(rig.transport.calls, [`token ${renewed}`]);
    assert.equal(rows.rows.length, 1);
  });

  it('goes back to the token endpoint when a fixed token is taken away', async () => {
    const asked: string[] = [];
    const rig = new Rig({
      accessToken: anna,
      tokenUrl: 'https://site.example/token',
      fetch: (url) => {
        asked.push(String(url));
        return Promise.resolve(Response.json({ access_token: ben }));
      },
    });
    await rig.flowing();
    rig.session.setAccessToken(null);
    await rig.clock.advance(100);
    assert.deepEqual(asked, ['https://site.example/token']);
  });
});

describe('LiveSession: polling', () => {
  it('opens no socket, and its status is that of the reads', async () => {
    const rig = new Rig({ source: 'poll', auditInterval: 5_000 });
    const rows = rig.session.query({ table: 'products' });
    rig.session.connect();
    assert.equal(rig.session.status, 'connecting');
    await rig.clock.advance(100);
    assert.deepEqual([rows.status, rig.session.status], ['live', 'connected']);
    rig.reader.answer = () => Promise.reject(readError('backend-unreachable', false));
    await rig.clock.advance(10_000);
    assert.equal(rig.session.status, 'reconnecting');
    rig.reader.answer = undefined;
    await rig.clock.advance(60_000);
    assert.equal(rig.session.status, 'connected');
    const asked = rig.reader.requests.length;
    rig.session.disconnect();
    await rig.clock.advance(30 * minute);
    assert.equal(rig.session.status, 'disconnected');
    assert.ok(rig.reader.requests.length <= asked + 1);
    assert.deepEqual(rig.transport.calls, []);
  });
});

describe('LiveSession: presence', () => {
  for (const options of [{ share: 'tabs' }, { source: 'poll' }] as const) {
    it(`says once that ${JSON.stringify(options)} leaves no connection for it`, async () => {
      const rig = new Rig(options);
      rig.session.connect();
      rig.session.present('tickets:7', () => undefined)();
      rig.session.lookers('tickets', () => undefined)();
      await rig.clock.advance(100);
      assert.deepEqual(rig.problems, ['bad-attribute']);
      rig.session.close(); // Real locks and messages would keep the process.
    });
  }
});
