/** Who else is here, in virtual time: said once for each join, left when nobody looks, never asked for too often. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Person } from '../../../src/contexts.ts';
import { PresenceRooms } from '../../../src/realtime/presence-rooms.ts';
import type { ChannelMaker } from '../../../src/realtime/transport.ts';
import { ScriptedLifecycle } from '../../support/scripted-lifecycle.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

type State = Record<string, { name?: unknown; at?: unknown }[]>;

/** A channel of realtime-js, as far as presence uses it, played by hand. */
class PresenceChannel {
  readonly topic: string;
  readonly options: unknown;
  readonly tracked: unknown[] = [];
  left = false;
  state: State = {};
  #sync: () => void = () => undefined;
  #status: (status: string, error?: Error) => void = () => undefined;

  constructor(topic: string, options: unknown) {
    this.topic = topic;
    this.options = options;
  }

  on(_type: string, _filter: object, sync: () => void): this {
    this.#sync = sync;
    return this;
  }

  subscribe(status: (status: string, error?: Error) => void): this {
    this.#status = status;
    return this;
  }

  track(payload: unknown): Promise<string> {
    this.tracked.push(payload);
    return Promise.resolve('ok');
  }

  untrack(): Promise<string> {
    this.tracked.push(null);
    return Promise.resolve('ok');
  }

  presenceState(): State {
    return this.state;
  }

  unsubscribe(): Promise<string> {
    this.left = true;
    return Promise.resolve('ok');
  }

  teardown(): void {
    // Nothing that a server would see.
  }

  accept(state: State = {}): void {
    this.#status('SUBSCRIBED');
    this.show(state);
  }

  show(state: State): void {
    this.state = state;
    this.#sync();
  }

  fail(message: string): void {
    this.#status('CHANNEL_ERROR', new Error(message));
  }
}

class Rig {
  readonly clock = new VirtualClock();
  readonly lifecycle = new ScriptedLifecycle();
  readonly channels: PresenceChannel[] = [];
  readonly problems: string[] = [];
  readonly rooms: PresenceRooms;
  token: string | null = 'one';
  claims: object = { sub: 'anna', user_metadata: { full_name: 'Anna Berg' } };
  #connected = true;
  #look: () => void = () => undefined;

  constructor() {
    const maker = {
      channel: (topic: string, options: unknown) => {
        const channel = new PresenceChannel(topic, options);
        this.channels.push(channel);
        return channel;
      },
    } as unknown as ChannelMaker;
    this.rooms = new PresenceRooms({
      channels: () => (this.#connected ? maker : undefined),
      token: () => this.token,
      claims: () => this.claims,
      clock: this.clock,
      lifecycle: this.lifecycle,
      observe: (look) => {
        this.#look = look;
        return () => (this.#look = () => undefined);
      },
      report: ({ code }) => this.problems.push(code),
    });
  }

  enter(room = 'tickets:7'): { others: readonly Person[]; leave: () => void } {
    const place: { others: readonly Person[]; leave: () => void } = { others: [], leave: () => undefined };
    place.leave = this.rooms.enter(room, (others) => (place.others = others));
    return place;
  }

  watch(table = 'tickets'): { seen: Record<string, string[]>; leave: () => void } {
    const watcher = { seen: {}, leave: (): void => undefined };
    watcher.leave = this.rooms.watch(table, (lookers) => {
      watcher.seen = Object.fromEntries([...lookers].map(([key, people]) => [key, people.map(({ name }) => name)]));
    });
    return watcher;
  }

  channelOf(topic: string): PresenceChannel {
    return this.channels.findLast((channel) => channel.topic === `livetags:presence:${topic}`)!;
  }

  connect(connected: boolean): void {
    this.#connected = connected;
    this.#look();
  }

  get channel(): PresenceChannel {
    return this.channels.at(-1)!;
  }

  get open(): number {
    return this.channels.filter(({ left }) => !left).length;
  }
}

const names = ({ others }: { others: readonly Person[] }): string[] => others.map(({ name }) => name);

describe('presence', () => {
  it('joins a private topic by the key of the user, and says once by what name', () => {
    const rig = new Rig();
    rig.enter();
    assert.equal(rig.channel.topic, 'livetags:presence:tickets:7');
    assert.deepEqual(rig.channel.options, { config: { private: true, presence: { key: 'anna', enabled: true } } });
    assert.deepEqual(rig.channel.tracked, [], 'not before the join is accepted');
    rig.channel.accept();
    rig.channel.show({ anna: [{ name: 'Anna Berg' }] });
    assert.deepEqual(rig.channel.tracked, [{ name: 'Anna Berg' }]);
  });

  it('tells of others, not of this reader in another tab, and by key where entries are stale', () => {
    const rig = new Rig();
    const place = rig.enter();
    rig.channel.accept();
    rig.channel.show({
      anna: [{ name: 'Anna Berg' }, { name: 'Anna Berg' }],
      ben: [{ name: 'Old' }, { name: 'Ben' }],
      gone: [],
    });
    assert.deepEqual(place.others, [{ key: 'ben', name: 'Ben' }]);
    rig.channel.show({ anna: [{ name: 'Anna Berg' }] });
    assert.deepEqual(place.others, []);
  });

  it('takes no more than a short line of text of what others call themselves', () => {
    const rig = new Rig();
    const place = rig.enter();
    rig.channel.accept({ a: [{ name: { evil: true } }], b: [{}], c: [{ name: `  x\n${'y'.repeat(500)}` }] });
    assert.deepEqual(names(place).slice(0, 2), ['', '']);
    assert.equal(names(place)[2], `x ${'y'.repeat(58)}`);
  });

  it('is one channel for two threads of a ticket, and left with the last of them', () => {
    const rig = new Rig();
    const [one, other] = [rig.enter(), rig.enter()];
    assert.equal(rig.channels.length, 1);
    rig.channel.accept({ ben: [{ name: 'Ben' }] });
    assert.deepEqual([names(one), names(other)], [['Ben'], ['Ben']]);
    one.leave();
    assert.equal(rig.open, 1);
    other.leave();
    assert.equal(rig.open, 0);
  });

  it('leaves when the page is hidden or the connection goes, and shows nobody meanwhile', async () => {
    const rig = new Rig();
    const place = rig.enter();
    rig.channel.accept({ ben: [{ name: 'Ben' }] });
    rig.lifecycle.tell('hidden');
    assert.deepEqual([rig.open, place.others], [0, []]);
    assert.equal(rig.clock.timers, 0, 'no timer on a page nobody sees');
    await rig.clock.advance(10_000);
    rig.lifecycle.tell('visible');
    rig.channel.accept({ ben: [{ name: 'Ben' }] });
    assert.deepEqual(names(place), ['Ben']);
    rig.connect(false);
    assert.deepEqual([rig.open, place.others], [0, []]);
    await rig.clock.advance(10_000);
    rig.connect(true);
    assert.equal(rig.open, 1);
  });

  it('joins at most five times in thirty seconds, however often the page is hidden and shown', async () => {
    const rig = new Rig();
    rig.enter();
    for (let second = 0; second < 29; second++) {
      rig.lifecycle.tell('hidden');
      rig.lifecycle.tell('visible');
      await rig.clock.advance(1_000);
    }
    assert.ok(rig.channels.length >= 4 && rig.channels.length <= 5, `${rig.channels.length} joins`);
    await rig.clock.advance(6_000);
    assert.equal(rig.open, 1, 'and is there at the end');
  });

  it('does not ask again when it may not be there, until the reader is another', async () => {
    const rig = new Rig();
    rig.enter();
    rig.channel.fail('Unauthorized: You do not have permissions to read from this Channel topic: x');
    assert.deepEqual(rig.problems, ['channel-refused']);
    await rig.clock.advance(300_000);
    rig.connect(false);
    rig.connect(true);
    assert.equal(rig.channels.length, 1, 'each such join would stall the socket for five seconds');
    rig.token = 'two';
    rig.connect(false);
    rig.connect(true);
    assert.equal(rig.channels.length, 2);
  });

  it('tries again half a minute after the server has closed it for another cause', async () => {
    const rig = new Rig();
    const place = rig.enter();
    rig.channel.accept({ ben: [{ name: 'Ben' }] });
    rig.channel.fail('Client presence rate limit exceeded');
    assert.deepEqual(place.others, []);
    await rig.clock.advance(20_000);
    assert.equal(rig.channels.length, 1);
    await rig.clock.advance(20_000);
    assert.equal(rig.channels.length, 2);
    assert.deepEqual(rig.problems, []);
  });

  it('leaves no timer and no channel behind', async () => {
    const rig = new Rig();
    rig.enter();
    rig.channel.fail('later');
    rig.enter('tickets:8');
    rig.rooms.close();
    await rig.clock.advance(0);
    assert.deepEqual([rig.open, rig.clock.timers, rig.lifecycle.observers], [0, 0, 0]);
  });
});

describe('presence in a feed', () => {
  it('tells a watcher, who is unseen, who looks at which ticket', () => {
    const rig = new Rig();
    const watcher = rig.watch();
    const feed = rig.channelOf('feed:tickets');
    feed.accept({ ben: [{ name: 'Ben', at: ['7'] }], carl: [{ name: 'Carl', at: ['7', '8'] }] });
    assert.deepEqual(watcher.seen, { 7: ['Ben', 'Carl'], 8: ['Carl'] });
    assert.deepEqual(feed.tracked, []);
    // In two tabs, and in one more of this reader's own.
    feed.show({
      ben: [
        { name: 'Ben', at: ['7'] },
        { name: 'Ben', at: ['9'] },
      ],
      anna: [{ name: 'Anna', at: ['7'] }],
    });
    assert.deepEqual(watcher.seen, { 7: ['Ben'], 9: ['Ben'] });
    rig.lifecycle.tell('hidden');
    assert.deepEqual(watcher.seen, {});
    watcher.leave();
    assert.equal(rig.open, 0);
  });

  it('says what this page looks at: where it watches itself, or is asked to', () => {
    const alone = new Rig();
    alone.enter('tickets:7');
    assert.deepEqual(
      alone.channels.map(({ topic }) => topic),
      ['livetags:presence:tickets:7'],
      'who asked for no feed needs no leave to be in one',
    );
    const rig = new Rig();
    rig.watch();
    const feed = rig.channelOf('feed:tickets');
    feed.accept();
    rig.enter('tickets:7');
    assert.deepEqual(feed.tracked, [{ name: 'Anna Berg', at: ['7'] }]);
    const asked = new Rig();
    const leave = asked.rooms.enter('tickets:7', () => undefined, true);
    asked.channelOf('feed:tickets').accept();
    assert.deepEqual(asked.channelOf('feed:tickets').tracked, [{ name: 'Anna Berg', at: ['7'] }]);
    leave();
    assert.equal(asked.open, 0);
  });

  it('says so every six seconds at most, and the last of it in the end', async () => {
    const rig = new Rig();
    rig.watch();
    const feed = rig.channelOf('feed:tickets');
    feed.accept();
    for (let ticket = 0; ticket < 29; ticket++) {
      const place = rig.enter(`tickets:${ticket}`);
      await rig.clock.advance(1_000);
      place.leave();
    }
    assert.ok(feed.tracked.length <= 5, `${feed.tracked.length} calls in half a minute`);
    await rig.clock.advance(6_000);
    assert.equal(feed.tracked.at(-1), null, 'looks at none any more');
    rig.enter('tickets:7');
    await rig.clock.advance(6_000);
    assert.deepEqual(feed.tracked.at(-1), { name: 'Anna Berg', at: ['7'] });
    assert.equal(rig.clock.timers, 0);
  });

  it('says it anew on a channel that is', async () => {
    const rig = new Rig();
    rig.watch();
    rig.enter('tickets:7');
    rig.channelOf('feed:tickets').accept();
    await rig.clock.advance(10_000);
    rig.connect(false);
    rig.connect(true);
    rig.channelOf('feed:tickets').accept();
    assert.deepEqual(rig.channelOf('feed:tickets').tracked, [{ name: 'Anna Berg', at: ['7'] }]);
  });

  it('is a room of its own for the readers of a partner', () => {
    const rig = new Rig();
    rig.claims = { sub: 'paula', app_metadata: { partner_id: 'p1' } };
    rig.watch();
    assert.equal(rig.channel.topic, 'livetags:presence:feed:tickets:p1');
  });

  it('takes no nonsense from others', () => {
    const rig = new Rig();
    const watcher = rig.watch();
    const many = Array.from({ length: 1_000 }, (_, nth) => `t${nth}`);
    rig.channel.accept({ a: [{ at: 'x' }], b: [{ at: [{}, null, '7'] }], c: [{ name: 'C' }], d: [{ at: many }] });
    assert.deepEqual(Object.keys(watcher.seen), ['7', 't0', 't1', 't2', 't3', 't4']);
  });
});
