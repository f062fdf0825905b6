/** A client handed over is used and never governed: a stand-in for it counts what is asked, in virtual time. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  GuestTransport,
  guestToken,
  observeGuestSession,
  type GuestClient,
} from '../../../src/realtime/guest-client.ts';
import type { ChannelListener } from '../../../src/realtime/transport.ts';
import { sampleToken } from '../../support/sample-token.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const anna = sampleToken({ sub: 'anna', role: 'authenticated' });
const ben = sampleToken({ sub: 'ben', role: 'authenticated' });

type Told = (status: string, error?: Error) => void;

class StandInChannel {
  readonly topic: string;
  readonly bindings: unknown[][] = [];
  readonly asked: string[] = [];
  told: Told = () => undefined;

  constructor(topic: string) {
    this.topic = topic;
  }

  on(...binding: unknown[]): this {
    this.bindings.push(binding);
    return this;
  }

  subscribe(told: Told): this {
    this.told = told;
    this.asked.push('subscribe');
    return this;
  }

  unsubscribe(): Promise<string> {
    this.asked.push('unsubscribe');
    return Promise.resolve('ok');
  }

  teardown(): void {
    this.asked.push('teardown');
  }
}

/** Answers what the kit may ask; whatever else is asked of its Realtime client or its auth fails the test. */
class StandInClient {
  readonly channels: StandInChannel[] = [];
  readonly supabaseUrl = 'https://ref.supabase.co';
  readonly supabaseKey = 'sb_publishable_x';
  readonly rest = {};
  session: { access_token: string } | null = null;
  accessTokenValue: string | null = null;
  connected = true;
  sessionListeners = 0;
  changed: () => void = () => undefined;
  readonly realtime = only({
    isConnected: () => this.connected,
    get: (name) => (name === 'accessTokenValue' ? this.accessTokenValue : undefined),
  });
  readonly auth = only({
    getSession: () => Promise.resolve({ data: { session: this.session } }),
    onAuthStateChange: (listener: () => void) => {
      this.sessionListeners += 1;
      this.changed = listener;
      return { data: { subscription: { unsubscribe: () => void (this.sessionListeners -= 1) } } };
    },
  });

  channel(topic: string): StandInChannel {
    const channel = new StandInChannel(topic);
    this.channels.push(channel);
    return channel;
  }
}

/** An object that has these members and throws for every other that is asked of it. */
function only(members: Record<string, unknown> & { get?: (name: string) => unknown }): object {
  return new Proxy(members, {
    get(target, name: string) {
      if (name === 'accessTokenValue') return members.get?.(name);
      if (name === 'get' || !(name in target)) throw new Error(`${name} was asked of a client that is not ours`);
      return target[name];
    },
  });
}

function guestOf(client: StandInClient): GuestClient {
  return client as unknown as GuestClient;
}

class Heard implements ChannelListener {
  readonly words: string[] = [];
  joined = (): void => void this.words.push('joined');
  failed = (message: string): void => void this.words.push(`failed ${message}`);
  closed = (): void => void this.words.push('closed');
  system = (): void => void this.words.push('system');
  change = (): void => void this.words.push('change');
}

function rig(): { client: StandInClient; clock: VirtualClock; transport: GuestTransport } {
  const client = new StandInClient();
  const clock = new VirtualClock();
  return { client, clock, transport: new GuestTransport(guestOf(client), clock) };
}

const products = { schema: 'public', table: 'products' };

describe('GuestTransport', () => {
  it('opens and closes nothing: the socket is its owner’s', async () => {
    const { client, transport } = rig();
    let opened = 0;
    transport.observe({
      opened: () => (opened += 1),
      lost: () => assert.fail('lost'),
      garbled: () => assert.fail('garbled'),
    });
    transport.open();
    await transport.close();
    assert.equal(opened, 1);
    assert.equal(transport.isOpen, true);
    client.connected = false;
    assert.equal(transport.isOpen, false);
    assert.equal(transport.managed, false);
  });

  it('joins a channel of its own for a table, and leaves that one alone', async () => {
    const { client, clock, transport } = rig();
    const owners = client.channel('owners');
    const heard = new Heard();
    const leave = transport.join('livetags:1', products, heard);
    const ours = client.channels[1]!;
    assert.equal(ours.topic, 'livetags:1');
    assert.deepEqual(
      ours.bindings.map(([type, filter]) => [type, filter]),
      [
        ['system', {}],
        ['postgres_changes', { event: '*', ...products }],
      ],
    );
    leave();
    leave();
    await clock.advance(0);
    assert.deepEqual(ours.asked, ['subscribe', 'unsubscribe', 'teardown']);
    assert.deepEqual(owners.asked, []);
  });

  it('passes on what the channel tells, and nothing once it was left', () => {
    const { client, transport } = rig();
    const heard = new Heard();
    const leave = transport.join('livetags:1', products, heard);
    const [channel] = client.channels;
    const [[, , system], [, , change]] = channel!.bindings as [unknown[], unknown[]];
    const speak = (): void => {
      channel!.told('SUBSCRIBED');
      (system as () => void)();
      (change as () => void)();
      channel!.told('CHANNEL_ERROR', new Error('socket closed: 1006'));
      channel!.told('TIMED_OUT');
      channel!.told('CLOSED');
    };
    speak();
    const all = ['joined', 'system', 'change', 'failed socket closed: 1006', 'failed no answer to the join', 'closed'];
    assert.deepEqual(heard.words, all);
    leave();
    speak();
    assert.deepEqual(heard.words, all);
  });
});

describe('GuestTransport: the token', () => {
  async function waited(token: string | null, known: string | null, arrives?: (client: StandInClient) => void) {
    const { client, clock, transport } = rig();
    client.accessTokenValue = known;
    let done = false;
    const start = clock.now();
    void transport.setToken(token).then(() => (done = true));
    await clock.advance(0);
    if (done) return 0;
    await clock.advance(500);
    arrives?.(client);
    while (!done) await clock.advance(25);
    return clock.now() - start;
  }

  it('is waited for, so that no join goes out for nobody', async () => {
    const wait = await waited(anna, null, (client) => (client.accessTokenValue = anna));
    assert.ok(wait > 500 && wait <= 550, `${wait} ms`);
  });

  it('is not waited for when it is there, or when nobody is signed in', async () => {
    assert.equal(await waited(anna, anna), 0);
    assert.equal(await waited(null, null), 0);
    assert.equal(await waited(null, 'sb_publishable_x'), 0, 'the API key stands for nobody');
  });

  it('is not waited for when the client mints another one of the same reader at every call', async () => {
    assert.equal(await waited(anna, sampleToken({ sub: 'anna', serial: 2 })), 0);
  });

  it('is waited for while the client speaks for the last reader', async () => {
    assert.ok((await waited(ben, anna, (client) => (client.accessTokenValue = ben))) > 500);
    assert.ok((await waited(null, anna, (client) => (client.accessTokenValue = 'sb_publishable_x'))) > 500);
  });

  it('is waited for while the client has one that is over', async () => {
    const over = sampleToken({ sub: 'anna', expiresAt: Date.UTC(2025, 11, 31) });
    assert.ok((await waited(anna, over, (client) => (client.accessTokenValue = anna))) > 500);
  });

  it('is not waited for longer than 2 s', async () => {
    assert.ok((await waited(anna, null)) <= 2_025);
  });
});

describe('guestToken', () => {
  it('is that of the owner’s session, whatever it is at the moment', async () => {
    const { client } = rig();
    const source = guestToken(guestOf(client));
    assert.equal(await source.fetch(), null);
    client.session = { access_token: anna };
    assert.equal(await source.fetch(), anna);
    assert.equal(source.renewable, true);
  });

  it('is that of the owner’s function where the client was made with one, whose auth throws', async () => {
    const client = Object.assign(new StandInClient(), {
      accessToken: () => Promise.resolve(ben),
      auth: only({}),
    });
    assert.equal(await guestToken(guestOf(client)).fetch(), ben);
    assert.doesNotThrow(observeGuestSession(guestOf(client), new VirtualClock(), () => assert.fail('changed')));
  });
});

describe('observeGuestSession', () => {
  it('tells a task later, for the client holds its lock while it tells', async () => {
    const { client, clock } = rig();
    let told = 0;
    observeGuestSession(guestOf(client), clock, () => (told += 1));
    client.changed();
    assert.equal(told, 0);
    await clock.advance(0);
    assert.equal(told, 1);
  });

  it('can be ended', () => {
    const { client, clock } = rig();
    const end = observeGuestSession(guestOf(client), clock, () => undefined);
    assert.equal(client.sessionListeners, 1);
    end();
    assert.equal(client.sessionListeners, 0);
  });
});
