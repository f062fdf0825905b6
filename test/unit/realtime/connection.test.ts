/** Every transition of the socket's state machine, in virtual time, over a transport that a test plays by hand. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Problem } from '../../../src/domain/status.ts';
import { AccessToken, type TokenSource } from '../../../src/realtime/access-token.ts';
import { TokenError } from '../../../src/realtime/token-problems.ts';
import { Connection, type ConnectionState } from '../../../src/realtime/connection.ts';
import { anonymous } from '../../../src/realtime/token-source.ts';
import { ScriptedLifecycle } from '../../support/scripted-lifecycle.ts';
import { ScriptedTransport } from '../../support/scripted-transport.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const minute = 60_000;

interface Options {
  readonly managed?: boolean;
  readonly visible?: boolean;
  readonly pauseWhenHidden?: number;
  readonly source?: TokenSource;
  readonly seed?: number;
}

/** A connection with all it stands on, and a record of what it told. */
class Rig {
  readonly clock: VirtualClock;
  readonly transport: ScriptedTransport;
  readonly lifecycle: ScriptedLifecycle;
  readonly connection: Connection;
  readonly told: string[] = [];
  /** Called with every state that is told, as a listener of the page would be. */
  onChange: (state: ConnectionState) => void = () => undefined;

  constructor({
    managed = true,
    visible = true,
    pauseWhenHidden = 5 * minute,
    source = anonymous,
    seed = 1,
  }: Options = {}) {
    this.clock = new VirtualClock(seed);
    this.transport = new ScriptedTransport({ managed });
    this.lifecycle = new ScriptedLifecycle({ visible });
    const token = new AccessToken(source, this.clock);
    this.connection = new Connection(this.transport, token, this.lifecycle, this.clock, pauseWhenHidden, {
      changed: () => {
        this.told.push(this.state);
        this.onChange(this.connection.state);
      },
      opened: () => this.told.push('opened'),
      lost: (why) => this.told.push(`lost: ${why}`),
      doubted: (why) => this.told.push(`doubted: ${why}`),
      garbled: () => this.told.push('garbled'),
    });
  }

  get state(): string {
    const { state } = this.connection;
    return state.name === 'resting' ? `resting ${state.why}` : state.name;
  }

  /** Milliseconds until the next planned try. */
  get wait(): number {
    const { state } = this.connection;
    assert.equal(state.name, 'waiting');
    return state.name === 'waiting' ? state.until - this.clock.now() : NaN;
  }

  async started(): Promise<this> {
    this.connection.start();
    await this.clock.advance(0);
    return this;
  }

  async opened(): Promise<this> {
    await this.started();
    this.transport.accept();
    assert.equal(this.state, 'open');
    this.forget();
    return this;
  }

  forget(): void {
    this.told.length = 0;
    this.transport.calls.length = 0;
  }
}

describe('Connection: opening', () => {
  it('asks for the token before the socket, and tells when it stands', async () => {
    const rig = await new Rig().started();
    assert.deepEqual(rig.transport.calls, ['token none', 'open']);
    assert.equal(rig.state, 'opening');
    rig.transport.accept();
    assert.deepEqual(rig.told, ['opening', 'open', 'opened']);
  });

  it('does not open a socket while the token is on its way', async () => {
    let answer: (token: string | null) => void = () => assert.fail('not asked');
    const source = { renewable: true, fetch: () => new Promise<string | null>((resolve) => (answer = resolve)) };
    const rig = await new Rig({ source }).started();
    assert.deepEqual(rig.transport.calls, []);
    answer(null);
    await rig.clock.advance(0);
    assert.deepEqual(rig.transport.calls, ['token none', 'open']);
  });

  it('starts once, however often it is asked to', async () => {
    const rig = await new Rig().started();
    await rig.started();
    rig.transport.accept();
    await rig.started();
    assert.equal(rig.transport.count('open'), 1);
    assert.equal(rig.lifecycle.observers, 1);
  });

  it('gives up a try that nobody answers within 10 s, and plans the next', async () => {
    const rig = await new Rig().started();
    await rig.clock.advance(9_999);
    assert.equal(rig.state, 'opening');
    await rig.clock.advance(1);
    assert.equal(rig.state, 'waiting');
    assert.ok(rig.transport.calls.includes('close'));
    await rig.clock.advance(rig.wait);
    assert.equal(rig.state, 'opening');
    assert.equal(rig.transport.count('open'), 2);
  });

  it('gives up a try whose token never comes, as well', async () => {
    const source = { renewable: true, fetch: () => new Promise<string | null>(() => undefined) };
    const rig = await new Rig({ source }).started();
    await rig.clock.advance(10_000);
    assert.equal(rig.state, 'waiting');
  });

  it('tries again when no token can be had', async () => {
    let failing = true;
    const source = {
      renewable: true,
      fetch: () => (failing ? Promise.reject(new Error('down')) : Promise.resolve(null)),
    };
    const rig = await new Rig({ source }).started();
    assert.equal(rig.state, 'waiting');
    failing = false;
    await rig.clock.advance(rig.wait);
    assert.deepEqual([rig.state, rig.transport.count('open')], ['opening', 1]);
  });

  it('tries again when the client itself does not load', async () => {
    const rig = new Rig();
    rig.transport.tokenFailure = new Error('the chunk did not load');
    await rig.started();
    assert.equal(rig.state, 'waiting');
    rig.transport.tokenFailure = undefined;
    await rig.clock.advance(rig.wait);
    assert.equal(rig.state, 'opening');
  });

  it('stops trying when the token is refused for good', async () => {
    const problem: Problem = { code: 'token-rejected', message: 'm', remedy: 'r', permanent: true };
    const source = { renewable: true, fetch: () => Promise.reject(new TokenError(problem)) };
    const rig = await new Rig({ source }).started();
    assert.equal(rig.state, 'refused');
    await rig.clock.advance(minute);
    assert.equal(rig.transport.count('open'), 0);
  });

  it('does not go on with a try that was ended while its token was on its way', async () => {
    let answer: (token: string | null) => void = () => assert.fail('not asked');
    const source = { renewable: true, fetch: () => new Promise<string | null>((resolve) => (answer = resolve)) };
    const rig = await new Rig({ source }).started();
    rig.connection.stop();
    answer(null);
    await rig.clock.advance(minute);
    assert.deepEqual(rig.transport.calls, ['close']);
    assert.equal(rig.state, 'resting stopped');
  });
});

describe('Connection: lost', () => {
  it('tells so, closes what is left of the socket, and says when the next try is due', async () => {
    const rig = await new Rig().opened();
    rig.transport.break('socket closed: 1006');
    assert.deepEqual(rig.told, ['lost: socket closed: 1006', 'waiting']);
    assert.deepEqual(rig.transport.calls, ['close']);
    const { wait } = rig;
    assert.ok(wait >= 100 && wait <= 1_000, `${wait} ms`);
    await rig.clock.advance(wait - 1);
    assert.equal(rig.state, 'waiting');
    await rig.clock.advance(1);
    assert.equal(rig.state, 'opening');
  });

  it('waits longer after every failure, up to 30 s', async () => {
    const rig = new Rig();
    rig.clock.random = () => 1;
    await rig.started();
    const waits: number[] = [];
    for (let failure = 0; failure < 7; failure += 1) {
      rig.transport.break();
      waits.push(rig.wait);
      await rig.clock.advance(rig.wait);
    }
    assert.deepEqual(waits, [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });

  it('remembers failures until the socket has stood for 30 s', async () => {
    const rig = new Rig();
    rig.clock.random = () => 1;
    await rig.started();
    for (let failure = 0; failure < 3; failure += 1) {
      rig.transport.accept();
      await rig.clock.advance(29_999);
      rig.transport.break();
      assert.equal(rig.wait, 1_000 * 2 ** failure);
      await rig.clock.advance(rig.wait);
    }
    rig.transport.accept();
    await rig.clock.advance(30_000);
    rig.transport.break();
    assert.equal(rig.wait, 1_000);
  });

  it('ignores what an abandoned socket says late', async () => {
    const rig = await new Rig().opened();
    rig.connection.stop();
    rig.forget();
    rig.transport.accept();
    rig.transport.break();
    assert.deepEqual([rig.told, rig.state], [[], 'resting stopped']);
  });

  it('counts a loss once, however often it is told', async () => {
    const rig = await new Rig().opened();
    rig.transport.break('no answer to the heartbeat');
    const { wait } = rig;
    rig.transport.break('socket closed: 1006');
    assert.equal(rig.wait, wait);
    assert.deepEqual(rig.told, ['lost: no answer to the heartbeat', 'waiting']);
  });
});

describe('Connection: asked', () => {
  it('tries at once while it waits, and forgets the failures', async () => {
    const rig = await new Rig().opened();
    rig.clock.random = () => 1;
    rig.transport.break();
    await rig.clock.advance(10);
    rig.connection.retryNow();
    await rig.clock.advance(0);
    assert.deepEqual([rig.state, rig.transport.count('open')], ['opening', 1]);
    rig.transport.break();
    assert.equal(rig.wait, 1_000);
  });

  it('opens anew what stands', async () => {
    const rig = await new Rig().opened();
    rig.connection.retryNow();
    await rig.clock.advance(0);
    assert.deepEqual(rig.transport.calls, ['close', 'token none', 'open']);
    assert.equal(rig.told[0], 'lost: asked to reconnect');
  });

  it('does nothing before it was started and after it was stopped', async () => {
    const rig = new Rig();
    rig.connection.retryNow();
    await rig.started();
    rig.connection.stop();
    rig.forget();
    rig.connection.retryNow();
    await rig.clock.advance(minute);
    assert.deepEqual([rig.told, rig.transport.calls], [[], []]);
  });

  it('leaves no timer and no listener once it is stopped, from whatever state', async () => {
    const states: Record<string, (rig: Rig) => void> = {
      opening: () => undefined,
      open: (rig) => rig.transport.accept(),
      waiting: (rig) => rig.transport.break(),
      'resting offline': (rig) => rig.lifecycle.tell('offline'),
      'open, the page hidden': (rig) => (rig.transport.accept(), rig.lifecycle.tell('hidden')),
    };
    for (const [name, reach] of Object.entries(states)) {
      const rig = await new Rig().started();
      reach(rig);
      rig.connection.stop();
      await rig.clock.advance(0);
      assert.equal(rig.clock.timers, 0, name);
      assert.equal(rig.lifecycle.observers, 0, name);
      assert.equal(rig.state, 'resting stopped', name);
    }
  });

  it('can be started again after it was stopped', async () => {
    const rig = await new Rig().opened();
    rig.connection.stop();
    await rig.opened();
  });

  it('can be started again after it was refused', async () => {
    const rig = await new Rig().opened();
    rig.connection.refuse({ code: 'bad-key', message: 'm', remedy: 'r', permanent: true });
    await rig.opened();
  });
});

describe('Connection: refused', () => {
  const problem: Problem = { code: 'bad-key', message: 'the key is wrong', remedy: 'r', permanent: true };

  it('loses the socket and tries no more', async () => {
    const rig = await new Rig().opened();
    rig.connection.refuse(problem);
    assert.deepEqual(rig.told, ['lost: the key is wrong', 'refused']);
    await rig.clock.advance(10 * minute);
    assert.equal(rig.transport.count('open'), 0);
  });

  it('is not taken back by the page: shown, hidden long, online, resumed, restored', async () => {
    const rig = await new Rig().opened();
    rig.connection.refuse(problem);
    for (const event of ['online', 'offline', 'resume', 'restored', 'hidden'] as const) rig.lifecycle.tell(event);
    await rig.clock.advance(6 * minute);
    assert.equal(rig.state, 'refused');
    rig.lifecycle.tell('visible');
    await rig.clock.advance(minute);
    assert.deepEqual([rig.state, rig.transport.count('open')], ['refused', 0]);
  });

  it('is taken back by a person', async () => {
    const rig = await new Rig().opened();
    rig.connection.refuse(problem);
    rig.connection.retryNow();
    await rig.clock.advance(0);
    assert.deepEqual([rig.state, rig.transport.count('open')], ['opening', 1]);
  });
});

describe('Connection: a hidden page', () => {
  it('keeps the socket for a while, then rests, and is back when it is shown', async () => {
    const rig = await new Rig().opened();
    rig.lifecycle.tell('hidden');
    await rig.clock.advance(5 * minute - 1);
    assert.equal(rig.state, 'open');
    await rig.clock.advance(1);
    assert.equal(rig.state, 'resting hidden');
    assert.deepEqual(rig.transport.calls, ['close']);
    rig.lifecycle.tell('visible');
    await rig.clock.advance(0);
    assert.deepEqual([rig.state, rig.transport.count('open')], ['opening', 1]);
  });

  it('doubts what it missed, and keeps the socket, when it is shown before that', async () => {
    const rig = await new Rig().opened();
    rig.lifecycle.tell('hidden');
    await rig.clock.advance(minute);
    rig.lifecycle.tell('visible');
    assert.deepEqual(rig.told, ['doubted: the page was hidden']);
    await rig.clock.advance(10 * minute);
    assert.equal(rig.state, 'open');
  });

  it('counts anew each time it is hidden', async () => {
    const rig = await new Rig().opened();
    for (let times = 0; times < 3; times += 1) {
      rig.lifecycle.tell('hidden');
      await rig.clock.advance(4 * minute);
      rig.lifecycle.tell('visible');
    }
    assert.equal(rig.state, 'open');
  });

  it('rests as well when the page was never shown', async () => {
    const rig = await new Rig({ visible: false }).opened();
    await rig.clock.advance(5 * minute);
    assert.equal(rig.state, 'resting hidden');
  });

  it('rests as well when it has to reconnect meanwhile, however often', async () => {
    const rig = await new Rig().opened();
    rig.lifecycle.tell('hidden');
    for (let times = 0; times < 4; times += 1) {
      rig.transport.break();
      await rig.clock.advance(30_000);
      rig.transport.accept();
      await rig.clock.advance(30_000);
    }
    await rig.clock.advance(minute);
    assert.equal(rig.state, 'resting hidden');
  });

  it('does not rest once it is shown, however often it had to reconnect while hidden', async () => {
    const rig = await new Rig().opened();
    rig.lifecycle.tell('hidden');
    for (let times = 0; times < 2; times += 1) {
      rig.transport.break();
      await rig.clock.advance(5_000);
      rig.transport.accept();
    }
    rig.lifecycle.tell('visible');
    await rig.clock.advance(10 * minute);
    assert.equal(rig.state, 'open');
  });

  it('never rests with a pause of Infinity, nor on a client handed over', async () => {
    for (const options of [{ pauseWhenHidden: Infinity }, { managed: false }]) {
      const rig = await new Rig(options).opened();
      rig.lifecycle.tell('hidden');
      await rig.clock.advance(60 * minute);
      assert.equal(rig.state, 'open', JSON.stringify(options));
    }
  });
});

describe('Connection: the network', () => {
  it('rests when it is gone and is back when it is', async () => {
    const rig = await new Rig().opened();
    rig.lifecycle.tell('offline');
    assert.deepEqual(rig.told, ['lost: the network is gone', 'resting offline']);
    await rig.clock.advance(1_000);
    rig.lifecycle.tell('online');
    await rig.clock.advance(0);
    assert.equal(rig.state, 'opening');
  });

  it('does not believe "offline" for ever', async () => {
    const rig = await new Rig().opened();
    rig.lifecycle.tell('offline');
    await rig.clock.advance(15_000);
    assert.equal(rig.state, 'opening');
  });

  it('tries at once when it comes back while waiting', async () => {
    const rig = await new Rig().opened();
    rig.transport.break();
    rig.lifecycle.tell('online');
    await rig.clock.advance(0);
    assert.equal(rig.state, 'opening');
  });

  it('doubts what stands when it comes back, and interrupts no try', async () => {
    const rig = await new Rig().opened();
    rig.lifecycle.tell('online');
    assert.deepEqual([rig.told, rig.state], [['doubted: the network came back'], 'open']);
    rig.connection.retryNow();
    await rig.clock.advance(0);
    rig.forget();
    rig.lifecycle.tell('online');
    await rig.clock.advance(0);
    assert.deepEqual(rig.transport.calls, []);
  });

  it('is left to its owner on a client handed over', async () => {
    const rig = await new Rig({ managed: false }).opened();
    rig.lifecycle.tell('offline');
    assert.deepEqual([rig.told, rig.state], [[], 'open']);
  });
});

describe('Connection: frozen, restored, asleep', () => {
  for (const [event, why] of [
    ['resume', 'the page was frozen'],
    ['restored', 'the page was restored'],
  ] as const) {
    it(`opens anew after ${event}: the socket cannot have survived`, async () => {
      const rig = await new Rig().opened();
      rig.lifecycle.tell('freeze');
      rig.lifecycle.tell('leaving');
      assert.deepEqual(rig.told, []);
      rig.lifecycle.tell(event);
      await rig.clock.advance(0);
      assert.deepEqual(rig.told, [`lost: ${why}`, 'opening', 'opening']);
      assert.deepEqual(rig.transport.calls, ['close', 'token none', 'open']);
    });

    it(`only doubts a client handed over after ${event}`, async () => {
      const rig = await new Rig({ managed: false }).opened();
      rig.lifecycle.tell(event);
      assert.deepEqual([rig.told, rig.state], [[`doubted: ${why}`], 'open']);
    });
  }

  it('opens anew after the computer slept, which no event tells', async () => {
    const rig = await new Rig().opened();
    await rig.clock.advance(minute);
    assert.deepEqual(rig.told, [], 'an ordinary minute is no sleep');
    await rig.clock.sleep(20 * minute);
    assert.equal(rig.told[0], 'lost: the computer slept');
    assert.equal(rig.state, 'opening');
  });

  it('does not take a busy page for one that slept', async () => {
    const rig = await new Rig().opened();
    await rig.clock.sleep(15_000);
    assert.deepEqual(rig.told, []);
  });

  it('does not take the slow timers of a hidden page for sleep', async () => {
    const rig = await new Rig({ pauseWhenHidden: Infinity }).opened();
    rig.lifecycle.tell('hidden');
    await rig.clock.sleep(20 * minute);
    assert.deepEqual(rig.told, []);
  });

  it('stays stopped whatever the page does', async () => {
    const rig = await new Rig().opened();
    const { lifecycle } = rig;
    rig.connection.stop();
    rig.forget();
    for (const event of ['hidden', 'visible', 'online', 'resume', 'restored'] as const) lifecycle.tell(event);
    await rig.clock.advance(20 * minute);
    assert.deepEqual([rig.told, rig.transport.calls], [[], []]);
  });
});

describe('Connection: listeners that answer at once', () => {
  it('opens one socket when told to retry by whoever hears of the loss', async () => {
    const rig = await new Rig().opened();
    let answered = false;
    rig.onChange = ({ name }) => {
      if (name !== 'waiting' || answered) return;
      answered = true;
      rig.connection.retryNow();
    };
    rig.transport.break();
    await rig.clock.advance(0);
    assert.equal(rig.state, 'opening');
    rig.transport.accept();
    await rig.clock.advance(5_000);
    assert.deepEqual([rig.state, rig.transport.count('open')], ['open', 1]);
  });

  it('stays stopped when stopped by whoever hears of a new try, or of the opening', async () => {
    for (const moment of ['opening', 'open'] as const) {
      const rig = await new Rig().opened();
      rig.transport.break();
      let answered = false;
      rig.onChange = ({ name }) => {
        if (name !== moment || answered) return;
        answered = true;
        rig.connection.stop();
      };
      rig.lifecycle.tell('online');
      await rig.clock.advance(0);
      rig.transport.accept();
      await rig.clock.advance(minute);
      assert.equal(rig.state, 'resting stopped', moment);
      assert.ok(!rig.told.includes('opened'), moment);
      assert.equal(rig.clock.timers, 0, moment);
    }
  });
});
