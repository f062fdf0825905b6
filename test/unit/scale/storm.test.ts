/** Many pages at once, in virtual time: they come back spread out, within what a plan allows, and with the rows of now. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planFor, plans } from '../../scale/plans.ts';
import { RateCounter } from '../../scale/rate-counter.ts';
import { storm } from '../../scale/storm.ts';

const clients = 500;

describe('500 pages whose server goes away for 20 s', () => {
  for (const source of ['changes', 'broadcast'] as const) {
    it(`come back spread out, with source="${source}"`, async () => {
      const figures = await storm({ source, clients, away: 'project', plan: planFor(clients) });
      assert.equal(figures.wrong, 0, 'live means: what was written while they were away is shown');
      assert.equal(figures.joinsRefused, 0);
      assert.ok(figures.sockets <= clients / 5, `${figures.sockets} a second; without jitter all come in one`);
      // With `broadcast` a join is two fences: that it was accepted, and that the server's replication stands.
      const most = source === 'changes' ? clients / 2 : clients * 0.7;
      assert.ok(figures.reads <= most, `${figures.reads} reads a second`);
      assert.ok(figures.readsPerClient <= 10, `${figures.readsPerClient} reads a page`);
      assert.ok(
        figures.allLiveAfter <= 45_000,
        `${figures.allLiveAfter} ms: the longest wait of the backoff, and a slow mark`,
      );
    });
  }

  it('read on while it is Realtime alone that is away, each every two seconds', async () => {
    const figures = await storm({ source: 'changes', clients, away: 'realtime', plan: planFor(clients) });
    assert.equal(figures.wrong, 0);
    assert.ok(figures.readsWhileAway >= clients / 3, `${figures.readsWhileAway} reads a second`);
    assert.ok(figures.allLiveAfter <= 45_000);
  });

  it('all come back when the server takes fewer joins than they ask for', async () => {
    const plan = { ...plans[1]!, joinsPerSecond: 5 };
    const figures = await storm({ source: 'broadcast', clients, away: 'project', plan });
    assert.ok(figures.joinsRefused > 0, 'the limit was met');
    assert.ok(figures.joinsRefused < 3 * clients, `${figures.joinsRefused} refused: no storm against the limit`);
    assert.equal(figures.wrong, 0);
    assert.ok(figures.allLiveAfter < Infinity);
  });

  it('are the same figures for the same seed', async () => {
    const run = () => storm({ source: 'broadcast', clients: 40, away: 'project', plan: planFor(40), seed: 7 });
    assert.deepEqual(await run(), await run());
  });
});

describe('the model of the limit', () => {
  it('judges by the average since it began, once in five seconds, and counts only who was let in', () => {
    const counter = new RateCounter(10, 0);
    const admitted = (from: number, times: number): number =>
      Array.from({ length: times }, () => counter.admits(from)).filter(Boolean).length;
    assert.equal(admitted(100, 500), 500, 'the first five seconds are not judged yet');
    assert.equal(admitted(5_000, 20), 0, '500 in the two first ticks of five seconds are 50 a second');
    assert.equal(admitted(44_999, 1), 0);
    assert.equal(admitted(50_001, 1), 1, '500 over more than 50 seconds are fewer than ten');
  });
});
