/** The token of one provider, in virtual time: fetched once, renewed ahead, and never a storm of fetches. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Problem } from '../../../src/domain/status.ts';
import { AccessToken, type TokenGift, type TokenSource } from '../../../src/realtime/access-token.ts';
import { NotNow, TokenError } from '../../../src/realtime/token-problems.ts';
import { readClaims } from '../../../src/realtime/token-claims.ts';
import { anonymous, fixedToken } from '../../../src/realtime/token-source.ts';
import { sampleToken, type SampleClaims } from '../../support/sample-token.ts';
import { ScriptedLifecycle } from '../../support/scripted-lifecycle.ts';
import { VirtualClock } from '../../support/virtual-clock.ts';

const minute = 60_000;
const hour = 60 * minute;

/** A source that counts what is asked of it and answers by a function. */
class CountedSource implements TokenSource {
  readonly renewable = true;
  fetches = 0;
  answer: (fetch: number) => Promise<string | null> | string | TokenGift | null;

  constructor(answer: CountedSource['answer']) {
    this.answer = answer;
  }

  async fetch(): Promise<string | TokenGift | null> {
    this.fetches += 1;
    return this.answer(this.fetches);
  }
}

interface Heard {
  readonly changes: { token: string | null; identityChanged: boolean }[];
  readonly problems: Problem[];
}

function observed(
  source: TokenSource,
  clock: VirtualClock,
  lifecycle?: ScriptedLifecycle,
): { token: AccessToken; heard: Heard } {
  const token = new AccessToken(source, clock, lifecycle);
  const heard: Heard = { changes: [], problems: [] };
  token.observe({
    changed: (next, identityChanged) => heard.changes.push({ token: next, identityChanged }),
    failed: (problem) => heard.problems.push(problem),
  });
  return { token, heard };
}

/** Tokens of an hour, each with its own serial, made by a server whose clock may differ from ours. */
function minting(
  clock: VirtualClock,
  { skew = 0, life = hour, ...claims }: SampleClaims & { skew?: number; life?: number } = {},
) {
  return new CountedSource((serial) => {
    const issuedAt = clock.now() + skew;
    return sampleToken({ sub: 'anna', role: 'authenticated', ...claims, issuedAt, expiresAt: issuedAt + life, serial });
  });
}

function withoutJitter(clock: VirtualClock): VirtualClock {
  clock.random = () => 0;
  return clock;
}

describe('AccessToken: fetching', () => {
  it('fetches once for all who ask at the same time', async () => {
    const clock = new VirtualClock();
    const source = minting(clock);
    const { token, heard } = observed(source, clock);
    const tokens = await Promise.all([token.get(), token.get(), token.renew(), token.get()]);
    assert.equal(source.fetches, 1);
    assert.equal(new Set(tokens).size, 1);
    assert.equal(heard.changes.length, 1);
    assert.equal(heard.changes[0]?.identityChanged, false, 'the first identity is no change of identity');
  });

  it('keeps the token at hand while it lasts', async () => {
    const clock = new VirtualClock();
    const source = minting(clock);
    const { token } = observed(source, clock);
    const first = await token.get();
    await clock.advance(10 * minute);
    assert.equal(await token.get(), first);
    assert.equal(source.fetches, 1);
  });

  it('asks an anonymous or a fixed source once, and sets no timer for it', async () => {
    for (const source of [anonymous, fixedToken(sampleToken({ sub: 'anna', expiresAt: 0 }))]) {
      const clock = new VirtualClock();
      const { token } = observed(source, clock);
      assert.equal(await token.get(), await source.fetch());
      assert.equal(clock.timers, 0);
    }
  });

  it('refuses a text that is no token, for good', async () => {
    const clock = new VirtualClock();
    const { token, heard } = observed(new CountedSource(() => 'my-secret'), clock);
    await assert.rejects(token.get(), (error) => error instanceof TokenError && error.problem.permanent);
    assert.equal(heard.problems[0]?.code, 'token-rejected');
    assert.equal(clock.timers, 0, 'no retry is planned');
  });

  it('says which letter of a token is none, and nothing else of it', async () => {
    const whole = sampleToken({ sub: 'anna', expiresAt: 0 });
    for (const odd of [' ', '\n', 'é', '…', '漢', '🔑']) {
      const { token, heard } = observed(fixedToken(whole.replace('.', `.${odd}`)), new VirtualClock());
      await assert.rejects(token.get());
      assert.ok(heard.problems[0]?.message.endsWith(`holds ${JSON.stringify(odd)}.`), heard.problems[0]?.message);
    }
  });

  it('takes a token that was copied with the blanks around it', async () => {
    const whole = sampleToken({ sub: 'anna', expiresAt: 0 });
    assert.equal(await observed(fixedToken(`\n  ${whole} `), new VirtualClock()).token.get(), whole);
  });
});

describe('AccessToken: renewing', () => {
  it('renews a minute ahead of the end', async () => {
    const clock = withoutJitter(new VirtualClock());
    const source = minting(clock);
    const { token, heard } = observed(source, clock);
    await token.get();
    await clock.advance(59 * minute - 1);
    assert.equal(source.fetches, 1);
    await clock.advance(1);
    assert.equal(source.fetches, 2);
    assert.equal(heard.changes.length, 2);
    assert.equal(heard.changes[1]?.identityChanged, false);
  });

  it('spreads renewals by up to half a minute more, so that pages opened together do not renew together', async () => {
    const moments = new Set<number>();
    for (let seed = 1; seed <= 20; seed += 1) {
      const clock = new VirtualClock(seed);
      const start = clock.now();
      const source = minting(clock);
      const { token } = observed(source, clock);
      await token.get();
      await clock.advance(58.5 * minute - 1);
      assert.equal(source.fetches, 1, `seed ${seed}`);
      while (source.fetches === 1) await clock.advance(1_000);
      moments.add(clock.now() - start);
      assert.ok(clock.now() - start <= 59 * minute + 1_000, `seed ${seed}`);
    }
    assert.ok(moments.size > 10, `${moments.size} different moments`);
  });

  it('renews a short-lived token a fifth of its life ahead', async () => {
    const clock = withoutJitter(new VirtualClock());
    const source = minting(clock, { life: 10_000 });
    const { token } = observed(source, clock);
    await token.get();
    await clock.advance(7_999);
    assert.equal(source.fetches, 1);
    await clock.advance(1);
    assert.equal(source.fetches, 2);
  });

  it('fetches at once when the token is over', async () => {
    const clock = new VirtualClock();
    clock.setTimer = () => 0; // A machine that sleeps runs no timers.
    const source = minting(clock);
    const { token } = observed(source, clock);
    const first = await token.get();
    await clock.advance(2 * hour);
    assert.equal(source.fetches, 1);
    assert.notEqual(await token.get(), first);
  });

  it('keeps a token that names no end until somebody asks for another', async () => {
    const clock = new VirtualClock();
    const source = new CountedSource(() => sampleToken({ sub: 'anna' }));
    const { token } = observed(source, clock);
    await token.get();
    assert.equal(clock.timers, 0);
  });

  it('looks again in time at a token that outlives what a timer can hold', async () => {
    const clock = withoutJitter(new VirtualClock());
    const delays: number[] = [];
    const setTimer = clock.setTimer.bind(clock);
    clock.setTimer = (task, delay) => (delays.push(delay), setTimer(task, delay));
    const { token } = observed(minting(clock, { life: 365 * 24 * hour }), clock);
    await token.get();
    assert.equal(delays.at(-1), 2 ** 31 - 1);
  });
});

describe('AccessToken: clocks that differ', () => {
  it('renews in time with a clock that is behind', async () => {
    const clock = withoutJitter(new VirtualClock());
    const source = minting(clock, { skew: 2 * hour });
    const { token } = observed(source, clock);
    await token.get();
    await clock.advance(59 * minute);
    assert.equal(source.fetches, 2);
  });

  it('does not take every token for expired, and fetch without end, with a clock that is ahead', async () => {
    const clock = withoutJitter(new VirtualClock());
    const source = minting(clock, { skew: -2 * hour });
    const { token } = observed(source, clock);
    await token.get();
    for (let read = 0; read < 10; read += 1) await token.get();
    await clock.advance(58 * minute);
    assert.equal(source.fetches, 1);
    await clock.advance(minute);
    assert.equal(source.fetches, 2);
  });

  it('asks ever more slowly a source that goes on giving the same token although it is over', async () => {
    const clock = withoutJitter(new VirtualClock());
    const stale = sampleToken({ sub: 'anna', expiresAt: clock.now() + 5_000 });
    const source = new CountedSource(() => stale);
    const { token } = observed(source, clock);
    await token.get();
    await clock.advance(10 * minute);
    assert.ok(source.fetches < 25, `${source.fetches} fetches in ten minutes`);
  });
});

describe('AccessToken: a source that fails', () => {
  it('tells why, retries ever more slowly, and recovers with the source', async () => {
    const clock = new VirtualClock();
    const source = minting(clock);
    const { answer } = source;
    source.answer = () => Promise.reject(new Error('the endpoint is down'));
    const { token, heard } = observed(source, clock);
    await assert.rejects(token.get(), TokenError);
    assert.equal(heard.problems[0]?.code, 'token-unavailable');
    assert.match(heard.problems[0]?.message ?? '', /the endpoint is down/);
    await clock.advance(10 * minute);
    assert.ok(source.fetches >= 8 && source.fetches <= 30, `${source.fetches} fetches in ten minutes`);
    source.answer = answer;
    await clock.advance(90_000);
    assert.equal(heard.changes.length, 1);
    assert.equal(await token.get(), heard.changes[0]?.token);
  });

  it('gives up waiting for an answer that never comes, and asks anew', async () => {
    const clock = new VirtualClock();
    const source = minting(clock);
    const { answer } = source;
    source.answer = () => new Promise(() => undefined);
    const { token, heard } = observed(source, clock);
    const first = assert.rejects(token.get(), TokenError);
    await clock.advance(30_000);
    await first;
    assert.equal(heard.problems[0]?.code, 'token-unavailable');
    source.answer = answer;
    await clock.advance(3_000);
    assert.equal(heard.changes.length, 1);
  });

  for (const event of ['resume', 'restored', 'visible', 'online'] as const) {
    it(`asks anew on "${event}": what a page asked before it was away may never be answered`, async () => {
      const clock = new VirtualClock();
      const page = new ScriptedLifecycle();
      const source = minting(clock);
      const { answer } = source;
      source.answer = () => new Promise(() => undefined);
      const { token, heard } = observed(source, clock, page);
      const asked = Promise.all([token.get(), token.get()]);
      await clock.advance(20_000);
      source.answer = answer;
      page.tell(event);
      const [first, second] = await asked;
      assert.equal(first, second);
      assert.deepEqual([source.fetches, heard.changes.length, heard.problems.length], [2, 1, 0]);
      await clock.advance(40_000);
      assert.deepEqual(heard.problems, [], 'nor is the first one complained of later');
      page.tell(event);
      assert.equal(source.fetches, 2, 'where nothing is asked there is nothing to ask again');
      token.close();
      assert.equal(page.observers, 0);
    });
  }

  it('takes what was asked before and what was asked after the page was away, whichever comes first', async () => {
    for (const order of ['before first', 'after first'] as const) {
      const clock = new VirtualClock();
      const page = new ScriptedLifecycle();
      const [anna, ben] = [sampleToken({ sub: 'anna' }), sampleToken({ sub: 'ben' })];
      const answers: ((token: string) => void)[] = [];
      const source = new CountedSource(() => new Promise<string>((resolve) => answers.push(resolve)));
      const { token, heard } = observed(source, clock, page);
      const asked = token.get();
      page.tell('resume');
      // Somebody else signed in in between: the one asked last knows.
      const [first, second] = order === 'before first' ? [0, 1] : [1, 0];
      answers[first]!([anna, ben][first]!);
      assert.equal(await asked, [anna, ben][first], order);
      answers[second]!([anna, ben][second]!);
      await clock.advance(0);
      assert.equal(token.current, ben, order);
      assert.equal(heard.changes.length, order === 'before first' ? 2 : 1, order);
      assert.deepEqual([source.fetches, heard.problems], [2, []], order);
    }
  });

  it('waits for the answer it asked for last, although the one before has failed', async () => {
    const clock = new VirtualClock();
    const page = new ScriptedLifecycle();
    const asked: { answer: (token: string) => void; fail: (error: Error) => void }[] = [];
    const source = new CountedSource(() => new Promise<string>((answer, fail) => asked.push({ answer, fail })));
    const { token, heard } = observed(source, clock, page);
    const wanted = token.get();
    page.tell('restored');
    asked[0]!.fail(new Error('the page was in the cache'));
    await clock.advance(0);
    const anna = sampleToken({ sub: 'anna' });
    asked[1]!.answer(anna);
    assert.equal(await wanted, anna);
    assert.deepEqual(heard.problems, []);
  });

  it('does not retry what only a person can mend', async () => {
    const clock = new VirtualClock();
    const problem: Problem = { code: 'token-rejected', message: 'm', remedy: 'r', permanent: true };
    const source = new CountedSource(() => Promise.reject(new TokenError(problem)));
    const { token, heard } = observed(source, clock);
    await assert.rejects(token.get(), (error) => error instanceof TokenError && error.problem === problem);
    assert.deepEqual(heard.problems, [problem]);
    await clock.advance(hour);
    assert.equal(source.fetches, 1);
  });
});

describe('AccessToken: refused by the server', () => {
  it('fetches another one, once for all who were refused', async () => {
    const clock = new VirtualClock();
    const source = minting(clock);
    const { token } = observed(source, clock);
    const refused = await token.get();
    assert.deepEqual(await Promise.all([token.renewRefused(refused), token.renewRefused(refused)]), [
      'renewed',
      'renewed',
    ]);
    assert.equal(source.fetches, 2);
  });

  it('sends those who come late with the old one straight to the new one', async () => {
    const clock = new VirtualClock();
    const source = minting(clock);
    const tokens = [await source.fetch(), await source.fetch()];
    source.fetches = 0;
    source.answer = (fetch) => tokens[fetch === 1 ? 0 : 1]!; // A page's own cache: the same until it changes.
    const { token } = observed(source, clock);
    const refused = await token.get();
    assert.equal(await token.renewRefused(refused), 'renewed');
    assert.equal(await token.renewRefused(refused), 'renewed', 'there is a newer one already');
    assert.equal(source.fetches, 2);
  });

  it('waits a second before it renews one that was refused as soon as it was made', async () => {
    const clock = new VirtualClock();
    const source = minting(clock);
    const { token } = observed(source, clock);
    await token.renewRefused(await token.get());
    const asked = token.renewRefused(token.current);
    await clock.advance(999);
    assert.equal(source.fetches, 2);
    await clock.advance(1);
    assert.deepEqual([await asked, source.fetches], ['renewed', 3]);
  });

  it('renews at once one that was refused later', async () => {
    const clock = new VirtualClock();
    const source = minting(clock);
    const { token } = observed(source, clock);
    await token.renewRefused(await token.get());
    await clock.advance(1_000);
    assert.deepEqual([await token.renewRefused(token.current), source.fetches], ['renewed', 3]);
  });

  it('says so when there is no other', async () => {
    const clock = new VirtualClock();
    const fixed = sampleToken({ sub: 'anna' });
    const { token, heard } = observed(fixedToken(fixed), clock);
    await token.get();
    assert.equal(await token.renewRefused(fixed), 'none');
    assert.equal(heard.changes.length, 1);
  });

  it('says so when none can be had at the moment', async () => {
    const clock = new VirtualClock();
    const source = minting(clock);
    const { token, heard } = observed(source, clock);
    const refused = await token.get();
    source.answer = () => Promise.reject(new Error('down'));
    assert.equal(await token.renewRefused(refused), 'later');
    assert.equal(heard.problems.length, 1);
  });

  it('asks a source that gives the refused one again a few times more, for all who wait together', async () => {
    const clock = new VirtualClock();
    const source = minting(clock);
    const { answer } = source;
    const { token } = observed(source, clock);
    const refused = await token.get();
    source.answer = () => refused;
    const asked = Promise.all([token.renewRefused(refused), token.renewRefused(refused)]);
    await clock.advance(5_900);
    source.answer = answer;
    await clock.advance(100);
    assert.deepEqual(await asked, ['renewed', 'renewed']);
    assert.equal(source.fetches, 4);
  });

  it('gives up a source that gives the refused one for 14 s, and a moment after it was closed', async () => {
    for (const end of ['patience', 'close'] as const) {
      const clock = new VirtualClock();
      const { token } = observed(new CountedSource(() => sampleToken({ sub: 'anna' })), clock);
      const asked = token.renewRefused(await token.get());
      await clock.advance(1_000);
      if (end === 'close') token.close();
      else await clock.advance(13_000);
      assert.equal(await asked, 'none', end);
      assert.equal(clock.timers, 0, end);
    }
  });
});

describe('AccessToken: another reader', () => {
  it('tells a change of user and of role from a renewal', async () => {
    const clock = new VirtualClock();
    let claims: SampleClaims = { sub: 'anna', role: 'authenticated' };
    const source = new CountedSource((serial) => sampleToken({ ...claims, serial }));
    const { token, heard } = observed(source, clock);
    for (const next of [claims, claims, { sub: 'ben', role: 'authenticated' }, { sub: 'ben', role: 'boss' }]) {
      claims = next;
      await token.renew();
    }
    assert.deepEqual(
      heard.changes.map(({ identityChanged }) => identityChanged),
      [false, false, true, true],
    );
  });

  it('tells of signing out and in', async () => {
    const clock = new VirtualClock();
    const { token, heard } = observed(fixedToken(sampleToken({ sub: 'anna' })), clock);
    await token.get();
    await token.replace(anonymous);
    assert.equal(await token.get(), null);
    await token.replace(fixedToken(sampleToken({ sub: 'anna' })));
    assert.deepEqual(
      heard.changes.map(({ identityChanged }) => identityChanged),
      [false, true, true],
    );
  });

  it('forgets the answer of a source that was replaced while it was asked', async () => {
    const clock = new VirtualClock();
    let answerOld: (token: string) => void = () => assert.fail('not asked yet');
    const old = new CountedSource(() => new Promise((resolve) => (answerOld = resolve)));
    const { token, heard } = observed(old, clock);
    const asked = token.get();
    await clock.advance(0);
    const wanted = sampleToken({ sub: 'ben' });
    await token.replace(fixedToken(wanted));
    answerOld(sampleToken({ sub: 'anna' }));
    assert.equal(await asked, wanted);
    assert.deepEqual(
      heard.changes.map((change) => change.token),
      [wanted],
    );
  });

  it('goes on fetching once for all after a replaced source has answered late', async () => {
    const clock = new VirtualClock();
    let answerOld: (token: string) => void = () => assert.fail('not asked yet');
    let answerNew: (token: string) => void = () => assert.fail('not asked yet');
    const { token } = observed(new CountedSource(() => new Promise((resolve) => (answerOld = resolve))), clock);
    const asked = [token.get()];
    await clock.advance(0);
    const source = new CountedSource(() => new Promise((resolve) => (answerNew = resolve)));
    const replaced = token.replace(source);
    await clock.advance(0);
    answerOld(sampleToken({ sub: 'anna' }));
    await clock.advance(0);
    asked.push(token.get());
    answerNew(sampleToken({ sub: 'ben' }));
    await Promise.all([...asked, replaced]);
    assert.equal(source.fetches, 1);
  });
});

describe('AccessToken: closed', () => {
  it('leaves no timer, tells nobody and fetches no more, also when a fetch is under way', async () => {
    const clock = new VirtualClock();
    const source = minting(clock);
    const { token, heard } = observed(source, clock);
    const asked = token.get();
    token.close();
    await asked;
    await clock.advance(2 * hour);
    assert.equal(source.fetches, 1);
    assert.equal(heard.changes.length, 0);
    assert.equal(clock.timers, 0);
  });

  it('plans no renewal once it is closed', async () => {
    const clock = new VirtualClock();
    const source = minting(clock);
    const { token } = observed(source, clock);
    await token.get();
    token.close();
    assert.equal(clock.timers, 0);
  });
});

describe('readClaims', () => {
  it('reads what is not ASCII, and nothing out of what is no token', () => {
    assert.equal(readClaims(sampleToken({ sub: 'zoë-☃' })).sub, 'zoë-☃');
    for (const text of ['', 'a.b', 'a.%%%.c', 'sb_publishable_x', 'a.bm90IGpzb24.c'])
      assert.deepEqual(readClaims(text), {});
  });
});

describe('AccessToken: what its source says of its life', () => {
  /** Tokens of five minutes by a server whose clock is ahead of, or behind, the page's. */
  const told = (clock: VirtualClock, skew: number, lasts: number | null, life = 5 * minute): CountedSource =>
    new CountedSource((serial) => {
      const issuedAt = clock.now() + skew;
      return { token: sampleToken({ sub: 'anna', issuedAt, expiresAt: issuedAt + life, serial }), lasts };
    });

  for (const [name, skew] of [
    ['right', 0],
    ['ten minutes ahead', -10 * minute],
    ['ten minutes behind', 10 * minute],
    ['four minutes ahead', -4 * minute],
  ] as const) {
    it(`renews in time on a page whose clock is ${name}`, async () => {
      const clock = withoutJitter(new VirtualClock());
      const source = told(clock, skew, 5 * minute);
      const { token } = observed(source, clock);
      await token.get();
      await clock.advance(20 * minute);
      assert.ok(source.fetches >= 5, `${source.fetches} fetches: one before each end`);
      assert.ok(source.fetches <= 30, `${source.fetches} fetches: no storm`);
      assert.equal((await token.get()) !== null, true);
    });
  }

  it('renews what says nothing of its end in time, if its source does', async () => {
    const clock = withoutJitter(new VirtualClock());
    const source = new CountedSource((serial) => ({ token: sampleToken({ sub: 'anna', serial }), lasts: 2 * minute }));
    const { token } = observed(source, clock);
    await token.get();
    await clock.advance(2 * minute);
    assert.equal(source.fetches, 2);
  });

  it('does not outlive the token by believing a source that says the same of an old one', async () => {
    const clock = withoutJitter(new VirtualClock());
    const issuedAt = clock.now() - 50 * minute;
    const kept = sampleToken({ sub: 'anna', issuedAt, expiresAt: issuedAt + hour });
    const source = new CountedSource(() => ({ token: kept, lasts: hour }));
    const { token } = observed(source, clock);
    await token.get();
    await clock.advance(10 * minute);
    assert.ok(source.fetches >= 2, 'ten minutes were left of it');
  });
});

describe('AccessToken: a source that asks to be left alone', () => {
  const busy = (): never => {
    throw new NotNow('busy', 90_000);
  };

  it('is asked again then, and not before, whoever wants a token', async () => {
    const clock = new VirtualClock();
    const source = new CountedSource((fetch) => (fetch === 1 ? busy() : sampleToken({ sub: 'anna', serial: fetch })));
    const { token, heard } = observed(source, clock);
    for (let second = 0; second < 89; second++) {
      await assert.rejects(token.get(), TokenError);
      await clock.advance(1_000);
    }
    assert.equal(source.fetches, 1);
    assert.equal(heard.problems.length, 1, 'and it is said once');
    await clock.advance(11_000);
    assert.equal(source.fetches, 2);
    assert.notEqual(token.current, null);
  });

  it('is asked at once when the page signs in elsewhere', async () => {
    const clock = new VirtualClock();
    const { token } = observed(new CountedSource(busy), clock);
    await assert.rejects(token.get(), TokenError);
    const other = minting(clock);
    await token.replace(other);
    assert.equal(other.fetches, 1);
    assert.notEqual(token.current, null);
  });

  it('leaves the token at hand in use while it lasts', async () => {
    const clock = withoutJitter(new VirtualClock());
    const source = new CountedSource((fetch) =>
      fetch === 2
        ? busy()
        : sampleToken({ sub: 'anna', issuedAt: clock.now(), expiresAt: clock.now() + hour, serial: fetch }),
    );
    const { token } = observed(source, clock);
    const first = await token.get();
    await clock.advance(59 * minute + 30_000);
    assert.equal(source.fetches, 2);
    assert.equal(await token.get(), first);
    await clock.advance(2 * minute);
    assert.equal(source.fetches, 3);
    assert.notEqual(await token.get(), first);
  });

  it('is not waited for longer than ten minutes', async () => {
    const clock = new VirtualClock();
    const source = new CountedSource(() => {
      throw new NotNow('tomorrow', 24 * hour);
    });
    const { token } = observed(source, clock);
    await assert.rejects(token.get(), TokenError);
    await clock.advance(11.1 * minute);
    assert.equal(source.fetches, 2);
  });
});
