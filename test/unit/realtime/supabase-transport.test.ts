/** The transport over a client of our own, where it meets what realtime-js does in an order of its own. */
import type { RealtimeClient } from '@supabase/supabase-js';
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SocketObserver } from '../../../src/realtime/supabase-client.ts';
import { ManagedTransport } from '../../../src/realtime/supabase-transport.ts';
import { settle } from '../../support/virtual-clock.ts';

/** Closes as slowly as a test likes; `disconnect` during that answers at once, as realtime-js' does. */
class StandInClient {
  readonly calls: string[] = [];
  closed: () => void = () => undefined;
  #closing = false;

  connect(): void {
    this.calls.push(this.#closing ? 'connect, in vain' : 'connect');
  }

  disconnect(): Promise<string> {
    this.calls.push('disconnect');
    if (this.#closing) return Promise.resolve('ok');
    this.#closing = true;
    return new Promise((resolve) => {
      this.closed = () => {
        this.#closing = false;
        resolve('ok');
      };
    });
  }

  setAuth(): Promise<void> {
    this.calls.push('setAuth');
    return Promise.resolve();
  }
}

function rig() {
  const client = new StandInClient();
  const told: string[] = [];
  const seen: { observer?: SocketObserver; makes: number; failure?: Error } = { makes: 0 };
  const transport = new ManagedTransport((observer) => {
    seen.makes += 1;
    seen.observer = observer;
    if (seen.failure !== undefined) return Promise.reject(seen.failure);
    return Promise.resolve(client as unknown as RealtimeClient);
  });
  transport.observe({
    opened: () => told.push('opened'),
    lost: (why) => told.push(`lost ${why}`),
    garbled: () => told.push('garbled'),
  });
  return { client, told, seen, transport };
}

function socketNamed(name: string): WebSocket {
  return { name } as unknown as WebSocket;
}

describe('ManagedTransport', () => {
  it('signs in before it connects, with one client for all', async () => {
    const { client, seen, transport } = rig();
    await transport.setToken('a');
    transport.open();
    await settle();
    assert.deepEqual(client.calls, ['setAuth', 'connect']);
    assert.equal(seen.makes, 1);
  });

  it('does not connect while the last socket still closes, however often it was told to close', async () => {
    const { client, transport } = rig();
    await transport.setToken(null);
    transport.open();
    await settle();
    void transport.close();
    void transport.close();
    transport.open();
    await settle();
    assert.ok(!client.calls.includes('connect, in vain'));
    client.closed();
    await settle();
    assert.deepEqual(client.calls.slice(-1), ['connect']);
  });

  it('does not connect when it was told to close meanwhile', async () => {
    const { client, transport } = rig();
    await transport.setToken(null);
    transport.open();
    void transport.close();
    client.closed();
    await settle();
    assert.ok(!client.calls.includes('connect'));
  });

  it('hears nothing more of a socket it gave up', async () => {
    const { told, seen, transport } = rig();
    await transport.setToken(null);
    const [old, next] = [socketNamed('old'), socketNamed('next')];
    transport.open();
    seen.observer?.created(old);
    seen.observer?.opened(old);
    void transport.close();
    seen.observer?.lost(old, 'socket closed: 1000');
    seen.observer?.heartbeatMissed();
    transport.open();
    seen.observer?.created(next);
    seen.observer?.lost(old, 'socket closed: 1006');
    seen.observer?.opened(old);
    assert.deepEqual(told, ['opened']);
    seen.observer?.opened(next);
    seen.observer?.heartbeatMissed();
    assert.deepEqual(told, ['opened', 'opened', 'lost no answer to the heartbeat']);
  });

  it('ends a socket that realtime-js opened by itself, so that the next try finds none', async () => {
    const { client, told, seen, transport } = rig();
    await transport.setToken(null);
    const unasked = socketNamed('unasked');
    transport.open();
    await settle();
    void transport.close();
    client.closed();
    seen.observer?.created(unasked);
    seen.observer?.opened(unasked);
    seen.observer?.lost(unasked, 'socket closed: 1000');
    assert.deepEqual(client.calls, ['setAuth', 'connect', 'disconnect', 'disconnect']);
    assert.deepEqual(told, []);
    transport.open();
    client.closed();
    await settle();
    assert.deepEqual(client.calls.slice(-1), ['connect']);
  });

  it('tells when the client cannot be had, and makes it anew the next time', async () => {
    const { client, told, seen, transport } = rig();
    seen.failure = new Error('the chunk did not load');
    transport.open();
    await settle();
    assert.deepEqual(told, ['lost the chunk did not load']);
    await assert.rejects(transport.setToken(null), /the chunk did not load/);
    delete seen.failure;
    transport.open();
    await settle();
    assert.deepEqual(client.calls, ['connect']);
    assert.equal(seen.makes, 3);
  });
});
